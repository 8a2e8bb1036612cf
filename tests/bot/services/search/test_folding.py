"""How names sound, whatever they are spelled like."""

import pytest

from bot.services.search.folding import fold, parts, plain, stem
from tests.bot.services.search.conftest import Register


def test_official_latin_names_sound_like_the_ukrainian_ones(
    register: Register,
) -> None:
    pairs = [
        (ours, latin)
        for place in register.index.places
        for ours, latin in (
            (place.name_uk, place.name_en),
            (place.centre_uk, place.centre_en),
            (place.raion_uk, place.raion_en),
            (place.oblast_uk, place.oblast_en),
        )
    ]
    assert [pair for pair in pairs if parts(pair[0]) != parts(pair[1])] == []


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ", "`", "‘", ""])
def test_any_apostrophe_and_none_are_alike(apostrophe: str) -> None:
    assert parts(f"Кам{apostrophe}янка") == parts("Кам’янка")


@pytest.mark.parametrize(
    "inflected",
    ["херсонської", "херсонській", "херсонську", "херсонською", "херсонський"],
)
def test_cases_have_one_stem(inflected: str) -> None:
    assert stem(fold(inflected)) == stem(fold("херсонська"))


@pytest.mark.parametrize(
    ("russian", "ours"),
    [("херсонская", "херсонська"), ("новая", "нова"), ("сумы", "суми")],
)
def test_russian_endings_fall_away(russian: str, ours: str) -> None:
    assert fold(russian) == fold(ours)


def test_stray_latin_letters_are_read_as_cyrillic() -> None:
    assert plain("Хepcoн") == "херсон"


@pytest.mark.parametrize("nothing", ["", "123", "😀", "—"])
def test_what_has_no_letters_has_no_sound(nothing: str) -> None:
    assert fold(plain(nothing)) == ""
