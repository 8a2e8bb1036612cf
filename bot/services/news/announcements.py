"""A call for ideas to the chats of all working groups, in both languages, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Call, Notice, Request, WorkingGroup
from bot.models.group import ChatState
from bot.models.notice import Recipient
from bot.models.outbox import MessageClass
from bot.models.request import RequestKind
from bot.services.days import moments
from bot.services.digest import budget, digest_slots
from bot.services.letters import notices
from bot.services.places import groups
from bot.services.team import requests

LONGEST: Final = 600
TOLD: Final = "announce.call"
_KIND: Final = RequestKind.ANNOUNCE
_BOUND: Final = WorkingGroup.chat_state == ChatState.BOUND


@dataclass(frozen=True, slots=True)
class Told:
    """A call as a chat gets it: its own language first, at night without a sound."""

    texts: Sequence[str]
    is_night: bool


async def count_chats(session: AsyncSession) -> int:
    """Count the chats that a call would go to."""
    chats = select(func.count()).select_from(WorkingGroup).where(_BOUND)
    return (await session.execute(chats)).scalar_one()


async def ask(session: AsyncSession, actor_id: int, uk: str, en: str) -> Request:
    """Ask another coordinator to confirm a call."""
    return await requests.ask(
        session, actor_id, Request(kind=_KIND, text_uk=uk, text_en=en)
    )


async def confirm(session: AsyncSession, actor_id: int, request_id: int) -> int:
    """Let a call go to its chats as the second of two people; gives to how many."""
    request = await requests.confirm(session, actor_id, request_id, _KIND)
    chats = select(literal(request.id), WorkingGroup.id).where(_BOUND)
    written = insert(Call).from_select(["request_id", "group_id"], chats)
    return len((await session.scalars(written.returning(Call.group_id))).all())


async def waiting(session: AsyncSession) -> Sequence[int]:
    """List the groups to whose chats a call is still to go."""
    found = await session.scalars(
        select(Call.group_id)
        .join(WorkingGroup, WorkingGroup.id == Call.group_id)
        .where(budget.WAITS, _BOUND)
        .distinct()
        .order_by(Call.group_id)
    )
    return found.all()


async def send(session: AsyncSession, group_ids: Sequence[int]) -> int:
    """Owe to each chat with room in its week its oldest call; returns how many."""
    frames = await digest_slots.claim(session, group_ids, _BOUND)
    owed = [await _owe(session, each.group.id) for each in frames if each.has_room]
    return sum(owed)


async def told(session: AsyncSession, notice: Notice) -> Told | None:
    """Read the call of a notice; None when it was erased, or its group is deleted."""
    request = await session.get(Request, notice.subject)
    group = await groups.find(session, notice.recipient_id)
    if request is None or group is None:
        return None
    texts = [request.text_uk or "", request.text_en or ""]
    is_night = moments.by_day(await now(session), group.time_zone) is not None
    return Told(texts if group.language == "uk" else texts[::-1], is_night)


async def _owe(session: AsyncSession, group_id: int) -> bool:
    mine = Call.group_id == group_id
    oldest = select(func.min(Call.request_id)).where(mine, budget.WAITS)
    request_id = await session.scalar(
        update(Call)
        .where(mine, Call.request_id == oldest.scalar_subquery())
        .values(owed_at=func.app_now())
        .returning(Call.request_id)
    )
    return request_id is not None and await notices.write(
        session,
        TOLD,
        subject=request_id,
        recipient=Recipient.GROUP,
        recipient_id=group_id,
        message_class=MessageClass.BROADCAST,  # never twice (P4)
    )
