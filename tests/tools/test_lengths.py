"""What is measured of the screens: the bot's own words, with their values in."""

from typing import Any

from bot.playground.calls import Call
from tools.pictures import lengths

QUOTED = "😀 Quoted by somebody, as long as they like it to be. "
OWN = "Thank you."


def call(*entities: dict[str, Any], keys: list[dict[str, str]] | None = None) -> Call:
    markup = {"inline_keyboard": [keys or []]}
    made = {"chat": {"id": 1}, "text": f"{QUOTED}{OWN}", "entities": list(entities)}
    return Call(
        1, 0.0, "sendMessage", {"reply_markup": markup}, [], "", True, result=made
    )


def test_words_of_people_are_not_measured() -> None:
    units = len(QUOTED.encode("utf-16-le")) // 2
    quote = {"type": "blockquote", "offset": 0, "length": units}
    assert lengths.heard([call(quote)]).sentences == {OWN}


def test_a_sentence_that_is_too_long_is_named() -> None:
    long = lengths.Heard(frozenset(), frozenset(["x" * 91]), frozenset())
    assert list(lengths.report("en", long))[1].endswith("x" * 91)


def test_a_tick_is_no_part_of_a_label() -> None:
    found = lengths.heard([call(keys=[{"text": "✓ Children"}])])
    assert found.labels == {"Children"}
