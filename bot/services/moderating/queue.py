"""The moderators' queue: what waits, in which order, and who reads it now."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    func,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.models import Case, Submission, Verdict, WorkingGroup
from bot.models.case import WAITING
from bot.services.cases import urgent
from bot.services.moderating import cards, case_search, claims, filters, recusals
from bot.services.moderating.cards import Card, Numbers
from bot.services.moderating.case_search import Query
from bot.services.steps import drafts, steps
from bot.services.steps.drafts import Draft
from bot.services.team import access, recused
from bot.services.texts import categories
from bot.services.texts.categories import URGENT

_BESIDE: Final = 100  # texts that are compared with one
_READ: Final = 500  # texts, the first, that a filter by words looks through
_other: Final = aliased(Case)


@dataclass(frozen=True, slots=True)
class Beside:
    """What waits beside a card, and what it says."""

    case: Case
    submission: Submission
    group: WorkingGroup
    draft: Draft | None

    @property
    def text(self) -> str:
        """Return the words that are compared."""
        return "" if self.draft is None else self.draft.text


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What somebody's filter shows of their queue; without one, all of it."""

    query: Query | None
    shown: ColumnElement[bool]


async def size(session: AsyncSession, person_id: int) -> int:
    """Count what waits for a moderator in all their groups."""
    waiting = select(func.count()).select_from(Case).where(_waits_for(person_id))
    return await session.scalar(waiting) or 0


async def left(session: AsyncSession, person_id: int) -> int:
    """Count what waits for a moderator and nobody else reads."""
    free = _waits_for(person_id), claims.is_free(person_id)
    return await session.scalar(select(func.count(Case.id)).where(*free)) or 0


async def numbers(session: AsyncSession, person_id: int, narrowed: Narrowed) -> Numbers:
    """Count what waits for a moderator, and how long the oldest has waited."""
    hours = func.extract("epoch", func.app_now() - func.min(Case.created_at)) / 3600
    shown = func.count().filter(narrowed.shown)
    rows = await session.execute(
        select(func.count(), func.count().filter(Case.urgency == URGENT), hours, shown)
        .select_from(Case)
        .where(_waits_for(person_id))
    )
    waiting, urgently, age, passing = rows.one()
    filtered = None if narrowed.query is None else passing
    return Numbers(waiting, urgently, int(age or 0), filtered)


async def next_card(
    session: AsyncSession,
    person_id: int,
    narrowed: Narrowed | None = None,
    *,
    after: int = 0,
) -> Card | None:
    """Claim the most urgent text that waits for a moderator, then the oldest.

    Of those that come after a case, and through their filter; urgent ones that nobody
    looked at come in between.
    Nobody else gets it while it is claimed, and what was claimed before is given back.
    """
    statement = _cards(person_id).order_by(Case.urgency, Case.id)
    if after:
        statement = statement.where(or_(_comes_after(after), urgent.is_unseen()))
    return await _claimed(session, person_id, statement, narrowed)


async def card_before(
    session: AsyncSession,
    person_id: int,
    case_id: int,
    narrowed: Narrowed | None = None,
) -> Card | None:
    """Claim the text that stands right before a case in the queue."""
    behind = _comes_after(case_id)
    statement = _cards(person_id).where(~behind, Case.id != case_id)
    return await _claimed(
        session,
        person_id,
        statement.order_by(Case.urgency.desc(), Case.id.desc()),
        narrowed,
    )


async def _claimed(
    session: AsyncSession,
    person_id: int,
    statement: Select[Case, Submission, WorkingGroup],
    narrowed: Narrowed | None,
) -> Card | None:
    if narrowed is None:
        narrowed = await narrow(session, person_id)
    rows = await session.execute(
        statement.where(narrowed.shown, claims.is_free(person_id))
        .limit(1)
        .with_for_update(of=Case, skip_locked=True)
    )
    row = rows.one_or_none()
    if row is None:
        await claims.release(session, person_id)
        return None
    case, submission, group = row
    await claims.take(session, person_id, case.id)
    await claims.release(session, person_id, but=[case.id])
    return await _seen(session, case, submission, group)


async def beside(session: AsyncSession, person_id: int, card: Card) -> list[Beside]:
    """List what waits in the same group and nobody reads, of the same kind.

    Its cards are not made yet: of a hundred hardly one is shown.
    """
    rows = await session.execute(
        _cards(person_id)
        .where(Case.group_id == card.group.id, Case.id != card.case_id)
        .where(Case.urgency == card.urgency, claims.is_free(person_id))
        .order_by(Case.id)
        .limit(_BESIDE)
    )
    kind = categories.is_concern(card.topic)
    return [
        Beside(case, submission, group, drafts.of_case(session, case, submission))
        for case, submission, group in rows.all()
        if categories.is_concern(submission.topic) == kind
    ]


async def get_card(session: AsyncSession, person_id: int, case_id: int) -> Card:
    """Claim a text that waits for a moderator, or refuse."""
    await access.access_case(session, person_id, case_id, "case.moderate")
    rows = await session.execute(_cards(person_id).where(Case.id == case_id))
    row = rows.one_or_none()
    if row is None:
        raise steps.decided_already()
    await claims.take(session, person_id, case_id)
    return await _seen(session, *row)


async def leave_to_others(session: AsyncSession, person_id: int, case_id: int) -> bool:
    """Take a text out of the queue of a moderator whom it is about.

    False when it is about all moderators of its group. The log is silent on it: those
    who read the log would learn whom a text is about.
    """
    await get_card(session, person_id, case_id)
    await claims.release(session, person_id)
    return await recusals.note(session, person_id, case_id)


async def _seen(
    session: AsyncSession, case: Case, submission: Submission, group: WorkingGroup
) -> Card:
    await urgent.see(session, case)
    return await cards.of(session, case, submission, group)


async def narrow(session: AsyncSession, person_id: int) -> Narrowed:
    """Find what a moderator's filter shows: once for an update, it may read much.

    What is urgent and nobody looked at is never hidden.
    """
    query = await filters.of(session, person_id)
    if query is None:
        return Narrowed(None, true())
    fits = filters.fits(query)
    if query.words:
        rows = await session.execute(
            _cards(person_id).where(fits).order_by(Case.urgency, Case.id).limit(_READ)
        )
        read = [(case, submission) for case, submission, _group in rows.all()]
        found = await case_search.saying(session, query, read)
        fits = Case.id.in_([case.id for case, _submission in found])
    return Narrowed(query, or_(fits, urgent.is_unseen()))


def _waits_for(person_id: int) -> ColumnElement[bool]:
    return and_(
        Case.status.in_(WAITING),
        Case.group_id.in_(access.groups_of(person_id, "case.moderate")),
        ~select(Verdict.id).where(Verdict.case_id == Case.id).exists(),
        recused.is_free(person_id),
    )


def _comes_after(case_id: int) -> ColumnElement[bool]:
    """Tell whether a case stands behind another one in the queue."""
    urgency = select(_other.urgency).where(_other.id == case_id).scalar_subquery()
    return tuple_(Case.urgency, Case.id) > tuple_(func.coalesce(urgency, 0), case_id)


def _cards(person_id: int) -> Select[Case, Submission, WorkingGroup]:
    return (
        select(Case, Submission, WorkingGroup)
        .join(Submission, Submission.id == Case.submission_id)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .where(_waits_for(person_id), Submission.draft.is_not(None))
        .execution_options(populate_existing=True)
    )
