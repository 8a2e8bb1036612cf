"""What moderators hear of their queue: when it fills, then at most once a day."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import (
    BigInteger,
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
from bot.services.letters import notices
from bot.services.team.access import RIGHTS

SENT: Final = "queue.sent"  # its subject is a submission
ANSWERED: Final = "queue.answered"  # its subject is the step of a case
RETURNED: Final = "queue.returned"  # its subject is a verdict that could not leave
QUIET_FOR: Final = timedelta(hours=24)
_ALL: Final = (SENT, ANSWERED, RETURNED)


def to_tell(groups: Select[int], others: ColumnElement[bool]) -> Select[int]:
    """Select moderators of groups: nothing else waits for them, or they heard of none.

    What waits may be about to be decided, or have been left for later: it is no reason
    to keep silent for long. `others` tells what is waiting apart from the news.
    """
    theirs = aliased(Staff)
    moderates = RIGHTS["case.moderate"]
    waits = (
        select(Case.id)
        .join(theirs, theirs.group_id == Case.group_id)
        .where(theirs.person_id == Staff.person_id, theirs.role.in_(moderates))
        .where(Case.status.in_(WAITING), others)
    )
    return (
        select(Staff.person_id)
        .where(Staff.group_id.in_(groups), Staff.role.in_(moderates))
        .where(or_(~waits.exists(), ~_told_of_late()))
        .distinct()
    )


def _told_of_late() -> ColumnElement[bool]:
    # Written out, because the index holds these notices only.
    is_staff = Notice.recipient == literal_column("'staff'")
    return (
        select(Notice.id)
        .where(is_staff, Notice.recipient_id == Staff.person_id)
        .where(Notice.created_at > func.app_now() - QUIET_FOR)
        .where(Notice.kind.in_(_ALL))
        .exists()
    )


def _of_this() -> Select[int]:
    this = Case.submission_id == bindparam("number", type_=BigInteger)
    groups = select(Case.group_id).where(Case.status.in_(WAITING), this)
    return to_tell(groups, ~this)


_OF_THIS: Final = _of_this()


async def tell(session: AsyncSession, kind: str, number: int, subject: int) -> None:
    """Tell those moderators of a submission whom `to_tell` selects."""
    found = await session.scalars(_OF_THIS, {"number": number})
    await write(session, kind, subject, found.all())


async def is_old(session: AsyncSession, notice: Notice) -> bool:
    """Tell whether a moderator was told after this was written, with a newer count.

    Those who write at the same moment do not see what each other sends.
    """
    later = (
        select(Notice.id)
        .where(Notice.recipient == Recipient.STAFF)
        .where(Notice.recipient_id == notice.recipient_id)
        .where(Notice.kind.in_(_ALL))
        .where(Notice.sent_at > notice.created_at)
    )
    return bool(await session.scalar(select(later.exists())))


async def write(
    session: AsyncSession, kind: str, subject: int, people: Sequence[int]
) -> None:
    """Tell moderators that something waits for them."""
    await notices.write_to_team(session, kind, subject, people)
