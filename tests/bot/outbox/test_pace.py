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

BROADCAST = MessageClass.BROADCAST


class Sent(NamedTuple):
    """A message that was let out."""

    at: float
    chat_id: int
    message_class: MessageClass


def row(chat_id: int, message_class: MessageClass = MessageClass.NOTICE) -> Row:
    return Row(1, chat_id, Address(chat_id), "sendMessage", {}, message_class)


def passes(pace: Pace, one: Row, now: float) -> bool:
    """Let a message out that is answered at once, if it may leave."""
    if not pace.allows(one, now):
        return False
    pace.landed(one, now)
    return True


def press(
    wanted: Sequence[tuple[float, int, MessageClass]], *, cold: bool = True
) -> list[Sent]:
    """Ask for a place for each message, each a while after the one before."""
    pace, now, sent = Pace(0.0, cold=cold), 0.0, []
    for gap, chat_id, message_class in wanted:
        now += gap
        if passes(pace, row(chat_id, message_class), now):
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
    assert most(unasked, 1.0) <= 28


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


def eager(chats: Sequence[int], seconds: int, klass: MessageClass) -> list[Sent]:
    """Let all the chats, rested, be told something more at every moment."""
    pace = Pace(0.0, cold=False)
    for chat in chats:
        pace.allows(row(chat, klass), 0.0)
    moments = [1000 + tick / 64 for tick in range(seconds * 64)]
    return [
        Sent(now, chat, klass)
        for now in moments
        for chat in chats
        if passes(pace, row(chat, klass), now)
    ]


@pytest.mark.parametrize(
    ("chats", "klass", "window", "limit"),
    [
        (range(1, 60), MessageClass.NOTICE, 1, 28),
        (range(1, 60), BROADCAST, 1, 20),
        ([-1], MessageClass.NOTICE, 60, 20),
        ([1], MessageClass.NOTICE, 10, 3 + 10),
        ([1], MessageClass.NOTICE, 1, 3),
    ],
)
def test_however_much_waits_the_limits_hold(
    chats: Sequence[int], klass: MessageClass, window: int, limit: int
) -> None:
    assert most(eager(chats, max(3, 2 * window), klass), window) <= limit


@pytest.mark.parametrize(
    ("chats", "klass", "least"),
    [
        (range(1, 60), MessageClass.NOTICE, 24),
        (range(1, 60), BROADCAST, 19),
        ([-1], MessageClass.NOTICE, 0.3),
        ([1], MessageClass.NOTICE, 1),
    ],
)
def test_the_pace_is_used_nearly_in_full(
    chats: Sequence[int], klass: MessageClass, least: float
) -> None:
    seconds = 60 if len(chats) == 1 else 3
    assert len(eager(chats, seconds, klass)) >= least * seconds


def test_whoever_looks_when_told_to_misses_no_broadcast() -> None:
    pace, now, sent = Pace(0.0), 0.0, 0
    while now < 20.0:
        now += max(pace.pause(now), 0.013)  # the database takes a while
        sent += sum(passes(pace, row(chat, BROADCAST), now) for chat in range(1, 99))
    assert sent >= 0.98 * 19 * 20  # nothing leaves in the first second


def test_what_a_bad_line_holds_back_arrives_within_the_limit() -> None:
    pace = Pace(0.0, cold=False)
    held = [n for n in range(100) if pace.allows(row(n + 1), 10 + n / 20)]
    for n in held:
        pace.landed(row(n + 1), 15.0)
    assert len(held) == 30
    assert not any(pace.allows(row(chat), 15.9) for chat in range(200, 300))
    assert any(pace.allows(row(chat), 16.1) for chat in range(200, 300))


def test_a_chat_rests_until_its_next_place() -> None:
    pace = Pace(0.0)
    pace.allows(row(-1), 1.0)
    assert (pace.resting(2.0), pace.resting(4.0)) == ([-1], [])


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


def test_some_seconds_after_a_take_over_nobody_waits_any_more() -> None:
    pace = Pace(0.0, cold=True)
    assert all(pace.allows(row(chat), 4.0) for chat in (1, 1, -1))


def test_a_message_that_may_not_leave_takes_no_place() -> None:
    pace = Pace(0.0, cold=False)
    for _ in range(10):
        pace.allows(row(1), 10.0)
    assert sum(pace.allows(row(chat), 10.0) for chat in range(2, 20)) == 1


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
