"""The layout of "You said — we did" on a narrow phone."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.markup import MESSAGE_LIMIT, Html, utf16_length
from bot.models.case import Status
from bot.services.digest import digest_screen
from bot.services.news import public_text
from bot.services.news.public_facts import Content, Line
from tests.bot.services.digest_cast import LONG, PERIOD, TEXTS, group
from tests.snapshots import Snapshot

LANGUAGES = pytest.mark.parametrize("language", ["uk", "en"])
ROOM = 400  # what stands below a draft
SAID: dict[str, dict[str, Any]] = {
    Status.DONE: {"result": "Освітлено дві вулиці біля зупинки"},
    Status.IN_DOC: {"title": "Безпечна громада"},
    Status.DEFERRED: {"reason": "G01", "by": "2027-04-01"},
    Status.DECLINED: {"reason": "Ця вулиця належить області."},
}


def steps(count: int, status: str, text: str = "", **changes: Any) -> Sequence[Line]:
    """Tell of steps; every second one has but the text of the proposal."""
    return [
        Line(n, text or TEXTS[n % 3], {} if n % 2 else SAID[status], **changes)
        for n in range(count)
    ]


def of_count(n: int, most: int = 10, **changes: Any) -> Content:
    """Tell of a time in which everything happened so many times."""
    told = {status: steps(min(n, most), status, **changes) for status in SAID}
    rest = dict.fromkeys(SAID, max(0, n - most))
    return Content(received=n, answered=n, lines=told, rest=rest)


def write(language: str, content: Content) -> Html:
    """Write it and hold it to what it always has to keep."""
    text = public_text.write(group(language), PERIOD, content, language)
    assert utf16_length(text) <= MESSAGE_LIMIT - ROOM
    assert digest_screen.count_lines(screen(text)) <= digest_screen.SCREEN
    assert text.count("<blockquote expandable>") == text.count("</blockquote>") <= 1
    return text


def screen(text: str) -> str:
    return text.partition("\n\n<blockquote")[0]


CASES = {
    "empty": of_count(0),
    **{str(n): of_count(n) for n in (1, 2, 5, 11, 21, 101)},
    "overflowing": of_count(101, text=LONG),
}


@LANGUAGES
def test_public_digests_read_as_they_did(language: str, snapshot: Snapshot) -> None:
    written = {name: write(language, told) for name, told in CASES.items()}
    snapshot(f"public_digests_{language}", written)


@LANGUAGES
@pytest.mark.parametrize("text", [LONG, "🙂" * 80, "<b>&" * 300])
@pytest.mark.parametrize("n", [1, 4, 10, 40])
def test_every_step_is_told_or_counted(language: str, text: str, n: int) -> None:
    written = write(language, of_count(n, text=text, translation=text))
    counts = [
        int("".join(filter(str.isdigit, line)))
        for line in written.partition("<blockquote")[2].splitlines()
        if line.startswith(("And ", "І ще "))
    ]
    assert written.count("• ") + sum(counts) == 4 * n


def test_each_part_has_a_line_above_the_fold_while_there_is_room() -> None:
    above = screen(write("uk", of_count(3)))
    assert [above.count(each) for each in ("Зроблено", "Увійшло", "Поки")] == [1, 1, 0]


@pytest.mark.parametrize(("language", "is_translated"), [("uk", False), ("en", True)])
def test_who_reads_the_other_language_gets_the_translation(
    language: str, *, is_translated: bool
) -> None:
    content = of_count(1, translation="Speed bumps")
    told = write(language, content)
    assert ("Translation by the team: Speed bumps" in told) == is_translated
    assert ("Освітлено" in told) != is_translated
