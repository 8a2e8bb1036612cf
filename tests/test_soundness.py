"""What every test is held to: each kind of fault would be found."""

from collections.abc import Iterator

import pytest

from bot.i18n import Text, translator
from bot.keyboards import Button, Inline
from bot.playground.telegram import Telegram
from bot.saying import Saying
from tests import soundness


@pytest.fixture
def faults() -> Iterator[list[str]]:
    with soundness.watched() as found:
        yield found


@pytest.fixture
def sound(_faults: list[str]) -> Iterator[None]:
    """Faults of these tests are their own."""
    yield
    _faults.clear()


async def test_a_call_that_breaks_the_specification_is_found(
    faults: list[str], telegram: Telegram
) -> None:
    await telegram.call("sendMessage", {"chat_id": 1, "words": "?"})
    assert faults == [
        'parameter "text" of sendMessage is required',
        'parameter "words" of sendMessage is unknown',
    ]


@pytest.mark.parametrize(
    ("saying", "fault"),
    [
        (Saying(Text("<b>Planted")), "Can't find end tag"),
        (Saying("x" * 4097), "4097 characters"),
        (Saying(""), "0 characters"),
        (Saying("x", Inline([[Button("x" * 25, "a.1:b")]])), "a long label"),
        (Saying("x", Inline([[Button("x", "a" * 65)]])), "BUTTON_DATA_INVALID"),
    ],
    ids=["tag", "too long", "empty", "label", "data"],
)
def test_a_screen_that_is_unsound_is_found(
    faults: list[str], saying: Saying, fault: str
) -> None:
    saying.render(translator("uk"))
    assert [fault in each for each in faults] == [True, True]  # one for each language
