"""Reading raw updates: what is no text becomes U+FFFD, all else stays."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.updates import reading


def written(value: object) -> bytes:
    return json.dumps({"said": value}).encode()


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("\ud83d", "\ufffd"),
        ("дах \udc00 дах", "дах \ufffd дах"),
        ("a\x00b", "a\ufffdb"),
        (["\ud83d", {"\ud83d": "\x00"}], ["\ufffd", {"\ufffd": "\ufffd"}]),
        ("\ud83d\ude00", "😀"),
        ("\\ud83d", "\\ud83d"),
        (12, 12),
    ],
)
def test_what_is_no_text_is_replaced(said: object, read: object) -> None:
    assert reading.read(written(said)) == {"said": read}


@given(st.text(st.characters(codec=None)))
def test_whatever_is_read_can_be_written(said: str) -> None:
    assert "\x00" not in reading.read(written(said))["said"].encode().decode()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_text_stays_as_it_is(said: str) -> None:
    assert reading.read(written(said)) == {"said": said}
