"""A year of statuses, replayed: what comes in, goes its ways, and is asked about."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Sessions
from bot.models import Case, Outcome, Person, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.outcome import Answer
from bot.services.cases import cases
from bot.services.steps import case_log, outcomes, steps
from bot.services.steps.ladder import LADDER
from bot.services.steps.ways import Way
from tests.factories import (
    make_case,
    make_community,
    make_document,
    make_group,
    make_person,
    make_submission,
)

BEGINS: Final = datetime(2026, 1, 1, 10, tzinfo=UTC)  # noon in Kyiv
YEAR: Final = timedelta(days=365)
_WEEKS: Final = timedelta(weeks=4)
_GROUPS: Final = 3
_SET: Final = text("update clock set ahead = cast(:moment as timestamptz) - now()")
_SELVES: Final = (None, None, "resident", "resident", "idp", "idp", "returnee", "away")
_KINDS: Final = (("proposal", "P06"), ("proposal", "P01"), ("concern", "C05"))
_ANSWERS: Final = (*Answer, Answer.YES, None)
_IN_HAND: Final = (Status.RECEIVED, Status.REVIEW)
_QUICK, _SLOW = timedelta(days=1), timedelta(days=9)  # means of two waits
_REOPENED: Final = 0.2
_LIKELY: Final = {Status.PASSED: 12, Status.DONE: 4, Status.SUPPORTED: 4}

Deed = Callable[[AsyncSession], Coroutine[Any, Any, None]]


@dataclass
class Replay:
    """Submissions spread over a year, each on its ways in its own time."""

    sessions: Sessions
    dice: Random
    size: int
    groups: list[WorkingGroup] = field(default_factory=list)
    done: int = 0
    _due: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    _turns: "count[int]" = field(default_factory=count)

    async def live(self) -> None:
        """Live through the year, one deed after the other."""
        async with self.sessions.begin() as session:
            self.community = await make_community(session)
            self.groups = [
                await make_group(session, self.community) for _ in range(_GROUPS)
            ]
            group = self.groups[0]
            self.document = await make_document(session, group_id=group.id)
        for _ in range(self.size):
            self._plan(BEGINS + self.dice.random() * YEAR, self._send)
        for n in range(YEAR // _WEEKS + 1):
            self._plan(BEGINS + n * _WEEKS, self._let_time_pass)
        while self._due and self._due[0][0] < BEGINS + YEAR:
            self.moment, _turn, deed = heappop(self._due)
            await self._do(deed)

    def _plan(self, moment: datetime, deed: Deed) -> None:
        heappush(self._due, (moment, next(self._turns), deed))

    async def _do(self, deed: Deed) -> None:
        async with self.sessions.begin() as session:
            await session.execute(_SET, {"moment": self.moment})
            await deed(session)
        self.done += 1

    async def _send(self, session: AsyncSession) -> None:
        """Send something, to one group or to two."""
        kind, topic = self.dice.choice(_KINDS)
        submission = await make_submission(
            session,
            community=self.community,
            person=await make_person(session),
            address=Address(next(self._turns) + 1),
            kind=kind,
            topic=topic,
            whereabouts=self.dice.choice(_SELVES),
        )
        urgency = 1 if topic == "C05" else 2
        for group in self.dice.sample(self.groups, self.dice.choice((1, 1, 1, 2))):
            case = await make_case(
                session, group=group, submission=submission, urgency=urgency
            )
            await case_log.append(session, case, Status.RECEIVED)
            self._plan_step(case.id, Status.RECEIVED)

    def _plan_step(self, case_id: int, status: Status) -> None:
        """Plan the next step of a case, if there is one."""
        ways = [each for each in LADDER if status in each.since]
        if not ways or (status is Status.DONE and self.dice.random() > _REOPENED):
            return
        (way,) = self.dice.choices(ways, [_LIKELY.get(each.to, 1) for each in ways])
        wait = _QUICK if status in _IN_HAND else _SLOW

        async def go(session: AsyncSession) -> None:
            await self._step(session, case_id, way)

        self._plan(self.moment + self.dice.expovariate(1) * wait, go)

    async def _step(self, session: AsyncSession, case_id: int, way: Way) -> None:
        case = await session.get_one(Case, case_id)
        values: dict[str, Any] = {}
        if way.to is Status.IN_DOC:
            values["document_id"] = self.document.id
        if way.to is Status.PASSED:
            values["text"] = "…"
        await steps.take(session, case, way, **values)
        self._plan_step(case_id, way.to)

    async def _let_time_pass(self, session: AsyncSession) -> None:
        """Ask whom it is time to ask; some of them answer."""
        await cases.tell_no_news(session)
        while await outcomes.ask_due(session):
            pass
        rows = await session.execute(
            select(Outcome.event_id, Person)
            .join(Submission, Submission.id == Outcome.submission_id)
            .join(Person, Person.id == Submission.person_id)
            .where(Outcome.asked_at.is_not(None), Outcome.answer.is_(None))
            .order_by(Outcome.event_id)
        )
        for event_id, person in rows.all():
            if said := self.dice.choice(_ANSWERS):
                await outcomes.answer(session, person, event_id, said)
