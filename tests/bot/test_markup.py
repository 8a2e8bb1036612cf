"""Markup: safe HTML, and lengths as Telegram counts them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.markup import Html, clip, escape, sentence, shown_length, utf16_length

ANY = st.text(st.characters(codec=None), max_size=60)  # lone surrogates too


@pytest.mark.parametrize(
    ("value", "units"), [("дах", 3), ("🏠", 2), ("👩‍👩‍👧", 8), ("\ud83c", 1), ("", 0)]
)
def test_length_is_counted_in_utf16_units(value: str, units: int) -> None:
    assert utf16_length(value) == units


@given(ANY, st.integers(min_value=1, max_value=40))
def test_clipped_text_fits(value: str, limit: int) -> None:
    assert utf16_length(clip(value, limit)) <= limit


@given(ANY)
def test_tags_and_entities_count_as_what_they_show(value: str) -> None:
    shown = shown_length(Html(f'<b>{escape(value)}</b><a href="x">&quot;</a>'))
    assert shown == utf16_length(value) + 1


@given(ANY)
def test_a_text_that_fits_is_left_alone(value: str) -> None:
    assert clip(value, utf16_length(value)) == value


@given(st.text("🏠 д", min_size=1), st.integers(min_value=1, max_value=9))
def test_clipping_halves_no_character(value: str, limit: int) -> None:
    assert "\ufffd" not in clip(value, limit).encode("utf-8").decode()


@given(ANY, st.integers(min_value=1, max_value=40))
@example("000\ud8000\U00010000", 6)
def test_clipped_text_is_a_beginning(value: str, limit: int) -> None:
    cut = clip(value, limit)
    assert cut == value or value.startswith(cut.removesuffix("…"))


def test_clipping_ends_at_a_word() -> None:
    assert clip("лавки біля амбулаторії", 15) == "лавки біля…"


def test_clipping_leaves_no_mark_before_the_ellipsis() -> None:
    assert clip("лавки, ліхтарі, дерева", 16) == "лавки, ліхтарі…"


def test_clipping_keeps_a_word_that_just_fits() -> None:
    assert clip("лавки біля амбулаторії", 11) == "лавки біля…"


@pytest.mark.parametrize(
    ("value", "safe"), [("<b>", "&lt;b&gt;"), ("a & b", "a &amp; b"), ('"', '"')]
)
def test_escaping_makes_text_safe(value: str, safe: str) -> None:
    assert escape(value) == safe


def test_safe_text_is_not_escaped_again() -> None:
    assert escape(escape("<b>")) == "&lt;b&gt;"


def test_html_of_our_own_stays() -> None:
    assert escape(Html("<b>")) == "<b>"


@pytest.mark.parametrize(
    ("value", "ended"),
    [
        ("Лавки", "Лавки."),
        ("Лавки.", "Лавки."),
        ("Лавки...", "Лавки."),
        (" Лавки ", "Лавки."),
        ("Лавки?", "Лавки?"),
        ("Лавки!", "Лавки!"),
        ("Лавки…", "Лавки…"),
    ],
)
def test_a_sentence_ends_once(value: str, ended: str) -> None:
    assert sentence(value) == ended
