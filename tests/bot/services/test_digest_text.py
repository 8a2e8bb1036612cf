"""The layout of a digest on a narrow phone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.markup import MESSAGE_LIMIT, utf16_length
from bot.models import WorkingGroup
from bot.services import digest_text
from bot.services.digest_facts import Facts, Item

UNTIL = datetime(2026, 11, 23, 7, tzinfo=UTC)
LANGUAGES = pytest.mark.parametrize("language", ["uk", "en"])
LONG = "Поставити ліхтарі біля зупинки & на вулиці до ліцею, бо ввечері темно. " * 28


def group(language: str) -> WorkingGroup:
    return WorkingGroup(
        name_uk="Станіславська громада",
        name_en="Stanislavska community",
        language=language,
        time_zone="Europe/Kyiv",
    )


def facts(items: int = 0, *, text: str = LONG, **changes: Any) -> Facts:
    values = {
        "since": UNTIL - timedelta(days=7),
        "until": UNTIL,
        "received": 57,
        "answered": 51,
        "overdue": 2,
        "topics": [("P06", 14), ("P02", 11), ("P13", 8)],
        "new": items,
        "items": [Item(n, 1_000 + n, "P06", text) for n in range(items)],
    }
    return Facts(**values | changes)  # type: ignore[arg-type]


def screen(page: digest_text.Page) -> str:
    return page.text.split("\n\n<blockquote")[0]


@LANGUAGES
@pytest.mark.parametrize("items", [0, 1, 3, 50])
def test_the_first_screen_is_one_screen(language: str, items: int) -> None:
    page = digest_text.write(group(language), facts(items))
    assert digest_text.screen_lines(screen(page)) <= digest_text.SCREEN


@LANGUAGES
@pytest.mark.parametrize("items", [0, 1, 3, 10, 50])
def test_a_digest_fits_into_a_message(language: str, items: int) -> None:
    page = digest_text.write(group(language), facts(items))
    assert utf16_length(page.text) <= MESSAGE_LIMIT


@LANGUAGES
@pytest.mark.parametrize("items", [0, 3, 50])
@pytest.mark.parametrize("urgent", [1, 3, 50])
def test_urgent_ones_all_have_their_numbers_on_a_screen_that_stays_one(
    language: str, items: int, urgent: int
) -> None:
    listed = [Item(n, 2_000 + n, "C03", "") for n in range(urgent)]
    page = digest_text.write(group(language), facts(items, urgent=listed, worries=9))
    assert digest_text.screen_lines(screen(page)) <= digest_text.SCREEN
    assert utf16_length(page.text) <= MESSAGE_LIMIT
    assert all(f"\u00a0{each.number} · " in page.text for each in listed)
    assert set(listed) <= set(page.shown)


def test_what_found_no_room_comes_in_the_next_digest() -> None:
    page = digest_text.write(group("en"), facts(50, new=120))
    assert 0 < len(page.shown) < 50
    assert f"In the next digest: {120 - len(page.shown)} more" in page.text
    assert f"No.\u00a0{1_000 + len(page.shown) - 1} " in page.text
    assert f"No.\u00a0{1_000 + len(page.shown)} " not in page.text


def test_texts_of_surrogate_pairs_fit_too() -> None:
    page = digest_text.write(group("uk"), facts(50, text="🙂 " * 1_000))
    assert utf16_length(page.text) <= MESSAGE_LIMIT


def test_a_short_text_is_shown_whole() -> None:
    page = digest_text.write(group("uk"), facts(1, text="Пандус.\nБіля пошти."))
    assert "Пандус. Біля пошти." in screen(page)
    assert "Пандус.\nБіля пошти.</blockquote>" in page.text


def test_what_the_screen_shows_whole_is_not_folded() -> None:
    page = digest_text.write(group("uk"), facts(1, text="Пандус біля пошти."))
    assert page.text.count("Пандус") == 1
    assert "blockquote" not in page.text


def test_markup_in_texts_is_text() -> None:
    page = digest_text.write(group("uk"), facts(1, text="<b>Пандус</b> & лавка"))
    assert "&lt;b&gt;Пандус&lt;/b&gt; &amp; лавка" in page.text


def test_a_ukrainian_digest_reads_like_this() -> None:
    page = digest_text.write(group("uk"), facts(1, text="Поставити лавки.\nІ кущі."))
    assert page.text == (
        "<b>Дайджест для робочої групи</b>\n"
        "Станіславська громада\n"
        "За 16 листопада – 23 листопада\n\n"
        "Надійшло пропозицій: 57\n"
        "Отримали відповідь: 51\n"
        "Чекають понад 30 днів: 2\n\n"
        "<b>Потрібне рішення групи: 1</b>\n"
        "№\u00a01000 · Дороги, автобус, ліхтарі\n"
        "Поставити лавки. І кущі.\n\n"
        "Найчастіше: Дороги, автобус, ліхтарі — 14; Укриття й оповіщення — 11; "
        "Культура, спорт, пам’ять — 8\n\n"
        "Це думки тих, хто написав, а не всієї громади.\n\n"
        "<blockquote expandable><b>№\u00a01000 · Дороги, автобус, ліхтарі</b>\n"
        "Поставити лавки.\nІ кущі.</blockquote>"
    )


@LANGUAGES
def test_an_empty_period_says_so(language: str) -> None:
    nothing = facts(received=0, answered=0, overdue=0, topics=[])
    page = digest_text.write(group(language), nothing)
    said = {"uk": "За цей час нових пропозицій не було.", "en": "No new proposals"}
    opinions = {"uk": "Це думки тих", "en": "These are the views"}
    assert said[language] in page.text
    assert opinions[language] not in page.text
    assert "blockquote" not in page.text


@LANGUAGES
def test_the_heading_counts_what_is_listed_below_it(language: str) -> None:
    page = digest_text.write(group(language), facts(10))
    heading = {"uk": "Потрібне рішення групи", "en": "The group needs to decide"}
    listed = len(page.shown)
    assert f"<b>{heading[language]}: {listed}</b>" in page.text
    below = listed - screen(page).count(" · ")
    said = {"uk": f"Ще нижче: {below}", "en": f"{below} more below"}
    assert said[language] in screen(page)


@LANGUAGES
def test_whom_it_helps_and_the_place_are_below_the_text(language: str) -> None:
    item = Item(1, 1_001, "P06", "Пандус біля пошти.", ("older",), "Садове")
    page = digest_text.write(group(language), replace(facts(1), items=[item]))
    said = {
        "uk": "\nКому допоможе: Старшим людям\nМісце: Садове</blockquote>",
        "en": "\nWhom it helps: Older people\nPlace: Садове</blockquote>",
    }
    assert said[language] in page.text


def test_what_waits_too_long_is_told_even_when_nothing_is_new() -> None:
    nothing = facts(received=0, answered=0, overdue=3, topics=[])
    page = digest_text.write(group("en"), nothing)
    assert "Waiting over 30 days: 3" in page.text


def test_a_digest_of_one_day_names_the_day() -> None:
    page = digest_text.write(group("en"), facts(since=UNTIL))
    assert "\nFor 23 November\n" in page.text


def test_the_period_is_local() -> None:
    late = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    page = digest_text.write(group("en"), facts(since=late, until=UNTIL))
    assert "\nFor 23 November\n" in page.text
