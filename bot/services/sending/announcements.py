"""A call for ideas to the chats of all working groups, in both languages, once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import now
from bot.models import Request, WorkingGroup
from bot.models.group import ChatState
from bot.models.outbox import MessageClass
from bot.models.request import RequestKind
from bot.services.days import moments
from bot.services.letters import post
from bot.services.places import groups
from bot.services.team import requests

LONGEST: Final = 600
_KIND: Final = RequestKind.ANNOUNCE


@dataclass(frozen=True, slots=True)
class Chat:
    """Where a call goes, and what is read there first."""

    group_id: int
    address: Address
    language: str
    time_zone: str


async def recipients(session: AsyncSession) -> Sequence[Chat]:
    """List the chats that a call would go to."""
    found = await session.scalars(
        select(WorkingGroup)
        .where(WorkingGroup.chat_state == ChatState.BOUND)
        .order_by(WorkingGroup.id)
    )
    return [
        Chat(
            each.id,
            groups.address_of(session, each),
            each.language,
            each.time_zone,
        )
        for each in found.all()
    ]


async def ask(session: AsyncSession, actor_id: int, uk: str, en: str) -> Request:
    """Ask another coordinator to confirm a call."""
    return await requests.ask(
        session, actor_id, Request(kind=_KIND, text_uk=uk, text_en=en)
    )


async def confirm(
    session: AsyncSession,
    actor_id: int,
    request_id: int,
    *,
    write: Callable[[Request, str], dict[str, object]],
) -> int:
    """Send a call as the second of two people; gives to how many chats.

    `write` makes the message for a chat that reads a language.
    """
    request = await requests.confirm(session, actor_id, request_id, _KIND)
    chats = await recipients(session)
    for chat in chats:
        await _owe(session, request.id, chat, write(request, chat.language))
    return len(chats)


async def _owe(
    session: AsyncSession, request_id: int, chat: Chat, payload: dict[str, object]
) -> None:
    """Owe a call to a chat, once, whatever is pressed again; at night without sound."""
    is_night = moments.by_day(await now(session), chat.time_zone) is not None
    await post.owe(
        session,
        chat.address,
        payload | {"disable_notification": is_night},
        message_class=MessageClass.BROADCAST,
        key=f"announce:{request_id}:{chat.group_id}",
        purpose="announce",
    )
