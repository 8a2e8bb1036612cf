"""What moderators do with texts: read, pass on, ask, refuse (domain 4.5)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Submission
from bot.models.case import WAITING, Status
from bot.services.cases import mergers, urgent
from bot.services.steps import drafts, ladder, steps
from bot.services.steps.drafts import Draft
from bot.services.steps.ways import CLOSED, Way
from bot.services.team import access
from bot.services.voting import publishing
from bot.words.codes import REASONS

SAFETY: Final = frozenset({"M01", "M15"})
ELSEWHERE: Final = frozenset({"M06", "M08", "M09"})
DUPLICATE: Final = "M07"
_MERGEABLE: Final = frozenset(Status) - set(CLOSED)
_PASSING: Final = ladder.way(Status.PASSED, "case.moderate")
_REFERRING: Final = ladder.way(Status.REFERRED, "case.moderate")
_PURGING: Final = ladder.way(Status.CLOSED_SAFETY, "case.moderate")
_CLOSING: Final = ladder.way(Status.CLOSED_SAFETY, "itself")
CHANGED: Final = _("The text has changed since you saw it. Here it is: /queue")


async def pass_on(
    session: AsyncSession, actor_id: int, case_id: int, *, seen: int | None = None
) -> None:
    """Pass a text to the group: from now on the group may read it.

    `seen` is the revision of the draft on the moderator's card (P6).
    """
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    draft = await check_seen(session, case, seen)
    await hand_on(session, case, _PASSING, draft, actor=actor_id)


async def hand_on(
    session: AsyncSession,
    case: Case,
    way: Way,
    draft: Draft,
    **told: Any,
) -> None:
    """Let the group have a text, whoever had the last word on it."""
    await steps.take(
        session,
        case,
        way,
        **told,
        text=draft.text,
        place=draft.place,
        photos=drafts.seal_photos(session, draft, case.id),
        passed_at=func.app_now(),
    )
    await urgent.hand_over(session, case)
    await drafts.erase_unneeded(session, case.submission_id)


async def refuse(
    session: AsyncSession, actor_id: int, case_id: int, reason: str, **facts: str
) -> None:
    """Do not pass a text on; the author hears the reason in full."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    await check_reason(session, case, reason, facts)
    way = ladder.way(status_of(reason), "case.moderate")
    before = mergers.standing(case)
    values = {"merged_into": int(facts["id"])} if reason == DUPLICATE else {}
    await steps.take(
        session, case, way, actor=actor_id, reason=reason, note=facts, **values
    )
    if way.to is Status.MERGED:
        await mergers.keep(session, case, before)
    if way.to is Status.CLOSED_SAFETY:
        await _close_everywhere(session, case, reason)
        await publishing.hide_everywhere(session, case.submission_id)
    await drafts.erase_unneeded(session, case.submission_id)


async def refer(
    session: AsyncSession,
    actor_id: int,
    case_id: int,
    told: Mapping[str, str],
) -> None:
    """Pass a text to the group, and say at once which body is in charge, by when."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    draft = await check_seen(session, case, None)
    day = date.fromisoformat(told["by"])
    await hand_on(
        session, case, _REFERRING, draft, actor=actor_id, note=told, asked=day
    )


async def purge(session: AsyncSession, actor_id: int, case_id: int) -> None:
    """Delete a text at once, wherever it waits; the author hears that it is deleted."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    await steps.take(session, case, _PURGING, actor=actor_id)
    await _close_everywhere(session, case, None)
    await publishing.hide_everywhere(session, case.submission_id)
    await drafts.erase_unneeded(session, case.submission_id)


async def _close_everywhere(
    session: AsyncSession, case: Case, reason: str | None
) -> None:
    # The author is told that the text is deleted: it must leave every queue.
    await mergers.undo_unread(session, case.submission_id)
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


async def waiting(session: AsyncSession, actor_id: int, case_id: int) -> Case:
    """Get a case whose text still waits for a decision, or refuse."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    if case.status not in WAITING:
        raise steps.decided_already()
    return case


async def check_seen(session: AsyncSession, case: Case, seen: int | None) -> Draft:
    """Get the text of a case, unless it changed since a moderator saw it (P6)."""
    draft = await _draft(session, case)
    if seen is not None and seen != draft.revision:
        raise UserError(CHANGED)
    return draft


async def check_reason(
    session: AsyncSession, case: Case, reason: str, facts: Mapping[str, str]
) -> None:
    """Refuse a reason that is none, or lacks what the author must be told with it."""
    asks = REASONS[reason].asks if reason in REASONS else reason
    if asks is not None and not facts.get(asks):
        raise UserError(_("Please choose one of the buttons."))
    if reason == DUPLICATE:
        await mergers.check_original(session, case, facts["id"], _MERGEABLE)


async def check_original(
    session: AsyncSession, actor_id: int, case_id: int, number: str
) -> None:
    """Refuse a number that is not of another proposal before the same group."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    await mergers.check_original(session, case, number, _MERGEABLE)


async def _draft(session: AsyncSession, case: Case) -> Draft:
    submission = await session.get_one(
        Submission, case.submission_id, populate_existing=True
    )
    draft = drafts.of_case(session, case, submission)
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
