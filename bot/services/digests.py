"""Digests: due at a group's local time, once for each date, or when asked for (P4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import now, vault
from bot.errors import UserError
from bot.i18n import _
from bot.markup import Html
from bot.models import Digest, DigestCase, WorkingGroup
from bot.models.digest import DigestKind, DigestState
from bot.models.group import ChatState
from bot.models.outbox import MessageClass
from bot.services import (
    access,
    digest_facts,
    digest_text,
    groups,
    moments,
    post,
)
from bot.services.digest_facts import Item

GRACE: Final = timedelta(hours=12)  # design 7: caught up within, else skipped
LATE_AFTER: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """What makes a digest one and only."""

    kind: DigestKind
    local_date: date
    asked_by: int | None = None
    late: bool = False


async def due(session: AsyncSession) -> Sequence[int]:
    """List the groups whose digest is due, the longest waiting first."""
    statement = (
        select(WorkingGroup.id)
        .where(WorkingGroup.next_digest_at <= func.app_now())
        .order_by(WorkingGroup.next_digest_at)
    )
    return (await session.scalars(statement)).all()


async def make_due(session: AsyncSession, group_id: int) -> int | None:
    """Make a group's digest if it is still due, and set the next moment.

    None when there is nothing to send: another replica has it in hand, its date has
    had one, it is over 12 hours late, or the chat is out of reach.
    """
    group = await _claim(session, group_id)
    if group is None or group.next_digest_at is None:
        return None
    due_at = group.next_digest_at
    _advance(group, due_at)
    late_by = await now(session) - due_at
    slot = _Slot(
        kind=DigestKind.WEEKLY,
        local_date=_local_date(group, due_at),
        late=late_by > LATE_AFTER,
    )
    if late_by > GRACE or group.chat_state != ChatState.BOUND:
        await _take(session, group, slot, state=DigestState.SKIPPED)
        return None
    return await _send(session, group, slot)


async def ask(
    session: AsyncSession, actor_id: int, group_id: int, asked_by: int
) -> int | None:
    """Make a digest now; None when the same update or button has asked before."""
    group = await access.access_group(session, actor_id, group_id, "group.digest")
    # A group that is just moving would leave the digest behind.
    await session.refresh(group, with_for_update={"read": True})
    if group.chat_state != ChatState.BOUND:
        raise UserError(_("This group has no chat that the bot can write to."))
    slot = _Slot(
        kind=DigestKind.ASKED,
        local_date=_local_date(group, await now(session)),
        asked_by=asked_by,
    )
    return await _send(session, group, slot)


def pressed(session: AsyncSession, chat: Address, message_id: int) -> int:
    """Name a message whose button asks for a digest: pressed twice, it asks once."""
    return vault(session).key("digest", chat.chat_id, message_id)


async def _claim(session: AsyncSession, group_id: int) -> WorkingGroup | None:
    statement = (
        select(WorkingGroup)
        .where(
            WorkingGroup.id == group_id,
            WorkingGroup.next_digest_at <= func.app_now(),
        )
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return (await session.scalars(statement)).one_or_none()


def _advance(group: WorkingGroup, due_at: datetime) -> None:
    # From the slot, not from now: each date that was missed is recorded in its turn.
    if group.digest_weekday is None or group.digest_time is None:
        group.next_digest_at = None
        return
    group.next_digest_at = moments.next_local(
        due_at, group.digest_weekday, group.digest_time, group.time_zone
    )


async def _send(session: AsyncSession, group: WorkingGroup, slot: _Slot) -> int | None:
    facts = await digest_facts.gather(session, group, await now(session))
    digest_id = await _take(
        session, group, slot, state=DigestState.QUEUED, since=facts.since
    )
    if digest_id is not None:
        page = digest_text.write(group, facts)
        await _mark_shown(session, digest_id, page.shown)
        await _owe(session, group, digest_id, page.text)
    return digest_id


async def _take(
    session: AsyncSession,
    group: WorkingGroup,
    slot: _Slot,
    *,
    state: DigestState,
    since: datetime | None = None,
) -> int | None:
    statement = insert(Digest).values(
        group_id=group.id,
        kind=slot.kind,
        local_date=slot.local_date,
        asked_by=slot.asked_by,
        since=since,
        late=slot.late,
        state=state,
    )
    return await session.scalar(statement.on_conflict_do_nothing().returning(Digest.id))


async def _mark_shown(
    session: AsyncSession, digest_id: int, shown: Sequence[Item]
) -> None:
    if not shown:
        return
    statement = insert(DigestCase).values(
        [{"case_id": item.case_id, "digest_id": digest_id} for item in shown]
    )
    # A case is here again only when the digest that showed it was never sent.
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["case_id"],
            set_={"digest_id": statement.excluded.digest_id},
        )
    )


async def _owe(
    session: AsyncSession, group: WorkingGroup, digest_id: int, text: Html
) -> None:
    await post.owe(
        session,
        groups.address_of(session, group),
        {
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        },
        message_class=MessageClass.BROADCAST,
        key=f"digest:{digest_id}",
        purpose="digest",
    )


def _local_date(group: WorkingGroup, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(group.time_zone)).date()
