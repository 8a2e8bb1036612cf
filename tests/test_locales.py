"""The catalogues: complete, and each kind of fault would be found."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from bot.i18n import LANGUAGES
from bot.playground.text import read_text
from tools import texts

ONE = "Planted: {n} bench"
MANY = "Planted: {n} benches"
LONG = "x" * 91
Plant = Callable[[Catalog], None]


def test_the_catalogues_are_complete() -> None:
    assert texts.check() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_html_that_telegram_takes(language: str) -> None:
    for each in texts.spoken(language):
        assert read_text(texts._filled(each), "HTML", None)["text"], each


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Catalogues of three entries; they are sound."""
    folder = tmp_path_factory.mktemp("planted") / "locales"
    with pytest.MonkeyPatch.context() as patch:
        lead_to(folder, patch)
        texts.update()
        change("uk", translate)
    return folder


@pytest.fixture
def catalogues(
    planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Copies of the planted catalogues, to be spoilt."""
    shutil.copytree(planted, tmp_path / "locales")
    lead_to(tmp_path / "locales", monkeypatch)
    return lambda: "\n".join(texts.check())


def lead_to(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let the tool find the catalogues here, and our template in the sources."""
    ours = planted_template()
    patch.setattr(texts, "LOCALES", folder)
    patch.setattr(texts, "TEMPLATE", folder / "messages.pot")
    patch.setattr(texts, "extract", lambda: ours)


def planted_template() -> Catalog:
    """Write what sources of three texts would say."""
    planted = Catalog(charset="utf-8")
    planted.add((ONE, MANY))
    planted.add("Planted <b>{n}</b>")
    planted.add("Planted label", auto_comments=["label"])
    return planted


def say(catalogue: Catalog, msgid: str, string: str | tuple[str, ...]) -> None:
    message = catalogue.get(msgid)
    assert message is not None
    message.string = string


def translate(catalogue: Catalog) -> None:
    say(catalogue, ONE, ("лавка {n}", "лавки {n}", "лавок {n}"))
    say(catalogue, "Planted <b>{n}</b>", "Лавки <b>{n}</b>")
    say(catalogue, "Planted label", "Лавки")


def change(language: str, plant: Plant) -> None:
    path = texts._path(language)
    catalogue = texts._read(path, language)
    plant(catalogue)
    texts._write(path, catalogue)


def forget(catalogue: Catalog) -> None:
    catalogue.delete("Planted label")


def blur(catalogue: Catalog) -> None:
    message = catalogue.get("Planted label")
    assert message is not None
    message.flags.add("fuzzy")


def test_sound_catalogues_have_no_fault(catalogues: Callable[..., str]) -> None:
    assert catalogues() == ""


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (forget, "uk is stale"),
        (blur, "uk: fuzzy: Planted label"),
        (lambda c: say(c, "Planted label", ""), "uk: empty: Planted label"),
        (lambda c: say(c, ONE, ("{n}", "{n}", "")), "uk: empty: Planted"),
        (lambda c: say(c, "Planted <b>{n}</b>", "<b>{m}</b>"), "placeholders or tags"),
        (lambda c: say(c, "Planted <b>{n}</b>", "<i>{n}</i>"), "placeholders or tags"),
        (lambda c: say(c, "Planted <b>{n}</b>", "<b>{n}"), "placeholders or tags"),
        (lambda c: say(c, "Planted label", "ї" * 25), "a label of 25 characters"),
        (lambda c: say(c, "Planted <b>{n}</b>", f"<b>{{n}}</b> {LONG}"), "a sentence"),
    ],
    ids=[
        "missing",
        "fuzzy",
        "empty",
        "empty plural",
        "placeholder",
        "tag",
        "open tag",
        "long label",
        "long sentence",
    ],
)
def test_a_planted_fault_is_found(
    catalogues: Callable[..., str], plant: Plant, found: str
) -> None:
    change("uk", plant)
    assert found in catalogues()


def test_a_missing_plural_form_is_found(catalogues: Callable[..., str]) -> None:
    path = texts._path("uk")
    path.write_text(path.read_text().replace('msgstr[2] "лавок {n}"\n', ""))
    assert "uk: empty: Planted" in catalogues()


def test_a_fault_of_the_english_catalogue_is_found(
    catalogues: Callable[..., str],
) -> None:
    change("en", lambda catalogue: say(catalogue, "Planted label", "x" * 25))
    assert "en: a label of 25 characters" in catalogues()


def test_a_template_behind_the_sources_is_found(catalogues: Callable[..., str]) -> None:
    path = texts.TEMPLATE
    path.write_text(path.read_text().replace("Planted label", "Planted otherwise"))
    assert "messages.pot is stale" in catalogues()


@pytest.mark.parametrize(
    "words", ["ї" * 24, "{n} " + "ї" * 15], ids=["letters", "a value counts as 8"]
)
def test_a_label_of_24_characters_is_fine(words: str) -> None:
    assert len(texts._filled(words)) <= texts.LABEL_LIMIT


def test_the_length_of_a_sentence_ends_at_its_mark() -> None:
    message = Catalog().add("m", string="m")
    assert list(texts._lengths(message, f"{'x' * 80}. {'x' * 80}!\n{'x' * 80}")) == []


def test_a_number_may_not_leave_its_sign() -> None:
    message = Catalog().add("m", string="№ 1")
    assert list(texts._faults(message)) == ["a plain space after №: m"]


def test_a_label_of_sql_is_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "query.py").write_text('label("Find"), count.label("n")')
    monkeypatch.setattr(texts, "SOURCES", [tmp_path])
    assert [each.id for each in texts.extract() if each.id] == ["Find"]
