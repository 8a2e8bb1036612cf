"""A judge that never finds anything proves nothing: every kind of fault is planted."""

import ast
import inspect
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from trials import checker, histories
from trials.checker import Kind, check, count
from trials.histories import Call, Effect, Histories, Made, Owed

CHATS = (11, 12, 13)
GROUP = -5
TOLD = Call(1020.0, 1020.0, "sendMessage", 11, accepted=False, retry_after=3)
Change = Callable[[Histories], Histories]


def clean() -> Histories:
    """Three people of five updates each, answered in turn; a digest; a pause obeyed."""
    tags = [(chat, f"p{chat}.{n}") for n in range(5) for chat in CHATS]
    return Histories(
        made=tuple(
            Made(1000.0 + n, 70 + n, chat, tag) for n, (chat, tag) in enumerate(tags)
        ),
        effects=tuple(
            Effect(1 + n, chat, tag, "s") for n, (chat, tag) in enumerate(tags)
        ),
        calls=(
            *(said(1000.5 + n, chat, tag) for n, (chat, tag) in enumerate(tags)),
            TOLD,
            *(said(1023.0 + n, 11, "A notice") for n in range(5)),
            *(said(1030.0 + n / 10, GROUP, "A digest") for n in range(20)),
            *(said(1040.0, 100 + n, "A notice") for n in range(30)),
        ),
        steps={tag: "s" for _, tag in tags},
        owed=(Owed(GROUP, "A digest", 20),),
    )


def said(at: float, chat: int, text: str) -> Call:
    return Call(at, at, "sendMessage", chat, accepted=True, text=f"Thank you: {text}.")


def without_effect(histories: Histories) -> Histories:
    """The update of an effect and its answer are still there: it was lost."""
    gone = histories.effects[4].tag
    return replace(
        histories,
        effects=tuple(each for each in histories.effects if each.tag != gone),
    )


def effect_twice(histories: Histories) -> Histories:
    again = replace(histories.effects[3], seq=3)
    return replace(histories, effects=(*histories.effects, again))


def effect_of_nothing(histories: Histories) -> Histories:
    again = Effect(99, 11, "p11.9", "s")
    answer = said(1070.0, 11, "p11.9")
    return replace(
        histories,
        effects=(*histories.effects, again),
        calls=(*histories.calls, answer),
    )


def effects_swapped(histories: Histories) -> Histories:
    first, last = histories.effects[0], histories.effects[-3]
    changed = {
        first.seq: replace(last, seq=first.seq),
        last.seq: replace(first, seq=last.seq),
    }
    return replace(
        histories,
        effects=tuple(changed.get(each.seq, each) for each in histories.effects),
    )


def wrong_step(histories: Histories) -> Histories:
    first, *others = histories.effects
    return replace(histories, effects=(replace(first, step="t"), *others))


def answer_missing(histories: Histories) -> Histories:
    return replace(histories, calls=histories.calls[1:])


def answer_refused(histories: Histories) -> Histories:
    first, *others = histories.calls
    return replace(histories, calls=(replace(first, accepted=False), *others))


def digest_missing(histories: Histories) -> Histories:
    more = replace(histories.owed[0], times=21)
    return replace(histories, owed=(more,))


def digest_twice(histories: Histories) -> Histories:
    fewer = replace(histories.owed[0], times=19)
    return replace(histories, owed=(fewer,))


def answer_twice(histories: Histories) -> Histories:
    return replace(histories, calls=(*histories.calls, histories.calls[2]))


def answers_swapped(histories: Histories) -> Histories:
    calls = list(histories.calls)
    calls[0], calls[3] = (
        replace(calls[3], at=calls[0].at),
        replace(calls[0], at=calls[3].at),
    )
    return replace(histories, calls=tuple(calls))


def called_in_the_pause(histories: Histories) -> Histories:
    early = Call(1021.9, 1021.9, "editMessageText", 11, accepted=True)
    at = histories.calls.index(TOLD)
    calls = (*histories.calls[: at + 1], early, *histories.calls[at + 1 :])
    return replace(histories, calls=calls)


