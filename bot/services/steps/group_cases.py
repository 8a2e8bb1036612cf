"""The cases of a working group as those see them who lead them on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NO_MESSAGE, UserError
from bot.models import Case, CaseEvent, Decision, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.submission import Kind
from bot.services.letters import notes
from bot.services.steps import case_log, ladder
from bot.services.steps.ways import Way
from bot.services.team import access, recused

PAGE: Final = 5
_MOST_STEPS: Final = 12  # of a history on one screen


@dataclass(frozen=True, slots=True)
class Item:
    """A case in a list."""

    case_id: int
    number: str
    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a case with what was said in it."""

    event: CaseEvent
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Led:
    """A case with what may be done with it."""

    case: Case
    group: WorkingGroup
    topic: str
    is_concern: bool
    steps: Sequence[Step]
    decided: Status | None

    @property
    def number(self) -> str:
        """Name it as its author knows it."""
        return str(self.case.submission_id)

    @property
    def ways(self) -> Sequence[Way]:
        """List the ways that are open now; none before a decision is announced."""
        return [] if self.decided else list(ladder.onward(Status(self.case.status)))


async def counts(
    session: AsyncSession, actor_id: int, group_id: int
) -> Mapping[Status, int]:
    """Count what was passed to a group, by status and in the order of the ladder.

    What is decided and not announced is left out, as `/meeting` and `/agenda` do.
    """
    await access.access_group(session, actor_id, group_id, "case.lead")
    rows = await session.execute(
        select(Case.status, func.count(Case.id))
        .where(Case.group_id == group_id, Case.passed_at.is_not(None))
        .where(recused.is_free(actor_id), ~is_decided())
        .group_by(Case.status)
    )
    found = {Status(status): count for status, count in rows}
    return {status: found[status] for status in Status if status in found}


async def page(
    session: AsyncSession, actor_id: int, group_id: int, status: Status, *, after: int
) -> Sequence[Item]:
    """List cases of a status after one, the oldest first; one more than fit."""
    await access.access_group(session, actor_id, group_id, "case.lead")
    rows = await session.execute(
        select(
            Case.id, Case.submission_id, Submission.topic, func.coalesce(Case.text, "")
        )
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.group_id == group_id, Case.status == status, Case.id > after)
        .where(Case.passed_at.is_not(None), recused.is_free(actor_id), ~is_decided())
        .order_by(Case.id)
        .limit(PAGE + 1)
    )
    return [Item(case_id, str(number), *rest) for case_id, number, *rest in rows]


async def card(session: AsyncSession, actor_id: int, case_id: int) -> Led:
    """Get a case with its history and what may be done with it."""
    case = await access.access_case(session, actor_id, case_id, "case.lead")
    if case.passed_at is None:
        raise UserError(NO_MESSAGE)
    rows = await session.execute(
        select(Submission.topic, Submission.kind, WorkingGroup)
        .join(Case, Case.submission_id == Submission.id)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .where(Case.id == case_id)
    )
    topic, kind, group = rows.one()
    decided = await session.scalar(
        select(Decision.status).where(Decision.case_id == case_id)
    )
    return Led(
        case=case,
        group=group,
        topic=topic,
        is_concern=kind == Kind.CONCERN,
        steps=await history(session, case_id),
        decided=None if decided is None else Status(decided),
    )


def is_decided() -> ColumnElement[bool]:
    """Tell, inside a query, whether a group decided on a case and told nobody yet."""
    return select(Decision.id).where(Decision.case_id == Case.id).exists()


async def history(session: AsyncSession, case_id: int) -> Sequence[Step]:
    """List the last steps of a case, the oldest first; that time passed is none."""
    found = await session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id == case_id)
        .where(case_log.is_told())
        .order_by(CaseEvent.id.desc())
        .limit(_MOST_STEPS)
    )
    events = list(reversed(found.all()))
    return [Step(each, notes.read(session, each)) for each in events]
