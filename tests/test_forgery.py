"""Forged buttons: everybody is answered, nobody does what they have no right to."""

from collections.abc import AsyncIterator, Iterable
from itertools import product

import pytest
from sqlalchemy import select

from bot.conversation.screens import FEATURE as FORMS
from bot.models import Staff
from bot.playground.person import Person as Phone
from bot.services import moderation
from handlers import FEATURES
from tests import scan
from tests.factories import make_case, make_group
from tests.handlers.cast import agreed, join
from tests.square import Square, laid_out
from tests.world import World

# Everybody may do these with what is their own.
OWN = {"start.1:agree", "delete.1:erase", "language.1:set", "community.1:choose"}
BUTTONS = [
    f"{feature.name}:{action}"
    for feature in FEATURES
    for action in feature.buttons
    if f"{feature.name}:{action}" not in OWN
]
ACTIONS = (
    "pick",
    "toggle",
    "done",
    "next",
    "skip",
    "back",
    "more",
    "change",
    "send",
    "cancel",
    "keep",
    "anew",
    "nothing",
)
GARBAGE = ("", ":", ":x", ":-1", ":0", ":9" * 9, ":" + "9" * 30, ":1:1:1:1", ":№:😀")
ROLES = ("stranger", "resident", "moderator of another group")
DECIDED = (
    "case",
    "case_event",
    "digest",
    "group_community",
    "invitation",
    "staff",
    "submission",
    "working_group",
)


@pytest.fixture
async def square(town: World) -> AsyncIterator[Square]:
    square = await laid_out(town)
    yield square
    assert (await square.failures(), square.refusals()) == ([], [])


@pytest.fixture
async def aims(square: Square) -> list[str]:
    """Arguments that would hit: a case and a group that are really there."""
    async with square.town.sessions.begin() as session:
        case = await make_case(session, group=square.group)
    group = square.group.id
    cases = [f":{case.id}{tail}" for tail in ("", ":1", ":M01")]
    groups = [f":{group}{tail}" for tail in ("", ":moderator", ":1:9")]
    return [*cases, *groups, f":{case.submission_id}"]


async def somebody(square: Square, role: str) -> Phone:
    """Seat somebody who has no business with the square's group."""
    if role == "stranger":
        phone = square.town.telegram.person("Stranger")
    else:
        phone = await agreed(square.town, role, language="en")
    if role == "moderator of another group":
        async with square.town.sessions.begin() as session:
            other = await make_group(session)
        await join(square.town, phone, other)
    phone.says("/start")
    await square.town.settle()
    return phone


async def decided(square: Square) -> str:
    """Write down everything that only a right may change."""
    async with square.town.sessions() as session:
        connection = await session.connection()
        tables = [await scan.rows(connection, f'"{table}"') for table in DECIDED]
    return "\n".join(sorted(row for table in tables for row in table))


async def press_all(square: Square, phone: Phone, forged: Iterable[str]) -> list[str]:
    """Press forged buttons one after the other; list those that got no answer."""
    silent, message = [], phone.sees()[-1].message_id
    for data in forged:
        before = len(square.town.telegram.calls)
        phone.forges(data, message)
        await square.town.settle()
        calls = square.town.telegram.calls[before:]
        if not any(call.params.get("text") for call in calls):
            silent.append(data)
    return silent


@pytest.mark.parametrize("role", ROLES)
async def test_a_forged_button_changes_nothing(
    square: Square, aims: list[str], role: str
) -> None:
    phone, before = await somebody(square, role), await decided(square)
    forged = (button + aim for button in BUTTONS for aim in aims)
    await press_all(square, phone, forged)
    assert await decided(square) == before


@pytest.mark.parametrize("role", ROLES)
async def test_a_forged_button_is_answered(square: Square, role: str) -> None:
    phone = await somebody(square, role)
    forged = (button + each for button in BUTTONS for each in GARBAGE)
    assert await press_all(square, phone, (each[:64] for each in forged)) == []


async def test_a_forged_button_of_a_form_is_answered(square: Square) -> None:
    await square.types(square.resident, "/idea")
    turns = ("", "2", "9" * 30)
    tails = ("", ":text", ":topic:P01", ":text:-1")
    forged = (f"{FORMS}:{a}:{b}{c}" for a, b, c in product(ACTIONS, turns, tails))
    assert await press_all(square, square.resident, forged) == []


async def test_garbage_for_a_button_is_answered(square: Square) -> None:
    garbage = ["", ":", "::::", "x", "form", "form.1", "queue.1", "😀" * 16, "a" * 64]
    assert await press_all(square, square.resident, iter(garbage)) == []


async def test_somebody_with_the_right_would_change_it(
    square: Square, aims: list[str]
) -> None:
    """Show that the aims are good ones: in the right hands they do hit."""
    before = await decided(square)
    async with square.town.sessions.begin() as session:
        person = await session.scalar(
            select(Staff.person_id).where(Staff.role == "moderator")
        )
        card = await moderation.next_in_queue(session, person or 0)
    assert card is not None
    aimed = f"{aims[0]}:{card.draft.revision}"
    await press_all(square, square.moderator, [f"queue.1:pass{aimed}"])
    assert await decided(square) != before
