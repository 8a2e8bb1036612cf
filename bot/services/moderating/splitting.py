"""Two matters in one text: the second becomes a submission of its own."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import Base
from bot.models import Case, CaseEvent, Recusal, Submission
from bot.models.case import Status
from bot.models.notice import Recipient
from bot.models.submission import SUBMISSION_IDS
from bot.services.entering import receipts
from bot.services.letters import recipients
from bot.services.moderating import moderation, rewriting
from bot.services.steps import case_log, drafts, steps
from bot.services.steps.drafts import Draft
from bot.services.team import recused

SPLIT: Final = "case.split"  # its subject is the first step of the new case
_PART: Final = "split"
_OF_SUBMISSION: Final = (
    "kind",
    "person_id",
    "community_code",
    "language",
    "topic",
    "whom",
    "whereabouts",
    "lasting",
    "adds_to",
    "relay",
    "news",
    "channel",
    "created_at",
)
_OF_CASE: Final = (
    "group_id",
    "urgency",
    "body",
    "due_at",
    "read_by",
    "news_due_at",
    "created_at",
)


async def split(
    session: AsyncSession,
    actor_id: int,
    case_id: int,
    parts: tuple[str, str],
    *,
    seen: int,
) -> str:
    """Leave the first matter in a text and open a case for the second one.

    Gives the new number. The author is told of it; the original stays until the
    decision on the first. `seen` is the revision of the draft on the card.
    """
    first, second = parts
    case = await moderation.waiting(session, actor_id, case_id)
    draft = await moderation.check_seen(session, case, seen)
    submission = await session.get_one(Submission, case.submission_id)
    await rewriting.keep(session, case, replace(draft, text=first))
    number = await _submit(session, submission, Draft(second, draft.place))
    opened = Case(submission_id=number, **_same(case, _OF_CASE))
    session.add(opened)
    await session.flush()  # the step needs its id
    await _leave(session, case, opened)
    event = await case_log.append(session, opened, Status.RECEIVED, reason=_PART)
    await steps.write_by_day(session, SPLIT, event, number, group_id=case.group_id)
    return str(number)


def is_part() -> ColumnElement[bool]:
    """Tell, inside a query, whether moderators made a submission out of another."""
    return (
        select(CaseEvent.id)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(Case.submission_id == Submission.id, CaseEvent.reason == _PART)
        .exists()
    )


async def _submit(session: AsyncSession, like: Submission, draft: Draft) -> int:
    number: int = await session.scalar(SUBMISSION_IDS.next_value().select()) or 0
    sealed = drafts.seal(session, draft, number)
    new = Submission(id=number, draft=sealed, **_same(like, _OF_SUBMISSION))
    if like.address is not None:
        author = Recipient.AUTHOR
        address = recipients.unseal(session, like.address, author, like.id)
        new.address = recipients.seal(session, address, author, number)
    session.add(new)
    await session.flush()
    await receipts.share(session, like.id, number)
    return number


async def _leave(session: AsyncSession, case: Case, opened: Case) -> None:
    """Keep the new case, too, from whom the text is about."""
    about = recused.whom(case.id).add_columns(literal(opened.id))
    columns = ["person_id", "case_id"]
    await session.execute(insert(Recusal).from_select(columns, about))


def _same(row: Base, names: Collection[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
