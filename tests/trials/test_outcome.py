"""Outcomes of two runs: what differs is named, what may differ is left out."""

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.playground.calls import Call
from bot.playground.telegram import Telegram
from trials import outcome
from trials.hand import Hand
from trials.hotline import Appeal
from trials.outcome import Outcome
from trials.phrases import pattern, phrase
from trials.residents import RECEIPT, Resident
from trials.team import Digest

Found = TypeVar("Found")
APPEAL = Appeal("krop-001", "Поставити лавки.", "")
OPEN = {"inline_keyboard": [[{"text": "Open", "callback_data": "queue.1:open"}]]}
KEYS = {"inline_keyboard": [[{"text": "Send", "callback_data": "form.1:send:1"}]]}


def an_outcome(*texts: str) -> Outcome:
    return {"stored": Counter((text,) for text in texts)}


def test_alike_outcomes_do_not_differ() -> None:
    assert not [*outcome.differences(an_outcome("a", "b"), an_outcome("b", "a"))]


@pytest.mark.parametrize(
    ("got", "told"),
    [
        (an_outcome("a"), "stored: lacks, 1: ['b']"),
        (an_outcome("a", "b", "b"), "stored: has more, 1: ['b']"),
        ({}, "stored: lacks, 2: ['a', 'b']"),
    ],
)
def test_lost_and_doubled_things_are_named(got: Outcome, told: str) -> None:
    assert [*outcome.differences(an_outcome("a", "b"), got)] == [told]


class NoStage:
    """Nobody acts on it, nobody waits."""

    async def act(self) -> None:
        raise NotImplementedError

    async def until(self, look: Callable[[], Found | None], what: str) -> Found:
        raise NotImplementedError(what)


def letter(telegram: Telegram, number: str, day: str) -> Outcome:
    hand = Hand(telegram.person("Person"), "en", NoStage())
    resident = Resident(hand, [APPEAL])
    resident.receipts[number] = APPEAL
    text = f"Thank you! Your proposal is No. {number}. We will read it by {day}."
    hand.phone.chat.add(telegram.bot, 0, {"text": text})
    return outcome.seen([resident])


def test_letters_are_alike_but_for_number_and_date(telegram: Telegram) -> None:
    one = letter(telegram, "7", "23 November")
    assert one["letters"] == letter(telegram, "12", "24 November")["letters"]
    assert one["letters"].total() == 1


def asked(chat: int, text: str, keys: object = KEYS, *, accepted: bool = True) -> Call:
    params = {"text": text, "reply_markup": keys}
    return Call(1, 0.0, "sendMessage", params, accepted=accepted, chat=chat)


def test_only_a_question_said_again_to_the_same_person_counts() -> None:
    calls = [
        asked(1, "Which?"),
        asked(1, "Which?"),
        asked(2, "Which?"),
        asked(1, "What?"),
        asked(1, "Which?", accepted=False),
        *[asked(1, "Thanks.", None)] * 2,
        *[asked(1, "Queue: 1", OPEN)] * 2,
    ]
    assert outcome.asked_twice(calls) == 1


def test_sentence_that_the_bot_does_not_say_is_an_error() -> None:
    with pytest.raises(LookupError):
        phrase("en", "Which weather do you like?")


@pytest.mark.parametrize("language", ["uk", "en"])
def test_number_is_read_off_a_receipt(language: str) -> None:
    receipt = phrase(language, RECEIPT).replace("⟨id⟩", "17").replace("⟨date⟩", "1 May")
    found = pattern(language, RECEIPT).search(receipt)
    assert found is not None
    assert found["id"] == "17"


def test_digest_is_read_by_headings_and_lines_that_are_whole() -> None:
    text = (
        "Дайджест для робочої групи\n\nПотрібне рішення групи: 12\n"
        "№\u00a07. Яма на вул. Садовій біля…\n№\u00a09. Немає води.\n\n"
        "№\u00a07 · Дороги\nЯма на вул. Садовій біля школи № 5.\n\n"
        "№\u00a08. Немає світла на вулиці…"
    )
    digest = Digest.read(text, "uk")
    assert (sorted(digest.numbers), digest.waits) == (["7", "9"], 12)
