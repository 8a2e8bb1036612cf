"""What a moderator is shown beside a text because it is like it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.markup import clip
from bot.models import Case, GroupCommunity
from bot.services.moderating import cards, queue
from bot.services.moderating.cards import Card
from bot.services.search.folding import plain
from bot.services.similar import finding, ranking
from bot.services.similar.ranking import Text
from bot.services.steps.ways import CLOSED
from bot.services.texts import categories
from bot.services.voting import publishing

_SHOWN: Final = 100  # characters of each
BUNDLE: Final = 5  # texts that are decided on together


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


async def of_group(session: AsyncSession, card: Card) -> Sequence[Alike]:
    """Find those of them that the card's own group has: it merges with no others."""
    found = await shown(session, card)
    own = await session.scalars(
        select(Case.submission_id)
        .where(Case.submission_id.in_([int(each.number) for each in found]))
        .where(Case.group_id == card.group.id, Case.status.not_in(CLOSED))
    )
    numbers = {str(number) for number in own}
    return [each for each in found if each.number in numbers]


async def copies(session: AsyncSession, person_id: int, card: Card) -> Sequence[str]:
    """List the numbers of what waits and says the same, word for word."""
    words = plain(card.draft.text)
    beside = await queue.beside(session, person_id, card)
    return [str(each.submission.id) for each in beside if plain(each.text) == words]


async def waiting(session: AsyncSession, person_id: int, card: Card) -> Sequence[Card]:
    """Find what waits and is like a card's text, the next five of it.

    Not what has photos: nobody would have looked at them.
    """
    own = Text(card.draft.text)
    found = [
        each
        for each in await queue.beside(session, person_id, card)
        if each.draft is not None
        and not each.draft.photos
        and ranking.likeness(own, Text(each.text)) >= finding.LEAST
    ]
    return [
        await cards.of(session, each.case, each.submission, each.group)
        for each in found[:BUNDLE]
    ]
