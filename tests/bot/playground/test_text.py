import pytest

from bot.playground.answers import RefusalError
from bot.playground.text import compose, read_text, tidy
from bot.playground.utf16 import cut


def piece(source: str) -> str:
    body = read_text(source, "HTML", None)
    (entity,) = body["entities"]
    return cut(body["text"], entity["offset"], entity["length"])


@pytest.mark.parametrize(
    "source",
    ["  <b>a👍</b>", "\r\r👍<b>a👍</b>", "\u202e<b>a👍</b> ", "x\t<b>a\r👍 \n</b> "],
)
def test_entities_follow_the_cleaned_text(source: str) -> None:
    assert piece(source).strip() == "a👍"


def test_blank_ends_take_their_entities_along() -> None:
    body = read_text("a<b> </b>", "HTML", None)
    assert body == {"text": "a"}


def test_control_characters_become_blanks_and_marks_of_direction_vanish() -> None:
    assert tidy("a\x00\x1bb\u202ec\rd\ne", []) == ("a  bcd\ne", [])


def test_nothing_is_found_in_code_and_links() -> None:
    body = read_text(
        "<code>/start</code> <a href='http://a.ua/'>@olena</a>", "html", None
    )
    assert [entity["type"] for entity in body["entities"]] == ["code", "text_link"]


@pytest.mark.parametrize("text", ["a/start", "/команда", "http", "a@b", "+380", "#1"])
def test_look_alikes_are_no_entities(text: str) -> None:
    assert compose(text, []) == {"text": text}


def test_halves_of_characters_are_refused() -> None:
    with pytest.raises(RefusalError):
        read_text("\udc4d", None, None)
