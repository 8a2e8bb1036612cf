"""Cards that lie open in a moderator's chat: unread text must not stay there (P6)."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.i18n import _, translator
from bot.models import Case, Person, Remembered
from bot.models.notice import Recipient
from bot.models.outbox import MessageClass
from bot.models.remembered import SAID
from bot.services import claims, notices, post

_MARK = "card:"


class Open(NamedTuple):
    """A message that shows a card, and the number on it."""

    message_id: int
    number: str


def purpose(case_id: int, number: str) -> str:
    """Name what a message with a card is remembered for."""
    return f"{_MARK}{case_id}:{number}"


async def take(
    session: AsyncSession, chat: Address, case_id: int | None = None
) -> Sequence[Open]:
    """List the cards that lie open in a chat; from now on they count as closed."""
    mark = _MARK if case_id is None else f"{_MARK}{case_id}:"
    rows = await session.execute(
        select(Remembered.chat_key, Remembered.message_id, Remembered.purpose)
        .where(Remembered.chat_key.in_(chat.keys(vault(session))))
        .where(Remembered.purpose.startswith(mark))
        .order_by(Remembered.message_id)
    )
    found = rows.all()
    for chat_key, message_id, _purpose in found:
        this = Remembered.chat_key == chat_key, Remembered.message_id == message_id
        await session.execute(update(Remembered).where(*this).values(purpose=SAID))
    return [Open(message, named.rpartition(":")[2]) for _key, message, named in found]


async def close_lapsed(session: AsyncSession) -> int:
    """Replace cards whose claim is over by their numbers."""
    lapsed = await claims.lapse(session)
    for case in lapsed:
        await _close(session, case)
    return len(lapsed)


async def _close(session: AsyncSession, case: Case) -> None:
    person = await session.get(Person, case.claimed_by)
    if person is None:
        return
    chat = await notices.address_of(session, Recipient.STAFF, person.id)
    if chat is None:
        return
    for each in await take(session, chat, case.id):
        told = _("No. {id}: the card closed after 15 minutes. /queue", id=each.number)
        words = translator(person.language).html(told)
        payload = {"text": words, "parse_mode": "HTML", "message_id": each.message_id}
        await post.owe(
            session,
            chat,
            payload,
            method="editMessageText",
            message_class=MessageClass.NOTICE,
        )
