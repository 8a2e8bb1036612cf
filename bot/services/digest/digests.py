"""Digests: due at a group's local time, once for each date, or when asked for (P4)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.errors import UserError
from bot.i18n import _
from bot.markup import Html
from bot.models import WorkingGroup
from bot.models.digest import DigestKind, DigestState
from bot.models.outbox import MessageClass
from bot.services.days import moments
from bot.services.digest import (
    budget,
    digest_facts,
    digest_late,
    digest_links,
    digest_mails,
    digest_messages,
    digest_plans,
    digest_slots,
    digest_text,
)
from bot.services.digest.digest_facts import Facts
from bot.services.digest.digest_mails import Frozen
from bot.services.digest.digest_plans import Plan
from bot.services.digest.digest_slots import Slot
from bot.services.digest.digest_text import Page
from bot.services.letters import post
from bot.services.letters.post import Letter
from bot.services.places import groups, schedules
from bot.services.team import access, acts

A_MOMENT: Final = timedelta(minutes=1)  # in which nobody wants a second one


async def due(session: AsyncSession) -> Sequence[int]:
    """List the groups whose digest is due, the longest waiting first."""
    statement = (
        select(WorkingGroup.id)
        .where(WorkingGroup.next_digest_at <= func.app_now())
        .order_by(WorkingGroup.next_digest_at)
    )
    return (await session.scalars(statement)).all()


async def make_all_due(
    session: AsyncSession, group_ids: Sequence[int]
) -> Mapping[int, int]:
    """Make the digests of groups that are still due, and set their next moments.

    A group has none when there is nothing to send: another replica has it in hand, its
    date has had one, it is over 12 hours late, there is neither a chat nor an address
    to send it to, digests were paused or ended meanwhile, the chat has had all messages
    of its week, or it would be the second in a row that tells nothing.
    """
    frames = await digest_slots.claim(
        session, group_ids, WorkingGroup.next_digest_at <= func.app_now()
    )
    due = [(frame, frame.group.next_digest_at) for frame in frames]
    return await _send(
        session, [digest_plans.make(frame, at) for frame, at in due if at]
    )


async def ask(
    session: AsyncSession, actor_id: int, group_id: int, asked_by: int
) -> int | None:
    """Make a digest now; None when it was asked for already, or a moment ago."""
    await access.access_group(session, actor_id, group_id, "group.digest")
    # A group that is just moving would leave the digest behind.
    frames = await digest_slots.claim(session, [group_id], waits=True)
    if not frames or not frames[0].has_readers:
        raise UserError(
            _("This group has neither a chat nor an address that digests go to.")
        )
    frame = frames[0]
    if frame.asked_at is not None and frame.now - frame.asked_at < A_MOMENT:
        return None
    if not frame.has_room:
        raise budget.NoRoomError
    slot = Slot(
        group_id=group_id,
        kind=DigestKind.ASKED,
        local_date=schedules.locally(frame.group, frame.now).date(),
        asked_by=asked_by,
        in_chat=frame.in_chat,
    )
    await acts.note(session, actor_id, "group.digest", group_id)
    return (await _send(session, [Plan(frame, slot)])).get(group_id)


async def preview(
    session: AsyncSession, actor_id: int, group_id: int
) -> Sequence[Html]:
    """Write the digest that a group would get now, for somebody of its team."""
    await access.access_group(session, actor_id, group_id, "group.digest")
    frame = await digest_slots.look(session, group_id)
    facts = await digest_facts.gather(session, group_id, frame.period)
    return digest_text.write(frame.group, facts).messages


def pressed(session: AsyncSession, chat: Address, message_id: int) -> int:
    """Name a message whose button asks for a digest: pressed twice, it asks once."""
    return vault(session).key("digest", chat.chat_id, message_id)


async def _send(session: AsyncSession, plans: Sequence[Plan]) -> Mapping[int, int]:
    """Freeze what digests tell and owe them; returns the digest of each group."""
    facts = await digest_facts.gather_all(
        session, {plan.group.id: plan.frame.period for plan in plans if plan.is_queued}
    )
    told = [_told(plan, facts.get(plan.group.id)) for plan in plans]
    taken = await digest_slots.take(session, [plan.slot for plan in told])
    made = [plan for plan in told if plan.is_queued and plan.group.id in taken]
    frozen = [
        _frozen(each, taken[each.group.id], facts[each.group.id]) for each in made
    ]
    await _owe(session, made, frozen)
    return {each.group.id: each.digest_id for each in frozen}


def _told(plan: Plan, facts: Facts | None) -> Plan:
    """Note in the slot what its digest tells of; nothing new twice is not sent."""
    if facts is None:
        return plan
    is_asked = plan.slot.kind == DigestKind.ASKED
    is_again = facts.is_empty and plan.frame.was_empty and not is_asked
    slot = replace(
        plan.slot,
        state=DigestState.EMPTY if is_again else DigestState.QUEUED,
        since=facts.period.since,
        is_empty=facts.is_empty,
    )
    return replace(plan, slot=slot)


def _frozen(plan: Plan, digest_id: int, facts: Facts) -> Frozen:
    return Frozen(
        digest_id=digest_id,
        group=plan.group,
        facts=facts,
        late=plan.late,
        due=plan.due,
        late_from=plan.late_from,
        addresses=plan.frame.addresses,
        expires_at=plan.expires_at,
    )


async def _owe(
    session: AsyncSession, plans: Sequence[Plan], frozen: Sequence[Frozen]
) -> None:
    pages = {
        each.digest_id: digest_text.write(
            each.group, each.facts, due=each.due, is_late=bool(each.late)
        )
        for each in frozen
    }
    shown = {digest_id: page.shown for digest_id, page in pages.items()}
    await digest_slots.mark_shown(session, shown)
    letters = [
        _letter(session, plan, *each)
        for plan, each in zip(plans, pages.items(), strict=True)
        if plan.slot.in_chat
    ]
    await post.owe_in_turn(
        session, letters, message_class=MessageClass.BROADCAST, purpose="digest"
    )
    await digest_mails.owe(session, frozen)


def _letter(session: AsyncSession, plan: Plan, digest_id: int, page: Page) -> Letter:
    group, frame = plan.group, plan.frame
    is_night = moments.by_day(frame.now, group.time_zone) is not None
    said = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    markup = digest_links.keyboard(group, frame.username, digest_id)
    last = len(page.messages) - 1
    payloads = {
        digest_messages.key(digest_id, place): {
            "text": text,
            "disable_notification": is_night,
            **said,
            **(markup if place == last else {}),
            **_if_late(plan, digest_id, {} if place else {"text": page.if_late}),
        }
        for place, text in enumerate(page.messages)
    }
    address = groups.address_of(session, group)
    return Letter(address, payloads, plan.expires_at)


def _if_late(plan: Plan, digest_id: int, said: dict[str, Any]) -> dict[str, Any]:
    if plan.late_from is None:
        return {}
    return digest_late.words(digest_id, plan.late_from, plan.group.time_zone, said)
