"""The layout of a digest on a narrow phone."""

from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from typing_extensions import override

from bot.i18n import translator
from bot.markup import MESSAGE_LIMIT, utf16_length
from bot.services.digest import digest_print, digest_screen, digest_text
from bot.services.digest.digest_cases import Item
from bot.services.digest.digest_facts import Facts, Span
from bot.services.digest.digest_text import Page
from tests.bot.services.digest_cast import (
    LONG,
    NOTHING,
    SIZES,
    UNTIL,
    WEEK,
    concerns,
    facts,
    group,
    proposals,
)
from tests.snapshots import Snapshot

LANGUAGES = pytest.mark.parametrize("language", ["uk", "en"])


class Strict(HTMLParser):
    """Refuses tags that do not match."""

    @override
    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []


def write(language: str, told: Facts) -> Page:
    """Write a digest and hold it to what every digest has to keep."""
    page = digest_text.write(group(language), told)
    for message in page.messages:
        assert utf16_length(message) <= MESSAGE_LIMIT
        parser = Strict()
        parser.feed(message)
        assert parser.open == []
    assert digest_screen.count_lines(screen(page)) <= digest_screen.SCREEN
    assert len(page.messages) <= 2
    return page


def screen(page: Page) -> str:
    return page.messages[0].split("\n\n<blockquote")[0]


def whole(page: Page) -> str:
    return "\n".join(page.messages)


@LANGUAGES
def test_digests_read_as_they_did(language: str, snapshot: Snapshot) -> None:
    written = {
        name: "\n\n---\n\n".join(write(language, told).messages)
        for name, told in SIZES.items()
    }
    snapshot(f"digests_{language}", written)


@LANGUAGES
@pytest.mark.parametrize("items", [0, 3, 50])
@pytest.mark.parametrize("urgent", [1, 3, 50])
def test_urgent_ones_all_have_their_numbers_and_nothing_else(
    language: str, items: int, urgent: int
) -> None:
    listed = concerns(urgent)
    page = write(language, facts(items, urgent=listed, worries=9))
    assert all(str(each.number) in whole(page) for each in listed)
    assert set(listed) <= set(page.shown)
    assert "Таємно" not in whole(page)


@pytest.mark.parametrize("text", [LONG, "🙂 " * 1_000, "<b>&" * 300])
@pytest.mark.parametrize(("new", "old"), [(50, 0), (0, 150), (70, 80)])
def test_everything_that_waits_has_its_number_however_much_it_is(
    text: str, new: int, old: int
) -> None:
    listed = proposals(new, old=old, text=text)
    page = write("uk", facts(listed=listed, deciding=new + old + 7))
    assert [each for each in listed if str(each.number) not in whole(page)] == []
    assert "І ще 7: дивіться" in whole(page)


def test_what_found_no_room_is_new_in_the_next_digest() -> None:
    listed = proposals(50, text=LONG)
    page = write("en", facts(listed=listed))
    assert page.shown == listed[: len(page.shown)]
    assert 10 < len(page.shown) < len(listed)
    assert f"No.\u00a0{listed[-1].number}" in whole(page)


def test_a_short_text_is_shown_whole() -> None:
    page = write("uk", facts(listed=proposals(1, text="Пандус.\nБіля пошти.")))
    assert "Пандус. Біля пошти." in screen(page)
    assert "Пандус.\nБіля пошти.</blockquote>" in whole(page)


def test_what_the_screen_shows_whole_is_not_folded() -> None:
    page = write("uk", facts(listed=proposals(1, text="Пандус біля пошти.")))
    assert whole(page).count("Пандус") == 1
    assert "blockquote" not in whole(page)


def test_what_was_shown_before_is_a_line() -> None:
    page = write("uk", facts(listed=proposals(0, old=4, text="Пандус.\nБіля пошти.")))
    assert whole(page).count("Пандус. Біля пошти.") == 4
    assert "Пандус.\nБіля пошти." not in whole(page)


def test_markup_in_texts_is_text() -> None:
    page = write("uk", facts(listed=proposals(1, text="<b>Пандус</b> & лавка")))
    assert "&lt;b&gt;Пандус&lt;/b&gt; &amp; лавка" in whole(page)


@LANGUAGES
def test_whom_it_helps_and_the_place_are_below_the_text(language: str) -> None:
    item = Item(1, 1_001, "P06", "Пандус біля пошти.", ("older",), "Садове")
    page = write(language, replace(facts(1), items=[item]))
    said = {
        "uk": "\nКому допоможе: Старшим людям\nМісце: Садове</blockquote>",
        "en": "\nWhom it helps: Older people\nPlace: Садове</blockquote>",
    }
    assert said[language] in whole(page)


def test_what_waits_too_long_is_told_even_when_nothing_is_new() -> None:
    page = write("en", replace(NOTHING, overdue=3))
    assert "Waiting over 30 days: 3" in whole(page)


@pytest.mark.parametrize(
    ("since", "until", "period"),
    [
        (UNTIL, UNTIL, "23 November"),
        (UNTIL - WEEK, UNTIL, "16–23 November"),
        (UNTIL - 4 * WEEK, UNTIL, "26 October – 23 November"),
        # 22:30 in London is the next day in Kyiv.
        (UNTIL - timedelta(hours=8.5), UNTIL, "23 November"),
    ],
)
def test_the_period_is_named_in_local_days(
    since: object, until: object, period: str
) -> None:
    told = Span(since, until)  # type: ignore[arg-type]
    assert f"\nFor {period}\n" in whole(write("en", replace(facts(), period=told)))


def test_a_late_digest_says_so() -> None:
    page = digest_text.write(group("uk"), facts(), due="09:00", is_late=True)
    assert "\nЗапізнився: мав прийти о 09:00.\n" in page.messages[0]


def test_a_late_digest_says_so_on_paper() -> None:
    sheet = digest_print.write(group("uk"), facts(), late="09:00")
    assert "Запізнився: мав прийти о 09:00." in str(sheet.dump(translator("uk")))


@LANGUAGES
def test_on_paper_every_text_is_whole(language: str) -> None:
    listed = proposals(30, text=LONG)
    sheet = digest_print.write(group(language), facts(listed=listed))
    dumped = str(sheet.dump(translator(language)))
    assert dumped.count(LONG.strip()) == 30
