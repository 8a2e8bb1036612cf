"""The language of a text, told by its letters."""

import pytest

from bot.i18n import translator
from bot.services.texts import languages
from tests.factories import TEXT


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "uk"),
        ("Безкоштовний Wi-Fi у бібліотеці", "uk"),
        ("Please light the street near Школа № 2", "en"),
        ("Установить освещение у школы, чтобы её было видно", ""),
        ("https://example.org, rada@example.org, 067 123", ""),
        ("", ""),
    ],
)
def test_the_language_is_the_one_of_most_letters(text: str, language: str) -> None:
    assert languages.of(text) == language


@pytest.mark.parametrize(
    ("typed", "reads", "told"),
    [
        ("Поліція громади", "en", "Original language: Ukrainian."),
        ("Поліція громади", "uk", ""),
        ("Community police", "uk", "Мова оригіналу: англійська."),
        ("Community police", "en", ""),
        ("101", "en", ""),
    ],
)
def test_only_who_reads_the_other_language_is_told_of_it(
    typed: str, reads: str, told: str
) -> None:
    assert translator(reads).plain(languages.original(typed)) == told
