"""Telegram's pace: no window of time ever holds more than its limit."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.address import Address
from bot.models.outbox import MessageClass
from bot.outbox import pace as pace_module
from bot.outbox.pace import Bucket, Pace
from bot.outbox.row import Row

ALL, BROADCAST = MessageClass, MessageClass.BROADCAST


class Sent(NamedTuple):
    """A message that was let out."""

    at: float
    chat_id: int
    message_class: MessageClass


def row(chat_id: int, message_class: MessageClass = MessageClass.NOTICE) -> Row:
    return Row(1, chat_id, Address(chat_id), "sendMessage", {}, message_class)


def press(
    wanted: Sequence[tuple[float, int, MessageClass]], *, cold: bool = True
) -> list[Sent]:
    """Ask for a place for each message, each a while after the one before."""
    pace, now, sent = Pace(0.0, cold=cold), 0.0, []
    for gap, chat_id, message_class in wanted:
        now += gap
        if pace.allows(row(chat_id, message_class), now):
            sent.append(Sent(now, chat_id, message_class))
    return sent


def most(sent: Sequence[Sent], seconds: float) -> int:
    """Count the fullest window, open at its end."""
    times = [each.at for each in sent]
    windows = ([t for t in times if start <= t < start + seconds] for start in times)
    return max((len(window) for window in windows), default=0)


def by_chat(sent: Sequence[Sent]) -> list[list[Sent]]:
    ordered = sorted(sent, key=lambda each: each.chat_id)
    return [list(each) for _, each in groupby(ordered, key=lambda each: each.chat_id)]


GAPS = st.floats(0, 0.2) | st.just(0.0) | st.floats(0.9, 1.1)
WANTED = st.lists(
    st.tuples(
        GAPS, st.integers(-4, 40).filter(bool), st.sampled_from(list(MessageClass))
    ),
    max_size=150,
)
quickly = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@quickly
@given(WANTED)
def test_thirty_a_second_leave_in_all(
    wanted: list[tuple[float, int, MessageClass]],
) -> None:
    unasked = [
        each for each in press(wanted) if each.message_class is not MessageClass.ANSWER
    ]
    assert most(unasked, 1.0) <= 30


@quickly
@given(WANTED)
def test_twenty_of_them_are_broadcasts(
    wanted: list[tuple[float, int, MessageClass]],
) -> None:
    sent = [each for each in press(wanted) if each.message_class is BROADCAST]
    assert most(sent, 1.0) <= 20


@quickly
@given(WANTED)
def test_a_group_gets_twenty_a_minute(
    wanted: list[tuple[float, int, MessageClass]],
) -> None:
    for sent in by_chat(press(wanted)):
        assert sent[0].chat_id > 0 or most(sent, 60.0) <= 20


@quickly
@given(WANTED)
def test_a_person_gets_one_a_second_after_a_burst_of_three(
    wanted: list[tuple[float, int, MessageClass]],
) -> None:
    for sent in by_chat(press(wanted, cold=False)):
        assert most(sent, 1.0) <= 3 + 1
        assert most(sent, 10.0) <= 3 + 10


def steady(chat_ids: Sequence[int], seconds: float, klass: MessageClass) -> int:
    """Count what leaves when all the chats have more than enough to be told."""
    pace, sent = Pace(0.0, cold=False), 0
    for tick in range(int(seconds * 100)):
        for chat_id in chat_ids:
            sent += pace.allows(row(chat_id, klass), tick / 100)
    return sent


@pytest.mark.parametrize(
    ("klass", "least"), [(MessageClass.NOTICE, 24 * 4), (BROADCAST, 16 * 4)]
)
def test_the_pace_is_used_nearly_in_full(klass: MessageClass, least: int) -> None:
    assert steady(range(1, 50), 4, klass) >= least


def test_a_group_is_told_eighteen_things_a_minute_at_least() -> None:
    assert steady([-1], 120, MessageClass.NOTICE) >= 36


def test_answers_are_not_counted_among_the_thirty() -> None:
    pace = Pace(0.0, cold=False)
    answers = sum(
        pace.allows(row(chat, MessageClass.ANSWER), 1.0) for chat in range(1, 101)
    )
    assert answers == 100


def test_broadcasts_leave_room_for_the_rest() -> None:
    pace = Pace(0.0, cold=False)
    for chat in range(1, 50):
        pace.allows(row(chat, BROADCAST), 10.0)
    assert pace.allows(row(50, MessageClass.ALERT), 10.0)


def test_after_a_take_over_nothing_leaves_at_once() -> None:
    pace = Pace(0.0, cold=True)
    assert not any(pace.allows(row(chat), 0.0) for chat in (1, -1))


def test_after_a_take_over_a_group_waits_for_its_own_place() -> None:
    pace = Pace(0.0, cold=True)
    assert not any(pace.allows(row(-1), float(n)) for n in range(3))
    assert pace.allows(row(-1), 4.0)


def test_a_message_that_may_not_leave_takes_no_place() -> None:
    pace = Pace(0.0, cold=False)
    for _ in range(10):
        pace.allows(row(1), 10.0)
    assert sum(pace.allows(row(chat), 10.0) for chat in range(2, 20)) == 2


def test_a_clock_that_goes_back_gives_nothing() -> None:
    bucket = Bucket(rate=1, size=3, since=10.0)
    bucket.fill(5.0)
    assert not bucket.open


def test_chats_that_are_rested_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace_module, "_PRUNE_AT", 10)
    pace = Pace(0.0, cold=False)
    for chat in range(1, 12):
        pace.allows(row(chat), float(chat))
    pace.allows(row(99), 1000.0)
    assert set(pace._chats) == {99}
