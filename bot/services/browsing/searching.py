"""Searching by words, in any form, and by what they mean."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import add
from typing import Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Text,
    bindparam,
    literal,
    select,
    text,
)
from sqlalchemy import case as when
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Likeness
from bot.services.browsing import listing
from bot.services.similar import reading
from bot.services.similar.reading import Word

MOST_WORDS: Final = 8
# A word itself says more than another one that means the same.
_SAID, _MEANT = 3, 2
_NEAREST: Final = text("""
with known as materialized (
    select distinct word from likeness cross join unnest(words) as u (word)
    where community_code = any(:codes)
)
select distinct on (stem) stem, word
from unnest(:stems) as w (stem) join known on similarity(word, stem) >= 0.4
order by stem, similarity(word, stem) desc, word
""").bindparams(
    bindparam("codes", type_=ARRAY(Text)), bindparam("stems", type_=ARRAY(Text))
)


async def search(
    session: AsyncSession, codes: Sequence[str], words: str, limit: int
) -> Sequence[int]:
    """List the numbers of what has these words, most of them first.

    If nothing has any, they are taken for slips of the keyboard.
    """
    wanted = reading.read(words)[:MOST_WORDS]
    if not wanted:
        return []
    found = await _best(session, codes, wanted, limit)
    if found:
        return found
    return await _best(session, codes, await _mended(session, codes, wanted), limit)


async def _mended(
    session: AsyncSession, codes: Sequence[str], wanted: Sequence[Word]
) -> Sequence[Word]:
    stems = [word.stem for word in wanted]
    rows = await session.execute(_NEAREST, {"codes": list(codes), "stems": stems})
    nearest = {row.stem: row.word for row in rows}
    return [replace(word, stem=nearest.get(word.stem, word.stem)) for word in wanted]


async def _best(
    session: AsyncSession, codes: Sequence[str], wanted: Sequence[Word], limit: int
) -> Sequence[int]:
    score = reduce(add, map(_score, wanted))
    keys = sorted({key for word in wanted for key in (word.stem, *word.synonyms)})
    found = await session.scalars(
        select(Case.submission_id)
        .join(Likeness, Likeness.case_id == Case.id)
        .where(Likeness.community_code.in_(codes), _has(keys), listing.ONCE)
        .order_by(score.desc(), Case.submission_id.desc())
        .limit(limit)
    )
    return found.all()


def _score(word: Word) -> ColumnElement[int]:
    said, meant = _has([word.stem]), _has(word.synonyms)
    return when(
        (said, literal(_SAID, Integer)), (meant, literal(_MEANT, Integer)), else_=0
    )


def _has(keys: Sequence[str]) -> ColumnElement[bool]:
    return Likeness.words.bool_op("&&")(literal(list(keys), ARRAY(Text)))
