"""What moderators do with texts: read, pass on, ask, refuse (domain 4.5)."""

from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Submission, WorkingGroup
from bot.models.case import WAITING, Status
from bot.services import access, cards, drafts, ladder, publishing, steps, urgent
from bot.services.cards import Card
from bot.services.drafts import Draft
from bot.wording import REASONS

SAFETY: Final = frozenset({"M01", "M15"})
ELSEWHERE: Final = frozenset({"M06", "M08", "M09"})
DUPLICATE: Final = "M07"
_PASSING: Final = ladder.way(Status.PASSED, "case.moderate")
_CLOSING: Final = ladder.way(Status.CLOSED_SAFETY, "itself")
CHANGED: Final = _("The text has changed since you saw it. Here it is: /queue")


async def queue_size(session: AsyncSession, person_id: int) -> int:
    """Count what waits for a moderator in all their groups."""
    waiting = select(func.count()).select_from(Case).where(_waits_for(person_id))
    return await session.scalar(waiting) or 0


async def next_in_queue(
    session: AsyncSession, person_id: int, *, after: int = 0
) -> Card | None:
    """Get the most urgent text that waits for a moderator, then the oldest.

    Of those that come after a case; urgent ones that nobody looked at come in between.
    """
    statement = _cards(person_id).order_by(Case.urgency, Case.id).limit(1)
    if after:
        statement = statement.where(or_(_comes_after(after), urgent.is_unseen()))
    rows = await session.execute(statement)
    row = rows.one_or_none()
    return None if row is None else await _seen(session, *row)


async def get_card(session: AsyncSession, person_id: int, case_id: int) -> Card:
    """Get a text that waits for a moderator, or refuse."""
    await access.access_case(session, person_id, case_id, "case.moderate")
    rows = await session.execute(_cards(person_id).where(Case.id == case_id))
    row = rows.one_or_none()
    if row is None:
        raise steps.decided_already()
    return await _seen(session, *row)


async def _seen(
    session: AsyncSession, case: Case, submission: Submission, group: WorkingGroup
) -> Card:
    await urgent.see(session, case)
    return await cards.of(session, case, submission, group)


async def pass_on(
    session: AsyncSession, actor_id: int, case_id: int, *, seen: int | None = None
) -> None:
    """Pass a text to the group: from now on the group may read it.

    `seen` is the revision of the draft on the moderator's card (P6).
    """
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    draft = await _draft(session, case)
    if seen is not None and seen != draft.revision:
        raise UserError(CHANGED)
    await steps.take(
        session,
        case,
        _PASSING,
        actor=actor_id,
        text=draft.text,
        place=draft.place,
        passed_at=func.app_now(),
    )
    await urgent.hand_over(session, case)
    await drafts.erase_unneeded(session, case.submission_id)


async def refuse(
    session: AsyncSession, actor_id: int, case_id: int, reason: str, **facts: str
) -> None:
    """Do not pass a text on; the author hears the reason in full."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    await _check_reason(session, case, reason, facts)
    way = ladder.way(status_of(reason), "case.moderate")
    await steps.take(session, case, way, actor=actor_id, reason=reason, note=facts)
    if way.to is Status.CLOSED_SAFETY:
        await _close_everywhere(session, case, reason)
        await publishing.hide_everywhere(session, case.submission_id)
    await drafts.erase_unneeded(session, case.submission_id)


async def _close_everywhere(session: AsyncSession, case: Case, reason: str) -> None:
    # The author is told that the text is deleted: it must leave every queue.
    others = await session.scalars(
        select(Case)
        .where(Case.submission_id == case.submission_id)
        .where(Case.status.in_(_CLOSING.since))
        .order_by(Case.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for other in others.all():
        await steps.take(session, other, _CLOSING, reason=reason)


async def _check_reason(
    session: AsyncSession, case: Case, reason: str, facts: dict[str, str]
) -> None:
    asks = REASONS[reason].asks if reason in REASONS else reason
    if asks is not None and not facts.get(asks):
        raise UserError(_("Please choose one of the buttons."))
    if reason == DUPLICATE:
        await _check_original(session, case, facts["id"])


async def check_original(
    session: AsyncSession, actor_id: int, case_id: int, number: str
) -> None:
    """Refuse a number that is not of another proposal before the same group."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    await _check_original(session, case, number)


async def _check_original(session: AsyncSession, case: Case, number: str) -> None:
    digits = number if number.isascii() and number.isdecimal() else "0"
    original = select(Case.id).where(
        Case.submission_id == int(digits[:18]),
        Case.submission_id != case.submission_id,
        Case.group_id == case.group_id,
    )
    if await session.scalar(original) is None:
        raise UserError(_("There is no such message, or it was deleted."))


async def _draft(session: AsyncSession, case: Case) -> Draft:
    submission = await session.get_one(
        Submission, case.submission_id, populate_existing=True
    )
    draft = drafts.open_draft(session, submission)
    if draft is None:
        raise steps.decided_already()
    return draft


def status_of(reason: str) -> Status:
    """Tell what a reason makes of a case."""
    if reason in SAFETY:
        return Status.CLOSED_SAFETY
    if reason in ELSEWHERE:
        return Status.REDIRECTED
    return Status.MERGED if reason == DUPLICATE else Status.DECLINED


def _waits_for(person_id: int) -> ColumnElement[bool]:
    return and_(
        Case.status.in_(WAITING),
        Case.group_id.in_(access.groups_of(person_id, "case.moderate")),
    )


def _comes_after(case_id: int) -> ColumnElement[bool]:
    """Tell whether a case stands behind another one in the queue."""
    other = aliased(Case)
    urgency = select(other.urgency).where(other.id == case_id).scalar_subquery()
    return tuple_(Case.urgency, Case.id) > tuple_(func.coalesce(urgency, 0), case_id)


def _cards(person_id: int) -> Select[Case, Submission, WorkingGroup]:
    return (
        select(Case, Submission, WorkingGroup)
        .join(Submission, Submission.id == Case.submission_id)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .where(_waits_for(person_id), Submission.draft.is_not(None))
        .execution_options(populate_existing=True)
    )
