"""A digest is one of its group, kind and local date: claimed, taken, written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, false, func, select, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Digest, DigestCase, WorkingGroup
from bot.models.digest import DigestKind, DigestState
from bot.services import digest_messages
from bot.services.bot_name import USERNAME
from bot.services.digest_cases import Item
from bot.services.digest_facts import Period

_WEEK: Final = timedelta(days=7)
# One that was given up has told nobody of its time.
READ: Final = and_(
    Digest.state == DigestState.QUEUED, ~digest_messages.given_up(Digest.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What makes a digest one and only."""

    kind: DigestKind
    local_date: date
    asked_by: int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A group at this moment: what its last digest was, and the bot's name for links.

    `was_empty`: the last one had nothing to tell. `asked_at`: when somebody last asked
    for one. `of_week`: how many its chat got in seven days.
    """

    group: WorkingGroup
    now: datetime
    last: datetime | None
    was_empty: bool
    asked_at: datetime | None
    of_week: int
    username: str | None

    @property
    def period(self) -> Period:
        """The time that its next digest tells of."""
        since = self.last or self.group.created_at
        return Period(since, self.now, is_first=self.last is None)


async def claim(
    session: AsyncSession,
    group_id: int,
    *conditions: ColumnElement[bool],
    waits: bool = False,
) -> Frame | None:
    """Hold a group for its next digest; None if another has it, or it is not wanted."""
    statement = (
        _frame()
        .where(WorkingGroup.id == group_id, *conditions)
        .with_for_update(of=WorkingGroup, skip_locked=not waits)
        .execution_options(populate_existing=True)
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else Frame(*row[:-1])


async def look(session: AsyncSession, group_id: int) -> Frame:
    """See how things stand for a group's next digest, without holding it."""
    statement = _frame().where(WorkingGroup.id == group_id)
    return Frame(*(await session.execute(statement)).one()[:-1])


async def take(
    session: AsyncSession,
    group_id: int,
    slot: Slot,
    *,
    state: DigestState,
    since: datetime | None = None,
    is_empty: bool = False,
) -> int | None:
    """Take a slot; None when it is taken."""
    statement = insert(Digest).values(
        group_id=group_id,
        kind=slot.kind,
        local_date=slot.local_date,
        asked_by=slot.asked_by,
        late=slot.late,
        state=state,
        since=since,
        is_empty=is_empty,
    )
    return await session.scalar(statement.on_conflict_do_nothing().returning(Digest.id))


async def mark_shown(
    session: AsyncSession, digest_id: int, shown: Sequence[Item]
) -> None:
    """Write down what a digest shows for the first time."""
    rows = [
        {"case_id": item.case_id, "digest_id": digest_id}
        for item in shown
        if item.is_new
    ]
    if not rows:
        return
    statement = insert(DigestCase).values(rows)
    # A case is here again only when the digest that showed it was never sent.
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["case_id"],
            set_={"digest_id": statement.excluded.digest_id},
        )
    )


def _frame() -> Select[*tuple[Any, ...]]:
    of_group = Digest.group_id == WorkingGroup.id
    last = select(func.max(Digest.made_at)).where(of_group, READ)
    was_empty = (
        select(Digest.is_empty)
        .where(of_group, READ)
        .order_by(Digest.made_at.desc(), Digest.id.desc())
        .limit(1)
    )
    week = Digest.made_at > func.app_now() - _WEEK
    of_week = select(func.count(Digest.id)).where(of_group, READ, week)
    asked = last.where(Digest.kind == DigestKind.ASKED)
    return select(
        WorkingGroup,
        func.app_now(),
        last.scalar_subquery(),
        func.coalesce(was_empty.scalar_subquery(), false()),
        asked.scalar_subquery(),
        of_week.scalar_subquery(),
        USERNAME,
        # One plan for every group walks through all cases: plan for each anew.
        func.set_config("plan_cache_mode", "force_custom_plan", true()),
    )
