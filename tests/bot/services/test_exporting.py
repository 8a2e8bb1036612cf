"""Exports: what is published and nothing else, in tables that compute nothing."""

import csv
import io
import json
from collections.abc import Sequence

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Closure, Tally
from bot.models.case import Status
from bot.services.exporting import files, reading
from bot.services.exporting.columns import NAMES, Cell
from bot.services.exporting.defusing import defuse
from bot.services.steps import case_log
from tests.factories import (
    TEXT,
    make_ballot,
    make_case,
    make_community,
    make_document,
    make_group,
    make_published,
)

FORMULAS = ("=1+1", "+380", "-1", "@SUM(A1)", "a;=cmd|'/c'!A1", "a\n =1", "\t=1", "＝1")
CELLS: dict[str, Cell] = {"text": "=1+1", "number": 7, "translation": "<a> & b\nc"}
ROW = [CELLS.get(name) for name in NAMES]


async def exported(session: AsyncSession) -> list[dict[str, Cell]]:
    rows = [row async for row in reading.rows(session, None)]
    return [dict(zip(NAMES, row, strict=True)) for row in rows]


async def test_only_what_is_shown_is_exported(session: AsyncSession) -> None:
    community, closed = await make_community(session), await make_community(session)
    group = await make_group(session, community, closed)
    shown = await make_published(session, community, group)
    await make_published(session, community, group, status="expired")
    await make_published(session, closed, group)
    session.add(Closure(community_code=closed.code, closed_at=func.app_now()))
    await make_case(session, group=group, text=TEXT, status="passed")
    await make_case(session, group=group)
    assert [row["number"] for row in await exported(session)] == [shown.id]
    assert await reading.count(session, None) == 1
    other = await make_group(session)
    assert await reading.count(session, [other.id]) == 0
    await make_case(
        session,
        group=other,
        submission=shown,
        status="passed",
        text=TEXT,
        community_code=community.code,
        published_at=func.app_now(),
    )
    assert await reading.count(session, [other.id]) == 1
    assert await reading.count(session, None) == 1


async def test_a_row_tells_what_became_of_it(session: AsyncSession) -> None:
    community = await make_community(session)
    group = await make_group(session, community)
    document = await make_document(session, group_id=group.id)
    await make_published(
        session, community, group, status="in_doc", document_id=document.id
    )
    case = await session.get_one(Case, await session.scalar(select(Case.id)))
    await case_log.append(session, case, Status.IN_DOC, reason=case_log.NO_NEWS)
    [row] = await exported(session)
    assert row["status_on"] is None  # what is no step is no day of one
    assert (row["text"], row["status_uk"]) == (TEXT, "Увійшло до документа")
    assert (row["document"], row["document_on"]) == ("Безпечна громада", "2026-11-20")


@pytest.mark.parametrize(
    ("given", "told"),
    [((9, 2, 0), (9, None, 0)), ((3, 1, 0), (None,) * 3), ((4, 4, 4), (None,) * 3)],
)
async def test_few_votes_are_hidden(
    session: AsyncSession, given: Sequence[int], told: Sequence[int | None]
) -> None:
    community = await make_community(session)
    shown = await make_published(session, community, await make_group(session))
    ballot = await make_ballot(session, community)
    agree, disagree, unsure = given
    counts = {"agree": agree, "disagree": disagree, "unsure": unsure}
    session.add(Tally(ballot_id=ballot.id, submission_id=shown.id, **counts))
    await session.flush()
    assert [row["agree"] for row in await exported(session)] == [None]  # still open
    ballot.closed_at, ballot.key = func.app_now(), None
    await session.flush()
    [row] = await exported(session)
    assert (row["agree"], row["disagree"], row["unsure"]) == told


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_a_formula(text: str) -> None:
    cells = [cell for line in defuse(text).splitlines() for cell in line.split(";")]
    assert not [cell for cell in cells if cell.strip()[:1] in set("=+-@＝")]


def test_a_text_without_signs_stays_as_it_is() -> None:
    assert defuse("Лавки; 2 - 3, a=b\nта урни") == "Лавки; 2 - 3, a=b\nта урни"


def test_a_table_holds_no_formula_and_says_what_it_holds() -> None:
    book = load_workbook(io.BytesIO(files.write_all("xlsx", [ROW])))
    cells = [each for sheet in book.worksheets for row in sheet for each in row]
    assert {each.data_type for each in cells} <= {"inlineStr", "s", "n"}
    assert {"'=1+1", 7, "<a> & b\nc"} <= {each.value for each in cells}
    told = {row[0].value for row in book["dictionary"]}
    assert {*NAMES, "licence"} <= told


def test_comma_separated_values_are_read_back() -> None:
    written = files.write_all("csv", [ROW]).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(written))
    assert (row["number"], row["text"]) == ("7", "'=1+1")
    assert "CC BY 4.0" in files.write_dictionary().decode("utf-8-sig")


def test_json_bears_licence_and_columns() -> None:
    told = json.loads(files.write_all("json", [ROW, ROW]))
    assert told["licence"] == "CC BY 4.0"
    assert [each["text"] for each in told["proposals"]] == ["=1+1", "=1+1"]
    assert {each["column"] for each in told["columns"]} > {*NAMES}


async def test_the_language_of_a_row_is_the_one_of_its_text(
    session: AsyncSession,
) -> None:
    community = await make_community(session)
    group = await make_group(session, community)
    proposal = await make_published(session, community, group)
    proposal.language = "en"  # what its author reads
    await session.flush()
    [row] = await exported(session)
    assert row["language"] == "uk"
