"""What a member of a group answers to the author of a case that waits for the group.

It is no step: the case stays where it is, and whoever answers has taken it on.
"""

from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import CaseEvent, Staff
from bot.models.case import Status
from bot.services.checks import examining
from bot.services.checks.findings import Kind
from bot.services.digest import needed
from bot.services.steps import case_log, case_news
from bot.services.team import access
from bot.services.texts import proposal_text

LONGEST: Final = 500  # as of every fact that an author reads
MOST: Final = 5  # answers to one case
# A service may be named with its phone, page and house; nobody by name or number.
_STAYS_OUT: Final = frozenset(Kind) - {Kind.PHONE, Kind.LINK, Kind.EMAIL, Kind.ADDRESS}


class Given(NamedTuple):
    """What was answered, by its number, before which group, and who can read it."""

    number: str
    group: int
    only_receipt: bool


async def check_may(session: AsyncSession, actor_id: int, case_id: int) -> None:
    """Refuse an answer to who may give none."""
    await access.access_case(session, actor_id, case_id, "case.answer")


async def answer(
    session: AsyncSession, actor_id: int, case_id: int, words: str
) -> Given:
    """Answer the author of a case, in the news of the day."""
    case = await access.access_case(session, actor_id, case_id, "case.answer")
    words = check(words)
    await needed.take(session, actor_id, case_id)
    await session.refresh(case, with_for_update=True)  # one of two at a time
    await _check_few(session, case_id)
    note = {"answer": words, "who": await _who(session, actor_id, case.group_id)}
    event_id = await case_log.append(
        session,
        case,
        Status(case.status),
        actor=actor_id,
        reason=case_log.ANSWERED,
        note=note,
    )
    due_at = await case_news.evening_of(session, case)
    await case_news.owe(session, case, event_id, due_at)
    number, group_id = case.submission_id, case.group_id
    only_receipt = await case_news.only_receipt(session, number, group_id)
    return Given(str(number), group_id, only_receipt)


def check(words: str) -> str:
    """Return an answer, or refuse what must not be in it."""
    if not words.strip():
        raise UserError(_("Please write the answer."))
    found = examining.examine(words)
    if found.is_military:
        raise UserError(_("It mentions military matters. They must not be shared."))
    if found.kinds & _STAYS_OUT:
        raise UserError(_("There seems to be a name or a number. Please remove it."))
    return proposal_text.check_short(words, LONGEST)


async def _check_few(session: AsyncSession, case_id: int) -> None:
    given = select(func.count(CaseEvent.id)).where(
        CaseEvent.case_id == case_id, CaseEvent.reason == case_log.ANSWERED
    )
    if (await session.scalar(given) or 0) >= MOST:
        raise UserError(_("The author has had {n} answers. That is enough.", n=MOST))


async def _who(session: AsyncSession, actor_id: int, group_id: int) -> str:
    """Name the sector or the role, never the person."""
    roles = select(func.coalesce(Staff.sector, Staff.role)).where(
        Staff.person_id == actor_id, Staff.group_id == group_id
    )
    found = await session.scalars(roles.order_by(Staff.id).limit(1))
    return found.one()
