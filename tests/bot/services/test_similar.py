"""Finding what was already said: recall on labelled pairs, and what is never found."""

import random
import re
import statistics
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Likeness
from bot.services.similar import finding, indexing, sentences
from tests.bot.services import pool
from tests.bot.services.pool import Line
from tests.factories import make_document

LEAST: Final = {"a": 0.9, "b": 0.85, "b, any": 0.9, "c": 0.9}
EACH: Final = {"a": 6, "b": 1, "c": 6, "d": 3}  # a sixth of what is long is enough
OBLIQUE: Final = 0.5
WHOLE: Final = "Разом дивитися на зорі та планети"
IN_OTHER_WORDS: Final = "Let us watch the stars and planets together"
EN: Final = "Repair the roof of the village house of culture, it leaks."
ROOF: Final = "Відремонтувати дах сільського будинку культури, бо протікає."


@pytest.fixture
def before(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Take what the model reads of the labelled sets from a file."""
    if not sentences.are_read():
        pytest.skip("there is no model for this machine")
    read_before = import_module("tests.bot.services.read_before")
    vectors = import_module("bot.services.similar.vectors")
    monkeypatch.setattr(vectors, "embed", read_before.embed)
    return read_before


@pytest.mark.usefixtures("before")
async def test_recall(session: AsyncSession) -> None:
    """Ask for each text of the pairs, among a thousand of the same community.

    The pool: what is published in all sets, their hard negatives, the hotline's
    appeals, and to fill it up sentences of three other sets. a and c were learned from;
    nobody who wrote rules or words has read b. Of b is also told how many find any
    text of the pool that says the same: `pool.same`.
    """
    reached = await recall(session, "abc", "abc")
    assert all(reached[half] >= LEAST[half] for half in LEAST)


@pytest.mark.usefixtures("before")
async def test_recall_of_needs_that_are_told_by_their_trouble(
    session: AsyncSession,
) -> None:
    """Ask for those of d, whose words hardly meet; nobody has read it, either.

    Its score took part in choosing how much of a question the model reads.
    """
    reached = await recall(session, "d", "abcd")
    assert reached["d"] >= OBLIQUE


async def recall(
    session: AsyncSession, halves: str, published: str
) -> dict[str, float]:
    """Tell for each half how many find their other text among the first three."""
    shown = pool.pool(published)
    code = await pool.publish(session, shown)
    lines = dict(enumerate(shown, start=pool.FIRST))
    reached = {}
    for half in halves:
        asked = [each for each in pool.labelled(half) if each.role == "query"]
        asked = asked[:: EACH[half]]
        found = [
            {lines[number] for number in await finding.numbers(session, each, [code])}
            for each in (line.text for line in asked)
        ]
        both = [*zip(asked, found, strict=True)]
        named = [line.pair in {each.pair for each in three} for line, three in both]
        reached[half] = round(statistics.mean(named), 3)
        if half == "b":
            said = [bool(pool.same(line) & three) for line, three in both]
            reached["b, any"] = round(statistics.mean(said), 3)
    sys.stdout.write(f"recall@3 of {len(shown)}: {reached}\n")
    return reached


@pytest.mark.parametrize(("others", "share"), [(5, 0.08), (20, 0.25)])
def test_in_a_small_community_little_is_suggested_wrongly(
    before: Any, others: int, share: float
) -> None:
    """Of what the model's metric has not learned from."""
    asked = [each for half in "bd" for each in pool.labelled(half)]
    asked = [each for each in asked if each.role == "query"]
    wrong = sum(suggested(before, line, others) for line in asked)
    sys.stdout.write(f"among {others} others: {wrong / len(asked):.3f}\n")
    assert wrong / len(asked) <= share


def suggested(before: Any, line: Line, others: int) -> bool:
    """Tell whether anything is, of some that do not belong to this line."""
    chance = random.Random(line.text)  # noqa: S311 a sample
    strange = [each.text for each in pool.pool("abcd") if each.pair != line.pair]
    shown = dict(enumerate(chance.sample(strange, others)))
    near = {number: before.nearness(line.text, shown[number]) for number in shown}
    return bool(finding.likest(line.text, list(shown.items()), near))


def test_what_was_read_before_is_what_the_model_reads(
    before: Any, request: pytest.FixtureRequest
) -> None:
    """`pytest --renew` reads it anew, in a minute."""
    if request.config.getoption("--renew"):
        before.renew()
    texts = [each.text for each in pool.pool()[::300]]
    assert all(before.read(each) @ before.embed(each) > 0.99 for each in texts)


@pytest.mark.parametrize("asked", [ROOF.upper() * 2, "10 " * 40, "слово"])
def test_what_is_asked_keeps_nobody_waiting(before: Any, asked: str) -> None:
    vectors = before.vectors
    assert 0 < vectors.pieces(vectors.shorten(asked)) <= vectors.PIECES
    assert asked.startswith(vectors.shorten(asked))


@pytest.mark.parametrize(
    "again",
    [
        "Полагодьте дах будинку культури, він протікає.",
        "Протікає покрівля клубу, потрібен ремонт даху.",
        "Будинок культкри: дах протікае, зробіть ремонт",
        "Крыша дома культуры протекает, сделайте ремонт",
        "The roof of the culture house is leaking, please repair it.",
    ],
)
async def test_other_forms_slips_and_languages_are_found(
    session: AsyncSession, again: str
) -> None:
    code = await pool.publish(session, [Line("", "published", ROOF)])
    assert await finding.numbers(session, again, [code]) == [pool.FIRST]


@pytest.mark.parametrize("sign", ["'", "’", "ʼ", "`", ""])
async def test_every_apostrophe_is_the_same(session: AsyncSession, sign: str) -> None:
    written = "Поставити вежу мобільного зв’язку на пагорбі."
    code = await pool.publish(session, [Line("", "published", written)])
    again = f"Потрібна вежа для зв{sign}язку."
    assert await finding.numbers(session, again, [code]) == [pool.FIRST]


async def test_whose_community_was_closed_finds_nothing(session: AsyncSession) -> None:
    await session.execute(text("set local plan_cache_mode = force_custom_plan"))
    assert await finding.numbers(session, ROOF, []) == []


async def test_what_is_shown_no_longer_is_not_found(session: AsyncSession) -> None:
    code = await pool.publish(session, [Line("", "published", ROOF)])
    await session.execute(update(Case).values(status="withdrawn"))
    assert await finding.numbers(session, ROOF, [code]) == []


@pytest.mark.parametrize("status", ["in_doc", "doing", "done", "declined"])
async def test_what_is_decided_is_found(session: AsyncSession, status: str) -> None:
    code = await pool.publish(session, [Line("", "published", ROOF)])
    document = await make_document(session)
    values = {"status": status, "document_id": document.id}
    await session.execute(update(Case).values(values))
    assert await finding.numbers(session, ROOF, [code]) == [pool.FIRST]


async def test_what_no_word_tells_is_found_as_a_whole(session: AsyncSession) -> None:
    if not sentences.are_read():
        pytest.skip("there is no model for this machine")
    code = await pool.publish(session, [Line("", "published", WHOLE)])
    assert await finding.numbers(session, IN_OTHER_WORDS, [code]) == [pool.FIRST]
    await session.execute(update(Likeness).values(sense=None))
    assert await finding.numbers(session, IN_OTHER_WORDS, [code]) == []


async def test_of_too_many_each_community_has_its_newest_compared(
    session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not sentences.are_read():
        pytest.skip("there is no model for this machine")
    firsts = pool.FIRST, 2 * pool.FIRST
    lines = [Line("", "published", WHOLE)] * 2
    codes = [await pool.publish(session, lines, first) for first in firsts]
    monkeypatch.setattr(finding, "MOST", 2)
    found = await finding.numbers(session, IN_OTHER_WORDS, codes)
    assert {number // pool.FIRST for number in found} == {1, 2}


async def test_without_a_model_words_are_enough(
    session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentences, "are_read", lambda: False)
    code = await pool.publish(session, [Line("", "published", ROOF)])
    await session.execute(update(Likeness).values(sense=bytes(384)))
    again = "Полагодьте дах будинку культури, він протікає."
    assert await finding.numbers(session, again, [code]) == [pool.FIRST]
    await session.execute(update(Likeness).values(sense=None))
    assert await indexing.read_sentences(session) == 0


def test_a_processor_that_would_fail_reads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processor = tmp_path / "cpuinfo"
    processor.write_text("flags : fpu sse2 avx fma\n")
    monkeypatch.setattr(sentences, "_PROCESSOR", processor)
    assert not sentences.are_read.__wrapped__()


async def test_where_nothing_is_shown_nothing_is_read(
    session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(sentences, "read")
    assert await finding.numbers(session, ROOF, ["UA1"]) == []


async def test_what_changes_is_read_again_with_its_translation(
    session: AsyncSession,
) -> None:
    if not sentences.are_read():
        pytest.skip("there is no model for this machine")
    await pool.publish(session, [Line("", "published", ROOF)])
    before = await session.scalar(select(Likeness.sense))
    case_id = await session.scalar(
        update(Case).values(translation=EN).returning(Case.id)
    )
    await indexing.index(session, case_id or 0)
    assert await session.scalar(select(Likeness.sense)) is None
    assert [await indexing.read_sentences(session) for _ in range(2)] == [1, 0]
    assert await session.scalar(select(Likeness.sense)) not in {None, before}


async def test_what_is_gone_is_forgotten_and_what_was_missed_is_indexed(
    session: AsyncSession,
) -> None:
    await pool.publish(session, [Line("", "published", ROOF)] * 2)
    await session.execute(update(Likeness).values(edition="old", words=[]))
    assert await indexing.index_missed(session) == 2
    assert await indexing.index_missed(session) == 0
    one = select(func.min(Case.id)).scalar_subquery()
    await session.execute(update(Case).where(Case.id == one).values(text=None))
    assert await indexing.forget(session) == 1
    assert await session.scalar(select(func.count()).select_from(Likeness)) == 1


async def test_no_table_is_read_from_end_to_end(session: AsyncSession) -> None:
    code = await pool.publish(session, [Line("", "published", ROOF)])
    await pool.multiply(session, code, 1_000)
    for other in range(1, 5):
        first = pool.FIRST + 10_000 * other
        elsewhere = await pool.publish(session, [Line("", "published", ROOF)], first)
        await pool.multiply(session, elsewhere, 2_000)
    await session.execute(text('analyze likeness, submission, "case"'))
    asked = finding.parameters(ROOF, [code])
    words = text(f"explain {finding.QUERY}").bindparams(*finding.TYPES)
    vectors = text(f"explain {finding.SHOWN}").bindparams(finding.CODES)
    is_any = text(f"explain {finding.ANY}").bindparams(finding.CODES)
    rows = [
        *await session.execute(words, asked),
        *await session.execute(vectors, {"codes": [code], "most": finding.MOST}),
        *await session.execute(is_any, {"codes": ["UA1"]}),
    ]
    plan = "\n".join(row[0] for row in rows)
    assert re.findall(r"Seq Scan on (?:likeness|submission|\"case\")", plan) == []
