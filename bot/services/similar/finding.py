"""Finds what is like a text among what the same communities may read, in two years.

Also what is carried out or declined: its author should know before asking anew.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ARRAY, TEXT, BigInteger, Double, Integer, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.direct import Direct
from bot.models.case import TOLD
from bot.services.similar import ranking, reading, sentences
from bot.services.similar.commonness import rarity
from bot.services.similar.ranking import Text
from bot.services.similar.reading import Word
from bot.services.similar.sentences import Reading

LIMIT: Final = 3
_TOLD: Final = [str(status) for status in TOLD]
_CANDIDATES: Final = 20  # fifty found no pair of a, c or d more
_NEAREST: Final = 10  # candidates that words may not have found
MOST: Final = 20_000  # vectors that are compared: 8 MB
_USUAL: Final = 30.0  # marks of a proposal
# How alike two texts have to be; unrelated ones of a small community seldom are so.
LEAST: Final = 0.22
# A meaning says more than a word, which says it again in its other forms.
_STEM: Final = 0.5
_REPEATED: Final = 0.3
_NEARNESS: Final = 0.9  # what nearness as a whole adds, from that of chance on
_CHANCE: Final = 0.4
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
select case_id, submission_id, "case".text, coalesce(translation, '')
from ranked join "case" on "case".id = case_id
where published_at is not null and "case".text is not null
    and status = any(:statuses)
order by submission_id desc
"""
# One value for them all: thousands of rows would take the driver longer than the rest.
# Of still more the newest, as many of each community, in the order of the index. The
# codes out of a query: else PostgreSQL plans it anew for every number of them.
SHOWN: Final = """
select string_agg(int8send(case_id) || sense, '')
from unnest((select :codes)) as code, lateral (
    select case_id, sense from likeness
    where community_code = code and at > app_now() - interval '2 years'
    order by at desc limit :most / cardinality(:codes)
) as newest
"""
# Whether anything is shown, and of that, whether a model has read anything.
_SHOWN_THERE: Final = """exists (
    select from likeness
    where community_code = any(:codes) and at > app_now() - interval '2 years'
"""
ANY: Final = f"select {_SHOWN_THERE}), {_SHOWN_THERE} and sense is not null)"
_READ: Final = """
select id, submission_id, text, coalesce(translation, '') from "case"
where id = any(:cases) and published_at is not null and text is not null
    and status = any(:statuses)
"""

# Arrays of texts, not of varchar: these the driver knows without asking PostgreSQL.
CODES: Final = bindparam("codes", type_=ARRAY(TEXT))
_CASES: Final = bindparam("cases", type_=ARRAY(BigInteger))
_STATUSES: Final = bindparam("statuses", type_=ARRAY(TEXT))
TYPES: Final = (
    bindparam("places", type_=ARRAY(Integer)),
    bindparam("marks", type_=ARRAY(Integer)),
    bindparam("weights", type_=ARRAY(Double)),
    CODES,
    _STATUSES,
    bindparam("usual", type_=Double),
)
_FIND: Final = Direct(text(QUERY).bindparams(*TYPES))
_IS_ANY: Final = Direct(text(ANY).bindparams(CODES))
_SHOWN: Final = Direct(text(SHOWN).bindparams(CODES))
_MORE: Final = Direct(text(_READ).bindparams(_CASES, _STATUSES))

_Row = Sequence[Any]  # number of the case, of its submission, text, translation


async def numbers(
    session: AsyncSession, written: str, codes: Sequence[str]
) -> list[int]:
    """Find their numbers only.

    Where nothing is shown that costs one short question. Else the model reads what is
    asked while its words are looked for and compared.
    """
    ((is_any, has_sense),) = await _IS_ANY.fetch(session, {"codes": list(codes)})
    if not is_any:
        return []
    being_read = sentences.read(written) if has_sense else None
    rows = await _FIND.fetch(session, parameters(written, codes))
    alike = _by_words(asked := Text(written), _versions(rows))
    near = await _near(session, being_read, codes)
    more = await _nearest(session, near, alike)
    alike |= _by_words(asked, _versions(more))
    number_of = {case_id: number for case_id, number, *_ in (*rows, *more)}
    likest_cases = _likest(alike, near)
    return list(dict.fromkeys(number_of[each] for each in likest_cases))[:LIMIT]


async def _near(
    session: AsyncSession, being_read: Reading, codes: Sequence[str]
) -> dict[int, float]:
    """Compare what is being read with what is shown; gives cases' nearness."""
    if being_read is None:
        return {}
    wanted = {"codes": list(codes), "most": MOST}
    ((kept,),) = await _SHOWN.fetch(session, wanted)
    return await sentences.near(being_read, kept)


async def _nearest(
    session: AsyncSession, near: Mapping[int, float], known: Container[int]
) -> Sequence[_Row]:
    """Read the first of the nearest that are not known yet."""
    cases = [each for each in islice(near, _NEAREST) if each not in known]
    if not cases:
        return []
    return await _MORE.fetch(session, {"cases": cases, "statuses": _TOLD})


def _versions(rows: Sequence[_Row]) -> Iterator[tuple[int, str]]:
    return ((case_id, each) for case_id, _, *both in rows for each in both if each)


def likest(
    written: str,
    published: Iterable[tuple[int, str]],
    near: Mapping[int, float] = MappingProxyType({}),
) -> list[int]:
    """Name those of numbered texts that are like a text, likest first.

    A number with several texts has its likest one; how near its sentences are counts,
    where that is known.
    """
    return _likest(_by_words(Text(written), published), near)[:LIMIT]


def _by_words(asked: Text, published: Iterable[tuple[int, str]]) -> dict[int, float]:
    alike = dict[int, float]()
    for number, each in published:
        likeness = ranking.likeness(asked, Text(each))
        alike[number] = max(likeness, alike.get(number, likeness))
    return alike


def _likest(alike: Mapping[int, float], near: Mapping[int, float]) -> list[int]:
    sums = {
        each: alike[each] + _NEARNESS * (near.get(each, _CHANCE) - _CHANCE)
        for each in alike
    }
    first = sorted(sums, key=sums.__getitem__, reverse=True)
    return [each for each in first if sums[each] >= LEAST]


def parameters(written: str, codes: Sequence[str]) -> dict[str, Any]:
    """Name what the query asks for."""
    wanted = [*_wanted(reading.read(written)), *_told(written)]
    return {
        "places": [place for place, _, _ in wanted],
        "marks": [reading.mark(key) for _, key, _ in wanted],
        "weights": [weight for _, _, weight in wanted],
        "codes": list(codes),
        "statuses": _TOLD,
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
