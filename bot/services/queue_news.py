"""What moderators hear of their queue: when it fills, then at most once a day."""

from datetime import timedelta
from typing import Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.models import Case, Notice, Staff
from bot.models.case import WAITING
from bot.models.notice import Recipient
from bot.services import notices
from bot.services.access import RIGHTS

SENT: Final = "queue.sent"  # its subject is a submission
ANSWERED: Final = "queue.answered"  # its subject is the step of a case
QUIET_FOR: Final = timedelta(hours=24)


def _to_tell() -> Select[int]:
    number: BindParameter[int] = bindparam("number")
    theirs = aliased(Staff)
    waiting = Case.status.in_(WAITING)
    moderates = RIGHTS["case.moderate"]
    others = (
        select(Case.id)
        .join(theirs, theirs.group_id == Case.group_id)
        .where(theirs.person_id == Staff.person_id, theirs.role.in_(moderates))
        .where(waiting, Case.submission_id != number)
    )
    groups = select(Case.group_id).where(waiting, Case.submission_id == number)
    return (
        select(Staff.person_id)
        .where(Staff.group_id.in_(groups), Staff.role.in_(moderates))
        .where(or_(~others.exists(), ~_told_of_late()))
        .distinct()
    )


def _told_of_late() -> ColumnElement[bool]:
    # Written out, because the index holds these notices only.
    is_staff = Notice.recipient == literal_column("'staff'")
    return (
        select(Notice.id)
        .where(is_staff, Notice.recipient_id == Staff.person_id)
        .where(Notice.created_at > func.app_now() - QUIET_FOR)
        .where(Notice.kind.in_((SENT, ANSWERED)))
        .exists()
    )


_TO_TELL: Final = _to_tell()


async def tell(session: AsyncSession, kind: str, number: int, subject: int) -> None:
    """Tell the moderators for whom nothing else waits, or who heard nothing for a day.

    What waits may be about to be decided, or have been left for later: it is no reason
    to keep silent for long.
    """
    for person_id in await session.scalars(_TO_TELL, {"number": number}):
        await notices.write(
            session,
            kind,
            subject=subject,
            recipient=Recipient.STAFF,
            recipient_id=person_id,
        )
