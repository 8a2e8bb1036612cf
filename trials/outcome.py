"""What came of all appeals, in a form by which two runs can be compared.

Every aspect is a counter of plain tuples; the numbers of proposals and the dates, which
may differ from run to run, are not in them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import vault
from bot.models import Case, Person, Submission
from bot.models.case import Status
from bot.playground.calls import Call
from bot.services.steps import drafts
from trials.hotline import Appeal, Plan
from trials.residents import Resident

Outcome = dict[str, Counter[tuple[str, ...]]]

_NUMBER: Final = re.compile(r"(?:№\u00a0|No\.\s)(\d+)")  # as the bot writes it
_DATE: Final = re.compile(r"\b\d{1,2} [^\W\d]+")
_SHOWN: Final = 3
_LENGTH: Final = 60


def expected(plan: Plan) -> Outcome:
    """Say what the labels and the plan ask for."""
    sent = [(str(n), each) for n, share in enumerate(plan.shares) for each in share]
    dealt = [(name, each) for name, each in sent if not each.is_military]
    passed = [each for _, each in dealt if each.id not in plan.refused]
    return {
        "stored": Counter((name, each.kept) for name, each in dealt),
        "refused and resent": Counter(
            (name, each.id) for name, each in dealt if each.is_personal
        ),
        "refused for good": Counter(
            (name, each.id) for name, each in sent if each.is_military
        ),
        "receipts": Counter((name, each.id) for name, each in dealt),
        "decided": Counter(
            (each.id, plan.refused.get(each.id, Status.PASSED)) for _, each in dealt
        ),
        "digested": Counter((each.id,) for each in passed),
    }


async def stored(session: AsyncSession, residents: Sequence[Resident]) -> Outcome:
    """Read whose texts lie in the database before anybody decided on them."""
    names = {
        vault(session).accounts(each.hand.phone.id)[0]: str(n)
        for n, each in enumerate(residents)
    }
    rows = await session.execute(
        select(Submission, Person.account).join(
            Person, Person.id == Submission.person_id
        )
    )
    opened = [
        (names[account], drafts.open_draft(session, row)) for row, account in rows
    ]
    return {"stored": Counter((name, each.text) for name, each in opened if each)}


async def decided(session: AsyncSession, numbers: Mapping[str, Appeal]) -> Outcome:
    """Read what the team decided on each text."""
    rows = await session.execute(select(Case.submission_id, Case.reason, Case.status))
    found = [(str(number), reason or status) for number, reason, status in rows]
    return {"decided": Counter((_id(numbers, number), what) for number, what in found)}


def seen(residents: Sequence[Resident]) -> Outcome:
    """Read what residents were told."""
    named = [(str(n), each) for n, each in enumerate(residents)]
    return {
        "refused and resent": Counter(
            (n, text.id) for n, each in named for text in each.refused
        ),
        "refused for good": Counter(
            (n, text.id) for n, each in named for text in each.erased
        ),
        "receipts": Counter(
            (n, text.id) for n, each in named for text in each.receipts.values()
        ),
        "letters": Counter(
            (n, letter) for n, each in named for letter in set(_letters(each))
        ),
    }


def asked_twice(calls: Iterable[Call]) -> int:
    """Count questions that were put to somebody again, word for word.

    "Queue: 1" may be true again an hour later: what asks names what it asks about.
    """
    asked = Counter(
        (call.chat, call.params["text"], str(call.params["reply_markup"]))
        for call in calls
        if call.accepted and call.method == "sendMessage" and _asks(call)
    )
    return sum(times - 1 for times in asked.values())


def differences(wanted: Outcome, got: Outcome) -> Iterator[str]:
    """Name what one outcome lacks of another, and what it has besides."""
    for aspect, counted in wanted.items():
        there = got.get(aspect, Counter())
        for word, rest in (("lacks", counted - there), ("has more", there - counted)):
            if rest:
                some = [" ".join(each)[:_LENGTH] for each in rest.elements()]
                yield f"{aspect}: {word}, {rest.total()}: {some[:_SHOWN]}"


def _letters(resident: Resident) -> Iterator[str]:
    """List what a chat shows in the end, but for questions that have their buttons."""
    for message in resident.hand.phone.sees():
        if message.from_bot and not message.buttons:
            yield _plain(message.text, resident.receipts)


def _plain(text: str, numbers: Mapping[str, Appeal]) -> str:
    named = _NUMBER.sub(lambda number: _id(numbers, number[1]), text)
    return _DATE.sub("(date)", named)


def _id(numbers: Mapping[str, Appeal], number: str) -> str:
    return numbers[number].id if number in numbers else number


def _asks(call: Call) -> bool:
    """Tell whether a message has buttons about one thing: data with arguments."""
    rows = (call.params.get("reply_markup") or {}).get("inline_keyboard", [])
    return any(
        key.get("callback_data", "").count(":") > 1 for row in rows for key in row
    )
