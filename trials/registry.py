"""Which trials there are, at which size, and by which number.

The quick ones take seconds each and run with every change, within five minutes; the
full ones take up to nine minutes each, 90 in all: those that mostly wait run side by
side. Numbers are those of the plan of proofs that the trials began with; T46 to T51 are
ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from trials.cases import frozen, points
from trials.cases.alert import Alert
from trials.cases.api_faults import ApiFaults
from trials.cases.away import Away
from trials.cases.blocked import Blocked
from trials.cases.broadcast import Broadcast
from trials.cases.clocks import Clocks
from trials.cases.crashes import Crashes
from trials.cases.digest_year import DigestYear
from trials.cases.disk import FullDisk, FullWal
from trials.cases.drawn import Drawn
from trials.cases.exhausted import Exhausted, Locked
from trials.cases.expelled import Expelled
from trials.cases.flood import Flood
from trials.cases.floor import Floor
from trials.cases.frozen import Frozen
from trials.cases.moderating import Moderating
from trials.cases.nights import MARCH, OCTOBER, Night
from trials.cases.pace import Pace
from trials.cases.points import Points
from trials.cases.poison import Poison
from trials.cases.redelivery import Redelivery
from trials.cases.rush import Rush
from trials.cases.shuffled import Shuffled
from trials.cases.sigterm import Sigterm
from trials.cases.slot import Slot
from trials.cases.standby import Standby
from trials.cases.statuses import Statuses
from trials.cases.supergroup import Supergroup
from trials.cases.untimely import Untimely
from trials.cases.versions import Versions
from trials.cases.votes import Votes
from trials.forgery import Forgery
from trials.lanes import Lanes
from trials.naughtiness import Naughtiness
from trials.replay import Replay
from trials.report import Trial
from trials.storm import Storm
from trials.year import Year

_MARCH: Final = datetime(2027, 3, 20, tzinfo=UTC)  # a week before clocks change
SEEDS: Final = 5  # of storms in a full run


@dataclass(frozen=True, slots=True)
class Entry:
    """A trial, its number in the plan, and how often it is run, each time otherwise.

    One that judges a share of seconds, or works much in this process, wants the machine
    for itself.
    """

    number: str
    trial: Trial
    times: int = 1
    alone: bool = True

    def is_called(self, name: str) -> bool:
        """Tell whether somebody means this one."""
        return name in {self.number, self.trial.name}


QUICK: Final[Sequence[Entry]] = (
    Entry(
        "T1",
        Storm(webhook=False, faults=True, people=20, rounds=2, kills=6),
        alone=False,
    ),
    Entry("T1", Lanes(people=10, updates=35), alone=False),
    Entry("T1", Replay(people=8, appeals=24, kills=(2, 1, 1)), alone=False),
    Entry(
        "T2",
        Points("points", (*points.POLLED, *points.SENT), kills=1, drawn=4),
        alone=False,
    ),
    Entry(
        "T3",
        Crashes(webhook=True, faults=True, people=20, rounds=1, kills=4, crashes=1),
        alone=False,
    ),
    Entry("T3", Standby(2, 30), alone=False),
    Entry("T4", Away(seconds=4, updates=7, pressers=6), alone=False),
    Entry("T5", ApiFaults(2), alone=False),
    Entry("T6", Redelivery(25), alone=False),
    Entry("T7", Shuffled(webhook=True, windows=4), alone=False),
    Entry("T7", Untimely(), alone=False),
    Entry("T8", Pace(weeks=1, seconds=25, groups=5, recipients=20, to_group=6)),
    Entry("T9", Frozen("frozen", frozen.LEADERS, drawn=1)),
    Entry("T10", Poison("raise"), alone=False),
    Entry("T11", FullDisk(seconds=4, updates=7), alone=False),
    Entry("T12", Exhausted(seconds=4, updates=7), alone=False),
    Entry("T13", Clocks(8), alone=False),
    Entry("T13", Night(MARCH, step=2), alone=False),
    Entry("T13", Night(OCTOBER, step=6), alone=False),
    Entry("T14", Slot(), alone=False),
    Entry("T14", DigestYear(_MARCH, weeks=2), alone=False),
    Entry("T15", Sigterm(webhook=False, stops=3), alone=False),
    Entry("T16", Versions(20, 1, least=1), alone=False),
    Entry("T17", Flood(1_000)),
    Entry("T18", Votes(30), alone=False),
    Entry("T48", Moderating(24), alone=False),
    Entry("T19", Broadcast(200, kills=0, slack=0.2, answered_in=1.0)),
    Entry("T22", Floor(3)),
    Entry("T24", Forgery(whole=False)),
    Entry("T49", Naughtiness(60)),
    Entry("T38", Blocked(30), alone=False),
    Entry("T39", Supergroup(8), alone=False),
    Entry("T40", Expelled(1), alone=False),
    Entry("T42", Year(people=40, steps=20)),
    Entry("T46", Alert(8)),
    Entry("T47", Statuses(60), alone=False),
    Entry("T50", Rush(60, slack=0.5, answered_in=1.0, tick=1.0)),
)
FULL: Final[Sequence[Entry]] = (
    Entry("T1", Storm(webhook=False, faults=True), SEEDS, alone=False),
    Entry("T1", Storm(webhook=True, faults=False), alone=False),
    Entry("T1", Lanes(), alone=False),
    Entry("T1", Replay(), alone=False),
    Entry("T2", Points("points-polling", points.POLLED), alone=False),
    Entry("T2", Points("points-webhook", points.BROUGHT, webhook=True), alone=False),
    Entry("T2", Points("points-sending", points.SENT), alone=False),
    Entry("T3", Crashes(webhook=False, faults=True), SEEDS, alone=False),
    Entry("T3", Standby(), alone=False),
    Entry("T4", Away(), alone=False),
    Entry("T5", ApiFaults(50), alone=False),
    Entry("T6", Redelivery(720), alone=False),
    Entry("T7", Shuffled(webhook=True, windows=30), alone=False),
    Entry("T7", Shuffled(webhook=False, windows=30), alone=False),
    Entry("T7", Untimely(), alone=False),
    Entry("T8", Pace(weeks=5, seconds=100)),
    Entry("T9", Frozen("frozen-thrice", (*frozen.LEADERS, frozen.WORKER))),
    Entry("T10", Poison("die")),
    Entry("T10", Poison("raise")),
    Entry("T10", Poison("hang")),
    Entry("T11", FullDisk(), alone=False),
    Entry("T11", FullWal(), alone=False),
    Entry("T12", Exhausted(), alone=False),
    Entry("T12", Locked(), alone=False),
    Entry("T13", Clocks(), alone=False),
    Entry("T13", Night(MARCH), alone=False),
    Entry("T13", Night(OCTOBER), alone=False),
    Entry("T14", Slot(), alone=False),
    Entry("T14", DigestYear(), alone=False),
    Entry("T15", Sigterm(webhook=False, stops=50), alone=False),
    Entry("T15", Sigterm(webhook=True, stops=50), alone=False),
    Entry("T16", Versions()),
    Entry("T17", Flood(10_000)),
    Entry("T18", Votes(1_000, pressed_in=60.0)),
    Entry("T48", Moderating(200), alone=False),
    Entry("T19", Broadcast(10_000, kills=3)),
    Entry("T22", Floor(50)),
    Entry("T24", Forgery()),
    Entry("T49", Naughtiness()),
    Entry("T38", Blocked(1_000), alone=False),
    Entry("T39", Supergroup(100), alone=False),
    Entry("T40", Expelled(10), alone=False),
    Entry("T42", Year()),
    Entry("T46", Alert(60)),
    Entry("T47", Statuses(1_500), alone=False),
    Entry("T50", Rush(1_000)),
    Entry("T51", Drawn()),
)
