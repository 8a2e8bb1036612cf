"""What a moderator is shown beside a text because it is like it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.markup import clip
from bot.models import Case, GroupCommunity, Submission
from bot.models.submission import Kind
from bot.services.moderating import cards, queue
from bot.services.moderating.cards import Card
from bot.services.search.folding import plain
from bot.services.similar import finding, ranking
from bot.services.similar.ranking import Text
from bot.services.steps.ways import CLOSED
from bot.services.texts import categories
from bot.services.voting import publishing

_SHOWN: Final = 100  # characters of each
_LAST: Final = 100  # texts that the group was passed
_COMPARED: Final = 16  # texts, each as far as
_READ: Final = 400  # characters
_BEGINNING: Final = 5  # letters, about a stem
_SHORT: Final = 3  # letters of words that say little
BUNDLE: Final = 5  # texts that are decided on together


@dataclass(frozen=True, slots=True)
class Alike:
    """A text that is like another one; `is_own` when the same group may merge them."""

    number: str
    text: str
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What is like a card's text: copies that wait, by number, and the likest others.

    Others are shown, waiting, or passed to the group and not shown.
    """

    copies: Sequence[str]
    others: Sequence[Alike]

    @property
    def mergeable(self) -> Sequence[str]:
        """List the numbers with which the text can be merged."""
        own = [each.number for each in self.others if each.is_own]
        return [*own, *self.copies[: finding.LIMIT]]


async def find(session: AsyncSession, person_id: int, card: Card) -> Found:
    """Find what is like a card's text, as far as its moderator may read it."""
    words, number = plain(card.draft.text), int(card.number)
    beside = {
        each.submission.id: each.text
        for each in await queue.beside(session, person_id, card)
    }
    copies = [each for each, text in beside.items() if plain(text) == words]
    unshown = {**await _unshown(session, card), **beside}
    for each in (number, *copies):
        unshown.pop(each, None)
    likest = finding.likest(card.draft.text, _nearest(card.draft.text, unshown))
    found = [Alike(str(each), clip(unshown[each], _SHOWN)) for each in likest]
    return Found([str(each) for each in copies], [*await _shown(session, card), *found])


async def _shown(session: AsyncSession, card: Card) -> Sequence[Alike]:
    """Find shown proposals of the group's communities that are like a card's text."""
    if categories.is_concern(card.topic):
        return []
    codes = await session.scalars(
        select(GroupCommunity.community_code).where(
            GroupCommunity.group_id == card.group.id
        )
    )
    of_group = codes.all()
    numbers = await finding.numbers(session, card.draft.text, of_group)
    own = await _of_group(session, card, numbers)
    found = []
    for number in numbers:
        each = await publishing.read(session, number, of_group)
        if each is not None and str(number) != card.number:
            text = clip(each.text, _SHOWN)
            found.append(Alike(str(number), text, number in own))
    return found


async def _of_group(
    session: AsyncSession, card: Card, numbers: Sequence[int]
) -> Collection[int]:
    """Tell which of them the card's own group has: it merges with no others."""
    own = await session.scalars(
        select(Case.submission_id)
        .where(Case.submission_id.in_(numbers))
        .where(Case.group_id == card.group.id, Case.status.not_in(CLOSED))
    )
    return own.all()


async def _unshown(session: AsyncSession, card: Card) -> Mapping[int, str]:
    """List what the group was passed last and its community is not shown."""
    kind = Kind.CONCERN if categories.is_concern(card.topic) else Kind.PROPOSAL
    rows = await session.execute(
        select(Submission.id, Case.text)
        .join(Case, Case.submission_id == Submission.id)
        .where(Case.group_id == card.group.id, Case.status.not_in(CLOSED))
        .where(Case.text.is_not(None), Case.published_at.is_(None))
        .where(Submission.kind == kind)
        .order_by(Case.id.desc())
        .limit(_LAST)
    )
    return {number: text or "" for number, text in rows}


def _nearest(written: str, texts: Mapping[int, str]) -> Sequence[tuple[int, str]]:
    """Pick what shares most beginnings of words: to compare all would take too long."""
    own, shares = _beginnings(written), dict[int, float]()
    for number, text in texts.items():
        theirs = _beginnings(text)
        shares[number] = len(own & theirs) / sqrt(len(theirs) or 1)
    first = sorted(shares, key=shares.__getitem__, reverse=True)[:_COMPARED]
    return [(number, texts[number][:_READ]) for number in first if shares[number]]


def _beginnings(text: str) -> set[str]:
    return {word[:_BEGINNING] for word in plain(text).split() if len(word) > _SHORT}


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
