"""What needs a group's decision, for its team: one after the other, and taken on."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, CaseTaken, Staff, Submission
from bot.models.case import Status
from bot.services.digest import digest_cases
from bot.services.digest.digest_cases import Item
from bot.services.steps import steps
from bot.services.team import access, acts, recused
from bot.services.texts.categories import URGENT

_NOT_COUNTED = (Status.WITHDRAWN, Status.CLOSED_SAFETY)


@dataclass(frozen=True, slots=True)
class Needed:
    """A case that waits; of what is urgent the team reads number and category only.

    `taken`: by somebody of the team, `mine`: by whoever asks. `left` count it and all
    that come after it.
    """

    item: Item
    is_urgent: bool
    taken: bool
    mine: bool
    left: int


async def first(
    session: AsyncSession, actor_id: int, group_id: int, *, before: int | None = None
) -> Needed | None:
    """Find the newest that waits for a group, or the newest `before` a case."""
    await access.access_group(session, actor_id, group_id, "group.read")
    waits = *digest_cases.waits(group_id, await now(session)), recused.is_free(actor_id)
    older = [] if before is None else [Case.id < before]
    found = await session.scalars(
        select(Case).where(*waits, *older).order_by(Case.id.desc()).limit(1)
    )
    case = found.one_or_none()
    if case is None:
        return None
    left = select(func.count(Case.id)).where(*waits, Case.id <= case.id)
    return await _needed(session, actor_id, case, await session.scalar(left) or 0)


async def take(session: AsyncSession, actor_id: int, case_id: int) -> None:
    """Take on a case that waits; refused when somebody else has."""
    case = await access.access_case(session, actor_id, case_id, "case.take")
    waits = digest_cases.waits(case.group_id, await now(session))
    if await session.scalar(select(Case.id).where(Case.id == case.id, *waits)) is None:
        raise steps.decided_already()
    roles = (
        select(Staff.id)
        .where(Staff.person_id == actor_id, Staff.group_id == case.group_id)
        .order_by(Staff.id)
        .limit(1)
    )
    staff_id = await session.scalar(roles)
    statement = insert(CaseTaken).values(case_id=case.id, staff_id=staff_id)
    taken = statement.on_conflict_do_nothing().returning(CaseTaken.case_id)
    if await session.scalar(taken) is not None:
        await acts.note(session, actor_id, "case.take", case.group_id)
    elif not await _is_mine(session, actor_id, case.id):
        raise UserError(_("Somebody in the team has already taken this on."))


async def give_back(session: AsyncSession, actor_id: int, case_id: int) -> None:
    """Let somebody else take on what one had taken."""
    case = await access.access_case(session, actor_id, case_id, "case.take")
    own = select(Staff.id).where(Staff.person_id == actor_id)
    mine = CaseTaken.case_id == case.id, CaseTaken.staff_id.in_(own)
    given = delete(CaseTaken).where(*mine).returning(CaseTaken.case_id)
    if await session.scalar(given) is not None:
        await acts.note(session, actor_id, "case.return", case.group_id)


async def topics(
    session: AsyncSession, actor_id: int, group_id: int
) -> Sequence[tuple[str, int]]:
    """Count what a group was ever passed, by its topic, the most frequent first."""
    await access.access_group(session, actor_id, group_id, "group.read")
    many = func.count(Case.id)
    rows = await session.execute(
        select(Submission.topic, many)
        .join(Case, Case.submission_id == Submission.id)
        .where(Case.group_id == group_id, Case.passed_at.is_not(None))
        .where(Case.status.not_in(_NOT_COUNTED))
        .group_by(Submission.topic)
        .order_by(many.desc(), Submission.topic)
    )
    return [(topic, n) for topic, n in rows]


async def _needed(
    session: AsyncSession, actor_id: int, case: Case, left: int
) -> Needed:
    item = await digest_cases.item(session, case.id)
    taken = await session.get(CaseTaken, case.id)
    mine = await _is_mine(session, actor_id, case.id)
    return Needed(item, case.urgency == URGENT, taken is not None, mine, left)


async def _is_mine(session: AsyncSession, actor_id: int, case_id: int) -> bool:
    found = await session.scalars(
        select(CaseTaken.case_id)
        .join(Staff, Staff.id == CaseTaken.staff_id)
        .where(CaseTaken.case_id == case_id, Staff.person_id == actor_id)
    )
    return found.one_or_none() is not None