def polled_in_the_pause(histories: Histories) -> Histories:
    told = Call(1050.0, 1050.0, "getUpdates", None, accepted=False, retry_after=2)
    return replace(
        histories,
        calls=(*histories.calls, told, replace(told, began=1051.0, retry_after=None)),
    )


def thirty_one_in_a_second(histories: Histories) -> Histories:
    return replace(histories, calls=(*histories.calls, said(1040.9, 200, "A notice")))


def four_at_once(histories: Histories) -> Histories:
    late = tuple(said(1060.0, 12, "A notice") for _ in range(4))
    return replace(histories, calls=(*histories.calls, *late))


def group_flooded(histories: Histories) -> Histories:
    edit = Call(1080.0, 1080.0, "editMessageText", GROUP, accepted=True)
    return replace(histories, calls=(*histories.calls, edit))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (without_effect, Kind.LOST),
        (effect_twice, Kind.DOUBLED),
        (effect_of_nothing, Kind.UNBIDDEN),
        (effects_swapped, Kind.DISORDERED),
        (wrong_step, Kind.MISPLACED),
        (answer_missing, Kind.UNSAID),
        (answer_refused, Kind.UNSAID),
        (digest_missing, Kind.UNSAID),
        (answer_twice, Kind.RESENT),
        (digest_twice, Kind.RESENT),
        (answers_swapped, Kind.MUDDLED),
        (called_in_the_pause, Kind.EARLY),
        (polled_in_the_pause, Kind.EARLY),
        (thirty_one_in_a_second, Kind.TOO_MANY),
        (four_at_once, Kind.TOO_MANY),
        (group_flooded, Kind.TOO_MANY),
    ],
)
def test_a_planted_fault_is_found_and_nothing_else(change: Change, kind: Kind) -> None:
    assert set(count(check(change(clean())))) == {kind}


@pytest.mark.parametrize("module", [checker, histories])
def test_the_judge_knows_nothing_of_the_bot(module: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(module))
    names = [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None), *(a.name for a in node.names)]
    ]
    assert not [name for name in names if str(name).split(".")[0] == "bot"]


def test_clean_histories_have_no_fault() -> None:
    assert check(clean()) == []


def test_a_call_under_way_could_not_know_of_the_pause() -> None:
    histories = clean()
    calls = list(histories.calls)
    at = calls.index(TOLD) + 1
    calls.insert(at, replace(TOLD, began=1019.9, at=1020.1, retry_after=None))
    assert check(replace(histories, calls=tuple(calls))) == []


def test_what_telegram_let_expire_was_not_lost_by_the_bot() -> None:
    histories = without_effect(clean())
    gone = histories.made[4].update_id
    assert check(replace(histories, expired=frozenset({gone}))) == []


def test_each_further_copy_counts() -> None:
    histories = clean()
    thrice = (*histories.calls, histories.calls[2], histories.calls[2])
    found = count(check(replace(histories, calls=thrice)))
    assert found == {Kind.RESENT: 2}


def test_a_journal_is_read(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    made = {"t": 1.0, "kind": "made", "update_id": 7, "chat": 11}
    lines = [
        made | {"tag": "p11.1", "update_kind": "message"},
        made | {"update_id": 8},
        {
            "t": 2.0,
            "kind": "handed",
            "update_id": 7,
            "how": "poll",
            "attempt": 1,
            "n": 1,
        },
        {"t": 3.0, "kind": "expired", "update_id": 8},
        {
            "t": 4.0,
            "began": 4.0,
            "kind": "call",
            "method": "sendMessage",
            "chat": 11,
            "accepted": True,
            "text": "Thank you: p11.1.",
        },
    ]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    histories = Histories.read(path, [Effect(1, 11, "p11.1")])
    assert histories.made == (Made(1.0, 7, 11, "p11.1"),)
    assert histories.expired == {8}
    assert histories.calls == (said(4.0, 11, "p11.1"),)
    assert check(histories) == []
