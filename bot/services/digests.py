"""Digests: due at a group's local time, once for each date, or when asked for (P4)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.errors import UserError
from bot.i18n import _
from bot.markup import Html
from bot.models import WorkingGroup
from bot.models.digest import DigestKind, DigestState
from bot.models.group import ChatState
from bot.models.outbox import MessageClass
from bot.services import (
    access,
    acts,
    case_news,
    digest_facts,
    digest_links,
    digest_messages,
    digest_print,
    digest_slots,
    digest_text,
    groups,
    post,
    schedules,
)
from bot.services.digest_slots import Frame, Slot

GRACE: Final = timedelta(hours=12)  # design 7: caught up within, else skipped
LATE_AFTER: Final = timedelta(minutes=5)
BUDGET: Final = 7  # digests of a chat and week, from which on nobody can ask for one
A_MOMENT: Final = timedelta(minutes=1)  # in which nobody wants a second one


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
    had one, it is over 12 hours late, the chat is out of reach, digests were paused or
    ended meanwhile, or it would be the second one in a row that tells nothing.
    """
    frame = await digest_slots.claim(
        session, group_id, WorkingGroup.next_digest_at <= func.app_now()
    )
    if frame is None or frame.group.next_digest_at is None:
        return None
    group, due_at = frame.group, frame.group.next_digest_at
    # From the slot, not from now: each date that was missed is recorded in its turn.
    schedules.advance(group, due_at)
    late_by = frame.now - due_at
    slot = Slot(
        kind=DigestKind.DUE,
        local_date=schedules.locally(group, due_at).date(),
        late=late_by > LATE_AFTER,
    )
    is_off = group.digest_time is None or schedules.is_paused(group, frame.now)
    if late_by > GRACE or is_off or group.chat_state != ChatState.BOUND:
        await digest_slots.take(session, group_id, slot, state=DigestState.SKIPPED)
        return None
    late = f"{schedules.locally(group, due_at):%H:%M}" if slot.late else ""
    return await _send(session, frame, slot, late)


async def ask(
    session: AsyncSession, actor_id: int, group_id: int, asked_by: int
) -> int | None:
    """Make a digest now; None when it was asked for already, or a moment ago."""
    await access.access_group(session, actor_id, group_id, "group.digest")
    # A group that is just moving would leave the digest behind.
    frame = await digest_slots.claim(session, group_id, waits=True)
    if frame is None or frame.group.chat_state != ChatState.BOUND:
        raise UserError(_("This group has no chat that the bot can write to."))
    if frame.asked_at is not None and frame.now - frame.asked_at < A_MOMENT:
        return None
    if frame.of_week >= BUDGET:
        said = _("The chat has had {n} digests in a week. That is enough.", n=BUDGET)
        raise UserError(said)
    slot = Slot(
        kind=DigestKind.ASKED,
        local_date=schedules.locally(frame.group, frame.now).date(),
        asked_by=asked_by,
    )
    await acts.note(session, actor_id, "group.digest", group_id)
    return await _send(session, frame, slot)


async def preview(
    session: AsyncSession, actor_id: int, group_id: int
) -> Sequence[Html]:
    """Write the digest that a group would get now, for somebody of its team."""
    await access.access_group(session, actor_id, group_id, "group.digest")
    frame = await digest_slots.look(session, group_id)
    facts = await digest_facts.gather(session, group_id, frame.period)
    return digest_text.write(frame.group, facts).messages


async def printed(session: AsyncSession, actor_id: int, group_id: int) -> str:
    """Write the digest of this moment as plain text, for somebody of its team."""
    await access.access_group(session, actor_id, group_id, "group.read")
    frame = await digest_slots.look(session, group_id)
    facts = await digest_facts.gather(session, group_id, frame.period)
    return digest_print.write(frame.group, facts)


def pressed(session: AsyncSession, chat: Address, message_id: int) -> int:
    """Name a message whose button asks for a digest: pressed twice, it asks once."""
    return vault(session).key("digest", chat.chat_id, message_id)


async def _send(
    session: AsyncSession, frame: Frame, slot: Slot, late: str = ""
) -> int | None:
    group, period = frame.group, frame.period
    facts = await digest_facts.gather(session, group.id, period)
    is_again = facts.is_empty and frame.was_empty and slot.kind != DigestKind.ASKED
    digest_id = await digest_slots.take(
        session,
        group.id,
        slot,
        state=DigestState.EMPTY if is_again else DigestState.QUEUED,
        since=period.since,
        is_empty=facts.is_empty,
    )
    if digest_id is None or is_again:
        return None
    page = digest_text.write(group, facts, late=late)
    await digest_slots.mark_shown(session, digest_id, page.shown)
    await _owe(session, frame, digest_id, page.messages)
    return digest_id


async def _owe(
    session: AsyncSession, frame: Frame, digest_id: int, messages: Sequence[Html]
) -> None:
    group = frame.group
    is_night = case_news.by_day(frame.now, group.time_zone) is not None
    said = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    markup = digest_links.keyboard(group, frame.username)
    last = len(messages) - 1
    payloads = {
        digest_messages.key(digest_id, place): {
            "text": text,
            "disable_notification": is_night,
            **said,
            **(markup if place == last else {}),
        }
        for place, text in enumerate(messages)
    }
    await post.owe_in_turn(
        session,
        groups.address_of(session, group),
        payloads,
        message_class=MessageClass.BROADCAST,
        purpose="digest",
    )
