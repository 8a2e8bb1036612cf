"""What moderators hear of their queue: once, when it is no longer empty."""

from typing import Final

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.models import Case, Staff
from bot.models.case import WAITING
from bot.models.notice import Recipient
from bot.services import notices
from bot.services.access import RIGHTS

SENT: Final = "queue.sent"  # its subject is a submission
ANSWERED: Final = "queue.answered"  # its subject is the step of a case


def _idle() -> Select[int]:
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
        .where(Staff.group_id.in_(groups), Staff.role.in_(moderates), ~others.exists())
        .distinct()
    )


_IDLE: Final = _idle()


async def tell(session: AsyncSession, kind: str, number: int, subject: int) -> None:
    """Tell the moderators for whom nothing waited until this submission did."""
    for person_id in await session.scalars(_IDLE, {"number": number}):
        await notices.write(
            session,
            kind,
            subject=subject,
            recipient=Recipient.STAFF,
            recipient_id=person_id,
        )
