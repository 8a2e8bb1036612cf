"""What a text must be like: each refusal is the domain's sentence."""

import pytest

from bot.errors import UserError
from bot.services.texts import proposal_text

GOOD = "Поставити лавки біля амбулаторії, бо людям ніде чекати."

TOO_LONG = (
    "The text is too long: {n} characters, the limit is {max}. Please shorten it."
)


@pytest.mark.parametrize("text", [GOOD, "б" * 20, "б" * 2000, f"  {GOOD}\n"])
def test_good_text_is_kept_without_its_margins(text: str) -> None:
    assert proposal_text.check(text) == text.strip()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("б" * 19, "The text is too short. Please add one more sentence."),
        (
            "б" * 19 + " " * 30,
            "The text is too short. Please add one more sentence.",
        ),
        (
            "б" * 2001,
            TOO_LONG,
        ),
    ],
)
def test_bad_text_gets_its_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as refusal:
        proposal_text.check(text)
    assert refusal.value.text.msgid == sentence


def test_length_is_told() -> None:
    with pytest.raises(UserError) as refusal:
        proposal_text.check("б" * 2345)
    assert refusal.value.text.values == {"n": 2345, "max": 2000}


def test_short_answer_may_be_one_word() -> None:
    assert proposal_text.check_short("Так", proposal_text.ANSWER_LONGEST) == "Так"
