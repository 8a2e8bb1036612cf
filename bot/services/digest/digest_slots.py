"""A digest is one of its group, kind and local date: claimed, taken, written down."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Digest, DigestCase, WorkingGroup
from bot.models.digest import DigestKind, DigestState
from bot.models.group import ChatState
from bot.services.digest import budget, digest_messages
from bot.services.digest.digest_cases import Item
from bot.services.digest.digest_facts import Span
from bot.services.letters import mails
from bot.services.letters.bot_name import USERNAME

# One that was given up has told nobody of its time.
READ: Final = and_(
    Digest.state == DigestState.QUEUED,
    ~digest_messages.given_up(Digest.id),
    or_(Digest.in_chat, ~mails.given_up(Digest.id)),
)
_NEW: Final = insert(DigestCase)
# A case is here again only when the digest that showed it was never sent.
_SHOW: Final = _NEW.on_conflict_do_update(
    index_elements=["case_id"], set_={"digest_id": _NEW.excluded.digest_id}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A digest to be: group, kind, local date and asker make it one and only."""

    group_id: int
    kind: DigestKind
    local_date: date
    asked_by: int | None = None
    due_at: datetime | None = None
    late: bool = False
    state: DigestState = DigestState.QUEUED
    since: datetime | None = None
    is_empty: bool = False
    in_chat: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """A group at this moment: what its last digest was, and the bot's name for links.

    For a chat that can be written to, `last` and `was_empty` leave out what went by
    mail alone. `was_empty`: the last one had nothing to tell. `asked_at`: when somebody
    last asked for one. `of_week`: how many digests and calls it got in seven days.
    `addresses`: who gets it by e-mail, and in which language.
    """

    group: WorkingGroup
    now: datetime
    last: datetime | None
    was_empty: bool
    asked_at: datetime | None
    of_week: int
    username: str | None
    addresses: Sequence[tuple[int, str]]

    @property
    def in_chat(self) -> bool:
        """Tell whether the group's chat can be written to."""
        return self.group.chat_state == ChatState.BOUND

    @property
    def has_readers(self) -> bool:
        """Tell whether anybody would get a digest."""
        return self.in_chat or bool(self.addresses)

    @property
    def is_full(self) -> bool:
        """Tell whether it has had all messages of its week."""
        return self.of_week >= budget.MOST

    @property
    def has_room(self) -> bool:
        """Tell whether one more leaves room for the digests that are planned."""
        return budget.has_room(self.group, self.now, self.of_week)

    @property
    def period(self) -> Span:
        """The time that its next digest tells of."""
        since = self.last or self.group.created_at
        return Span(since, self.now, is_first=self.last is None)


async def claim(
    session: AsyncSession,
    group_ids: Sequence[int],
    *conditions: ColumnElement[bool],
    waits: bool = False,
) -> Sequence[Frame]:
    """Hold groups for their next digests, without those that another one holds.

    Nor those of which the conditions are not true (any more).
    """
    held = (
        select(WorkingGroup.id)
        .where(WorkingGroup.id.in_(group_ids), *conditions)
        # Whoever writes rows that name the group need not wait.
        .with_for_update(key_share=True, skip_locked=not waits)
    )
    ids = (await session.scalars(held)).all()
    # Asked on its own: what is read together with a lock is older than the lock.
    frames = _frame(session).where(WorkingGroup.id.in_(ids))
    statement = frames.execution_options(populate_existing=True)
    return [Frame(*row[:-1]) for row in await session.execute(statement)]


async def look(session: AsyncSession, group_id: int) -> Frame:
    """See how things stand for a group's next digest, without holding it."""
    statement = _frame(session).where(WorkingGroup.id == group_id)
    return Frame(*(await session.execute(statement)).one()[:-1])


async def find(session: AsyncSession, group_id: int, digest_id: int) -> Digest | None:
    """Find a digest of a group that told of a period."""
    found = await session.scalars(
        select(Digest).where(
            Digest.id == digest_id,
            Digest.group_id == group_id,
            Digest.state == DigestState.QUEUED,
            Digest.since.is_not(None),
        )
    )
    return found.one_or_none()


async def take(session: AsyncSession, slots: Sequence[Slot]) -> Mapping[int, int]:
    """Take slots, one a group; returns the digests of those that were free."""
    if not slots:
        return {}
    values = [asdict(slot) for slot in slots]
    statement = insert(Digest).values(values).on_conflict_do_nothing()
    taken = statement.returning(Digest.group_id, Digest.id)
    return dict((await session.execute(taken)).all())


async def mark_shown(
    session: AsyncSession, shown: Mapping[int, Sequence[Item]]
) -> None:
    """Write down what digests show for the first time."""
    rows = [
        {"case_id": item.case_id, "digest_id": digest_id}
        for digest_id, items in shown.items()
        for item in items
        if item.is_new
    ]
    if rows:
        await session.execute(_SHOW, rows)


def _frame(session: AsyncSession) -> Select[*tuple[Any, ...]]:
    of_group = Digest.group_id == WorkingGroup.id
    read = select(func.max(Digest.made_at)).where(of_group, READ)
    has_seen = or_(Digest.in_chat, WorkingGroup.chat_state != ChatState.BOUND)
    last = read.where(has_seen)
    was_empty = (
        select(Digest.is_empty)
        .where(of_group, READ, has_seen)
        .order_by(Digest.made_at.desc(), Digest.id.desc())
        .limit(1)
    )
    week = Digest.made_at > func.app_now() - budget.WEEK
    of_week = select(func.count(Digest.id)).where(of_group, READ, week)
    calls = budget.calls(WorkingGroup.id)
    asked = read.where(Digest.kind == DigestKind.ASKED)
    return select(
        WorkingGroup,
        func.app_now(),
        last.scalar_subquery(),
        func.coalesce(was_empty.scalar_subquery(), false()),
        asked.scalar_subquery(),
        of_week.scalar_subquery() + calls,
        USERNAME,
        mails.addresses(session, WorkingGroup.id),
        # One plan for every group walks through all cases: plan for each anew.
        func.set_config("plan_cache_mode", "force_custom_plan", true()),
    )
