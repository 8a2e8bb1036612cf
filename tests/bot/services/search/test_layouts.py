"""Keys pressed under the wrong keyboard layout."""

import pytest

from bot.services.search import layouts


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("[thcjy", "херсон"),
        ("Rjxe,t]drf", "кочубеївка"),
        ("{fhrsd", "харків"),
        ("Лрукыщт", "kherson"),
        ("Лрукіщт", "kherson"),
    ],
)
def test_keys_are_read_under_the_other_layout(typed: str, meant: str) -> None:
    assert meant in layouts.meant(typed)


def test_the_russian_letter_on_a_ukrainian_key_is_that_key() -> None:
    assert "мар'їнка" in layouts.meant("Мар'ънка")


def test_what_has_no_letters_has_no_other_layout() -> None:
    assert layouts.meant("123 !") == []
