"""Texts: plurals, dates and counts in both languages; values never become HTML."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import i18n
from bot.i18n import (
    Content,
    Text,
    Translator,
    _,
    bold,
    choose_language,
    every_language,
    label,
    lines,
    ngettext,
    paragraphs,
    quote,
    translator,
)

UK, EN = translator("uk"), translator("en")
KYIV = ZoneInfo("Europe/Kyiv")
COUNTED = Text("{n} bench", "{n} benches", {})
CATALOGUES = {
    "uk": """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 \
&& (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "{n} bench"
msgid_plural "{n} benches"
msgstr[0] "{n} лавка"
msgstr[1] "{n} лавки"
msgstr[2] "{n} лавок"
""",
    "en": """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "{n} bench"
msgid_plural "{n} benches"
msgstr[0] "{n} bench"
msgstr[1] "{n} benches"
""",
}


@pytest.fixture
def catalogues(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Catalogues with one counted sentence."""
    for language, body in CATALOGUES.items():
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "messages.po").write_text(body.lstrip())
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)
    i18n._load.cache_clear()
    yield
    i18n._load.cache_clear()


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 лавок"),
        (1, "1 лавка"),
        (2, "2 лавки"),
        (5, "5 лавок"),
        (11, "11 лавок"),
        (12, "12 лавок"),
        (21, "21 лавка"),
        (22, "22 лавки"),
        (101, "101 лавка"),
        (111, "111 лавок"),
    ],
)
def test_ukrainian_has_three_forms(n: int, said: str) -> None:
    assert Translator("uk").plain(ngettext("{n} bench", "{n} benches", n=n)) == said


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize(("n", "said"), [(1, "1 bench"), (21, "21 benches")])
def test_english_has_two_forms(n: int, said: str) -> None:
    assert Translator("en").plain(ngettext("{n} bench", "{n} benches", n=n)) == said


@pytest.mark.usefixtures("catalogues")
def test_a_plural_wants_a_number() -> None:
    with pytest.raises(TypeError):
        Translator("uk").plain(ngettext("{n} bench", "{n} benches", n="five"))


@pytest.mark.parametrize(
    ("speaker", "said"), [(UK, "30 листопада"), (EN, "30 November")]
)
def test_a_date_is_said_in_words(speaker: Translator, said: str) -> None:
    assert speaker.plain(_("{date}", date=date(2026, 11, 30))) == said


@pytest.mark.parametrize(
    ("speaker", "said"), [(UK, "30 листопада, 09:05"), (EN, "30 November, 09:05")]
)
def test_a_moment_is_said_in_the_zone_that_it_carries(
    speaker: Translator, said: str
) -> None:
    moment = datetime(2026, 11, 30, 9, 5, tzinfo=KYIV)
    assert speaker.plain(_("{at}", at=moment)) == said


@pytest.mark.parametrize(("speaker", "said"), [(UK, "1\xa0470"), (EN, "1,470")])
def test_a_count_is_grouped(speaker: Translator, said: str) -> None:
    assert speaker.plain(_("{n}", n=1470)) == said


def test_a_number_of_a_submission_is_left_alone() -> None:
    assert UK.plain(_("{id}", id="1470")) == "1470"


def test_a_sentence_is_said_in_the_language_of_the_reader() -> None:
    assert (UK.plain(label("Back")), EN.plain(label("Back"))) == ("Назад", "Back")


@pytest.mark.parametrize("speaker", [UK, EN])
def test_a_value_is_escaped(speaker: Translator) -> None:
    said = speaker.html(_("Topic: {topic}", topic="<b>&"))
    assert said.endswith("&lt;b&gt;&amp;")


def test_a_text_as_a_value_is_translated() -> None:
    assert UK.html(_("Topic: {topic}", topic=label("Back"))).endswith("Назад")


def test_a_content_as_a_value_keeps_its_tags() -> None:
    said = UK.html(_("Topic: {topic}", topic=bold("<дах>")))
    assert said.endswith("<b>&lt;дах&gt;</b>")


def test_a_content_is_said_plainly_with_its_parts() -> None:
    named = _("Topic: {topic}", topic=lines(bold("A"), _("Yes"), ""))
    assert EN.plain(paragraphs(named, quote("B"))) == "Topic: A\nYes\n\nB"


def test_a_value_is_no_pattern() -> None:
    assert UK.plain(_("Topic: {topic}", topic="{id}")).endswith("{id}")


def test_a_string_is_escaped() -> None:
    assert UK.html("<b>1 & 2</b>") == "&lt;b&gt;1 &amp; 2&lt;/b&gt;"


def test_tags_nest() -> None:
    assert UK.html(quote(bold("дах"))) == "<blockquote><b>дах</b></blockquote>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lines("a", "b"), "a\nb"),
        (paragraphs("a", "b"), "a\n\nb"),
        (paragraphs("a", "", lines()), "a"),
        (paragraphs(lines("a", "b"), bold("c")), "a\nb\n\n<b>c</b>"),
    ],
)
def test_contents_are_set_apart_and_empty_ones_left_out(
    content: Content, said: str
) -> None:
    assert EN.html(content) == said


@given(st.recursive(st.text(), lambda inner: st.builds(quote, inner) | inner))
def test_no_value_opens_a_tag_of_its_own(content: Content) -> None:
    tags = EN.html(content).replace("<blockquote>", "").replace("</blockquote>", "")
    assert "<" not in tags


@pytest.mark.parametrize(
    ("hint", "language"),
    [("en", "en"), ("en-GB", "en"), ("EN", "en"), ("uk", "uk"), ("pl", "uk")],
)
def test_a_client_that_speaks_no_english_is_answered_in_ukrainian(
    hint: str, language: str
) -> None:
    assert choose_language(hint) == language


def test_without_a_hint_ukrainian_is_spoken() -> None:
    assert choose_language(None) == "uk"


def test_a_label_is_known_in_every_language() -> None:
    assert every_language(label("Back")) == {"Назад", "Back"}
