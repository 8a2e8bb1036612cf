"""A community that published a thousand proposals, and people who say them again."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import func, insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Likeness, Submission
from bot.services.similar import indexing, sentences
from tests.factories import make_community, make_group

DATA: Final = Path(__file__).parents[2] / "data"
HOTLINE: Final = DATA.parents[1] / "data" / "hotline_uk.csv"
SIZE: Final = 1_000
FIRST: Final = 1_000_000
_columns: Final = cache(indexing.columns)  # much is published twice


_MULTIPLY: Final = (
    """
    insert into submission (id, kind, language, topic, community_code)
    select id + n, kind, language, topic, community_code
    from submission, generate_series(1, :times) n where community_code = :code
    """,
    """
    insert into "case"
        (submission_id, group_id, community_code, text, status, published_at)
    select submission_id + n, group_id, community_code, text, status, published_at
    from "case", generate_series(1, :times) n where community_code = :code
    """,
    """
    insert into likeness (case_id, community_code, words, marks, sense, at, edition)
    select c.id, c.community_code, l.words, l.marks, l.sense, l.at, l.edition
    from likeness l join "case" c using (community_code)
    where community_code = :code and c.id <> l.case_id
    """,
)


class Line(NamedTuple):
    """A text of a labelled set."""

    pair: str
    role: str
    text: str


def labelled(half: str) -> list[Line]:
    rows = _rows(DATA / f"similar_{half}.csv")
    return [
        Line(row["pair"] and half + row["pair"], row["role"], row["text"])
        for row in rows
    ]


@cache
def pool(halves: str = "abc") -> Sequence[Line]:
    """List what is published: these sets, the hotline, and sentences to fill up."""
    ours = [each for half in halves for each in labelled(half) if each.role != "query"]
    fillers = _rows(HOTLINE)
    for name in ("dangers_a", "checks_a", "dangers_b"):
        fillers += _rows(DATA / f"{name}.csv")
    others = [Line("", "other", row["text"]) for row in fillers]
    return [*ours, *others][:SIZE]


def same(asked: Line) -> set[Line]:
    """List what says the same as a question of b: its other text, and what was judged.

    Two judges, who knew no search, read for each question the first of four rankings
    (by words, by the model, by both, by trigrams) and the labelled one, shuffled.
    They agreed on 1,271 of 1,285 (Cohen's kappa 0.96); what both called the same
    counts. Of the labelled 129 in the pool both knew 128.
    """
    judged = {(row["pair"], row["text"]) for row in _rows(DATA / "similar_same.csv")}
    return {
        each
        for each in pool()
        if each.pair == asked.pair or (asked.pair, each.text) in judged
    }


async def publish(
    session: AsyncSession, shown: Sequence[Line], first: int = FIRST
) -> str:
    """Publish lines in a community of their own; returns its code."""
    community = await make_community(session)
    group = await make_group(session, community)
    about = {"kind": "proposal", "language": "uk", "topic": "P01"}
    where = {"community_code": community.code}
    numbers = range(first, first + len(shown))
    await session.execute(
        insert(Submission), [about | where | {"id": number} for number in numbers]
    )
    now = await session.scalar(func.app_now())
    cases = [
        {
            "submission_id": number,
            "group_id": group.id,
            "community_code": community.code,
            "text": line.text,
            "status": "passed",
            "published_at": now,
        }
        for number, line in zip(numbers, shown, strict=True)
    ]
    ids = await session.scalars(
        insert(Case).returning(Case.id, sort_by_parameter_order=True), cases
    )
    found_by = [
        {
            **_columns(line.text),
            **where,
            "case_id": case_id,
            "at": now,
            "sense": await whole(line.text),
        }
        for case_id, line in zip(ids, shown, strict=True)
    ]
    await session.execute(insert(Likeness), found_by)
    return community.code


async def whole(written: str) -> bytes | None:
    """Let the model read a text, where there is one."""
    return await sentences.write([written]) if sentences.are_read() else None


async def multiply(session: AsyncSession, code: str, times: int) -> None:
    """Publish the only line of a community so many times more."""
    values = {"code": code, "times": times}
    for statement in _MULTIPLY:
        await session.execute(text(statement), values)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
