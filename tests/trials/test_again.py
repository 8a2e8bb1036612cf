"""A second run judges what was only late; what was lost fails at once."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from trials import __main__ as trials
from trials.registry import Entry
from trials.report import Report


@dataclass
class Tried:
    """A trial that goes wrong the first time."""

    lost: int = 0
    seconds: float = 0.0
    name: str = "tried"
    runs: list[int] = field(default_factory=list)

    async def run(self, _: Any, seed: int) -> Report:
        report, first = Report(self.name, seed), not self.runs
        self.runs.append(seed)
        report.expect("lost", self.lost * first, 0)
        report.expect("seconds", self.seconds * first, 1.0, timed=True)
        return report


@pytest.mark.parametrize(
    ("tried", "runs", "faults"),
    [
        (Tried(), 1, 0),
        (Tried(seconds=2.0), 2, 0),
        (Tried(lost=1), 1, 1),
        (Tried(lost=1, seconds=2.0), 1, 1),
    ],
)
async def test_only_what_was_late_is_tried_again(
    tried: Tried, runs: int, faults: int, cluster: Any
) -> None:
    entry = Entry("T0", tried)
    [report] = await trials._run(cluster, [entry], 1, again=True)
    assert (len(tried.runs), len(report.faults)) == (runs, faults)


async def test_without_again_nothing_is_tried_twice(cluster: Any) -> None:
    tried = Tried(seconds=2.0)
    [report] = await trials._run(cluster, [Entry("T0", tried)], 1, again=False)
    assert (len(tried.runs), report.passed) == (1, False)


@pytest.fixture
def cluster() -> Any:
    """No trial here has a database."""
    return None
