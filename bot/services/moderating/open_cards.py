"""What lies open in a moderator's chat: unread text must not stay there (P6)."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.i18n import Text, _, translator
from bot.models import Person, Remembered
from bot.models.notice import Recipient
from bot.models.outbox import MessageClass
from bot.models.remembered import SAID
from bot.services.letters import notices, post
from bot.services.moderating import claims

_MARK = "card:"
_PHOTO = "shot:"
_SCREEN = "form:"  # of a form that changes a text
_TYPED = "typed:"  # into such a form
CARDS: Final = (_MARK, _PHOTO)
_FORMS: Final = (_SCREEN, _TYPED)
MARKS: Final = (*CARDS, *_FORMS)
_LAPSED: Final = _("No. {id}: the card closed after 15 minutes. /queue")
_CLOSED: Final = _("No. {id}: this card is closed.")


class Open(NamedTuple):
    """A message that shows unread text, and the number on it.

    Photos, and what was typed, have no place for a number: they are to be deleted.
    """

    message_id: int
    number: str
    goes: bool = False


def purpose(case_id: int, number: str) -> str:
    """Name what a message with a card is remembered for."""
    return f"{_MARK}{case_id}:{number}"


def photo_purpose(case_id: int, number: str) -> str:
    """Name what a message with a photo of a card is remembered for."""
    return f"{_PHOTO}{case_id}:{number}"


def screen_purpose(case_id: int, number: str) -> str:
    """Name what a message of a form that changes a text is remembered for."""
    return f"{_SCREEN}{case_id}:{number}"


def typed_purpose(case_id: int, number: str) -> str:
    """Name what a message that was typed into such a form is remembered for."""
    return f"{_TYPED}{case_id}:{number}"


async def take(
    session: AsyncSession,
    chat: Address,
    marks: Sequence[str] = MARKS,
    case_id: int | None = None,
    *,
    but_photos_of: int | None = None,
) -> Sequence[Open]:
    """List what lies open in a chat; from now on it counts as closed."""
    rest = "" if case_id is None else f"{case_id}:"
    rows = await session.execute(
        select(Remembered.chat_key, Remembered.message_id, Remembered.purpose)
        .where(Remembered.chat_key.in_(chat.keys(vault(session))))
        .where(
            or_(*(Remembered.purpose.startswith(mark + rest) for mark in marks)),
            ~Remembered.purpose.startswith(f"{_PHOTO}{but_photos_of}:"),
        )
        .order_by(Remembered.message_id)
    )
    found = rows.all()
    for chat_key, message_id, _purpose in found:
        this = Remembered.chat_key == chat_key, Remembered.message_id == message_id
        await session.execute(update(Remembered).where(*this).values(purpose=SAID))
    return [
        Open(message, named.rpartition(":")[2], named.startswith((_PHOTO, _TYPED)))
        for _key, message, named in found
    ]


async def take_form(
    session: AsyncSession, chat: Address, case_id: int
) -> Sequence[Open]:
    """List what a form that changes a text has left in a chat."""
    return await take(session, chat, _FORMS, case_id)


async def has_photos(session: AsyncSession, chat: Address, case_id: int) -> bool:
    """Tell whether photos of a card lie open in a chat."""
    lying = exists().where(
        Remembered.chat_key.in_(chat.keys(vault(session))),
        Remembered.purpose.startswith(f"{_PHOTO}{case_id}:"),
    )
    return bool(await session.scalar(select(lying)))


async def close_lapsed(session: AsyncSession) -> int:
    """Replace cards whose claim is over by their numbers."""
    lapsed = await claims.lapse(session)
    for case in lapsed:
        if case.claimed_by is not None:
            await _close(session, case.claimed_by, _LAPSED, case.id)
    return len(lapsed)


async def close_all(session: AsyncSession, person_id: int) -> None:
    """Replace the cards of somebody who leaves a team, while there is an address."""
    await claims.release(session, person_id)
    await _close(session, person_id, _CLOSED)


async def _close(
    session: AsyncSession, person_id: int, told: Text, case_id: int | None = None
) -> None:
    person = await session.get(Person, person_id)
    chat = await notices.address_of(session, Recipient.STAFF, person_id)
    if person is None or chat is None:
        return
    for each in await take(session, chat, case_id=case_id):
        method, payload = _closing(each, told, person.language)
        await post.owe(
            session, chat, payload, method=method, message_class=MessageClass.NOTICE
        )


def _closing(each: Open, told: Text, language: str) -> tuple[str, dict[str, Any]]:
    message: dict[str, Any] = {"message_id": each.message_id}
    if each.goes:
        return "deleteMessage", message
    text = translator(language).html(told.filled(id=each.number))
    return "editMessageText", {"text": text, "parse_mode": "HTML"} | message
