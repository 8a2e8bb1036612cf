"""What a message and a keyboard hold."""

import pytest

from bot.conversation import voting
from bot.conversation.own_groups import MOST_BUTTONS, check_few
from bot.errors import UserError
from bot.i18n import paragraphs, quote, translator
from bot.markup import plain, utf16_length

LIMIT = 4096  # characters of a message; Bot API


@pytest.mark.parametrize("length", [100, 2000, 3900])
def test_a_text_and_its_translation_make_one_message(length: int) -> None:
    text = "слово " * (length // 6)
    shown = paragraphs(quote(text), voting.translated("word " * 400, text))
    assert utf16_length(plain(translator("uk").html(shown))) < LIMIT - 150


def test_more_groups_than_buttons_are_found_elsewhere() -> None:
    check_few(range(MOST_BUTTONS))
    with pytest.raises(UserError, match="/network"):
        check_few(range(MOST_BUTTONS + 1))
