"""What a moderator is shown beside a text because it is like it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.markup import clip
from bot.models import GroupCommunity
from bot.services import categories, publishing
from bot.services.cards import Card
from bot.services.similar import finding

_SHOWN: Final = 100  # characters of each


@dataclass(frozen=True, slots=True)
class Alike:
    """A shown proposal that is like a text."""

    number: str
    text: str


async def shown(session: AsyncSession, card: Card) -> Sequence[Alike]:
    """Find shown proposals of the group's communities that are like a card's text."""
    if categories.is_concern(card.topic):
        return []
    codes = await session.scalars(
        select(GroupCommunity.community_code).where(
            GroupCommunity.group_id == card.group.id
        )
    )
    of_group = codes.all()
    found = []
    for number in await finding.numbers(session, card.draft.text, of_group):
        each = await publishing.find(session, number, of_group)
        if each is not None and str(number) != card.number:
            found.append(Alike(str(number), clip(each.text, _SHOWN)))
    return found
