"""Troubles with a working group's chat: its team hears of each, once."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Notice
from bot.models.staff import Role
from bot.services.letters import hearers, notices

_TOLD: Final = (Role.MODERATOR, Role.SECRETARY, Role.CHAIR, Role.COORDINATOR)


class Trouble(StrEnum):
    """What is wrong; the kind of the notice that tells of it."""

    EXPELLED = "group.expelled"
    MUTED = "group.muted"
    GONE = "group.unreachable"
    TOPIC_GONE = "group.topic_gone"
    CHANNEL_LOST = "group.channel_lost"


# What ends when a group's chat can be written to again.
_OF_CHAT: Final = frozenset(Trouble) - {Trouble.CHANNEL_LOST}


# Words of the Bot API's refusals, and of a member's status.
_WORDS: Final = {
    "kicked": Trouble.EXPELLED,
    "not a member": Trouble.EXPELLED,
    "left": Trouble.EXPELLED,
    "rights": Trouble.MUTED,
    "restricted": Trouble.MUTED,
    "write_forbidden": Trouble.MUTED,
}


def classify(reason: str) -> Trouble:
    """Tell from Telegram's words why a chat is out of reach."""
    said = reason.casefold()
    return next((found for word, found in _WORDS.items() if word in said), Trouble.GONE)


async def tell_team(session: AsyncSession, group_id: int, trouble: Trouble) -> None:
    """Tell those of a team who can mend it, and the coordinators."""
    people = await hearers.of(session, group_id, *_TOLD)
    await notices.write_to_team(session, trouble, group_id, people)


async def forget(
    session: AsyncSession, group_id: int, ended: Collection[Trouble] = _OF_CHAT
) -> None:
    """Forget what was told, so that the next trouble is told again."""
    await session.execute(
        delete(Notice).where(Notice.kind.in_(ended), Notice.subject == group_id)
    )
