"""Finds what is like a text among what the same communities may read, in two years.

Also what is carried out or declined: its author should know before asking anew.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ARRAY, Double, Integer, String, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.direct import Direct
from bot.models.case import TOLD
from bot.services.similar import ranking, reading
from bot.services.similar.commonness import rarity
from bot.services.similar.ranking import Text
from bot.services.similar.reading import Word

LIMIT: Final = 3
_CANDIDATES: Final = 50
_USUAL: Final = 30.0  # marks of a proposal
# How alike two texts have to be; unrelated ones of a small community seldom are so.
LEAST: Final = 0.22
# A meaning says more than a word, which says it again in its other forms.
_STEM: Final = 0.5
_REPEATED: Final = 0.3
_MATTER: Final = 12.0  # what the matter weighs that a text is all about

# Picks what is worth comparing as a whole. Each word of the text counts once for a
# proposal, by its best match; several that match say more than one that weighs as
# much, and long proposals count a little less. (Numeric powers would take half the
# time: these are floats.)
QUERY: Final = """
with wanted as (
    select * from unnest(:places, :marks, :weights) as w (place, mark, weight)
), shown as (
    select case_id, marks, cast(cardinality(marks) as float) as length from likeness
    where community_code = any(:codes) and at > app_now() - interval '2 years'
    offset 0
), best as (
    select case_id, length, place, max(weight) as weight
    from (select case_id, length, unnest(marks) as mark from shown) as every_mark
    join wanted using (mark) group by case_id, length, place
), ranked as (
    select case_id, sum(weight) * power(cast(count(*) as float), 0.3)
        / (3 + length / :usual) as score
    from best group by case_id, length
    order by score desc, case_id desc limit :candidates
)
select submission_id, "case".text, coalesce(translation, '')
from ranked join "case" on "case".id = case_id
where published_at is not null and "case".text is not null
    and status = any(:statuses)
order by submission_id desc
"""

TYPES: Final = (
    bindparam("places", type_=ARRAY(Integer)),
    bindparam("marks", type_=ARRAY(Integer)),
    bindparam("weights", type_=ARRAY(Double)),
    bindparam("codes", type_=ARRAY(String)),
    bindparam("statuses", type_=ARRAY(String)),
    bindparam("usual", type_=Double),
)
_FIND: Final = Direct(text(QUERY).bindparams(*TYPES))


async def numbers(
    session: AsyncSession, written: str, codes: Sequence[str]
) -> list[int]:
    """Find their numbers only."""
    rows = await _FIND.fetch(session, parameters(written, codes))
    versions = [(number, each) for number, *both in rows for each in both if each]
    return likest(written, versions)


def likest(written: str, published: Sequence[tuple[int, str]]) -> list[int]:
    """Name those of numbered texts that are like a text, likest first.

    A number with several texts, as in two languages, has its likest one.
    """
    if not published:
        return []
    asked, alike = Text(written), dict[int, float]()
    for number, each in published:
        likeness = ranking.likeness(asked, Text(each))
        alike[number] = max(likeness, alike.get(number, likeness))
    first = sorted(alike, key=alike.__getitem__, reverse=True)[:LIMIT]
    return [number for number in first if alike[number] >= LEAST]


def parameters(written: str, codes: Sequence[str]) -> dict[str, Any]:
    """Name what the query asks for."""
    wanted = [*_wanted(reading.read(written)), *_told(written)]
    return {
        "places": [place for place, _, _ in wanted],
        "marks": [reading.mark(key) for _, key, _ in wanted],
        "weights": [weight for _, _, weight in wanted],
        "codes": list(codes),
        "statuses": [str(status) for status in TOLD],
        "candidates": _CANDIDATES,
        "usual": _USUAL,
    }


def _wanted(words: Sequence[Word]) -> Iterator[tuple[int, str, float]]:
    said = set[str]()
    for place, word in enumerate(words):
        yield place, word.stem, _STEM * rarity(word.stem)
        for meaning in sorted(word.meanings):
            share = _REPEATED if meaning in said else 1.0
            yield place, meaning, share * rarity(meaning)
        said |= word.meanings


def _told(written: str) -> Iterator[tuple[int, str, float]]:
    """Weigh its matters, as if they were words after the last one."""
    for place, (name, weight) in enumerate(reading.likeliest(written), 1):
        yield -place, name, _MATTER * weight
