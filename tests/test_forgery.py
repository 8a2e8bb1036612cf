"""Forged buttons: everybody is answered, nobody does what they have no right to.

A sample of what `python -m trials --only forgery` presses in full.
"""

from collections.abc import AsyncIterator
from random import Random

import pytest
from sqlalchemy import select

from bot.models import Case, Recusal, Staff
from bot.models.staff import Role
from bot.services.moderating import queue
from bot.services.team import access
from handlers import FEATURES
from tests.factories import TEXT
from tests.logged import configured
from tests.square import Square, laid_out
from tests.world import World
from trials import forged, hand_made

SEED = 20261121
SOME = 20


@pytest.fixture
def dice() -> Random:
    return Random(SEED)  # noqa: S311 - the same sample every time


@pytest.fixture
async def square(town: World) -> AsyncIterator[Square]:
    square = await laid_out(town)
    yield square
    assert (await square.failures(), square.refusals()) == ([], [])


async def test_a_forged_button_changes_nothing(square: Square, dice: Random) -> None:
    """Each button is pressed by one of the four roles."""
    aims = await forged.aims(square)
    buttons = forged.some_of(forged.BUTTONS, aims, dice)
    for first, role in enumerate(forged.ROLES):
        phone = await forged.somebody(square, role)
        before = await forged.decided(square)
        await forged.press_all(square, phone, buttons[first :: len(forged.ROLES)])
        assert await forged.decided(square) == before


async def test_a_forged_button_is_answered(square: Square, dice: Random) -> None:
    buttons = forged.some_of(forged.BUTTONS, forged.GARBAGE, dice)
    for first, role in enumerate(["stranger", "moderator of another group"]):
        phone = await forged.somebody(square, role)
        assert await forged.press_all(square, phone, buttons[first::2]) == []


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.SECRETARY])
async def test_a_forged_argument_is_answered_in_the_right_hands(
    square: Square, dice: Random, role: Role
) -> None:
    phone, tails = await forged.holder(square, role), await forged.half_true(square)
    buttons = forged.some_of(forged.given(role), dice.sample(tails, len(tails)), dice)
    assert await forged.press_all(square, phone, buttons) == []


async def test_a_press_without_right_is_logged(square: Square, dice: Random) -> None:
    team = [
        f"{feature.name}:{action}:{square.group.id}:1:1"
        for feature in FEATURES
        for action in feature.buttons
        if feature.rule(action) in access.RIGHTS
    ]
    phone = await forged.somebody(square, "resident")
    with configured("INFO", "json") as read:
        await forged.press_all(square, phone, dice.sample(team, SOME))
    assert read().count('"event": "refused"') == SOME


async def test_a_forged_button_of_a_form_is_answered(
    square: Square, dice: Random
) -> None:
    await square.types(square.resident, "/idea")
    steps = forged.some_of(forged.STEPS, forged.ENDS, dice)
    assert await forged.press_all(square, square.resident, steps) == []


async def test_garbage_for_a_button_is_answered(square: Square) -> None:
    garbage = ["", ":", "::::", "x", "form", "form.1", "queue.1", "😀" * 16, "a" * 64]
    assert await forged.press_all(square, square.resident, garbage) == []


def test_a_sample_leaves_no_button_and_no_argument_out(dice: Random) -> None:
    sample = forged.some_of(forged.BUTTONS, forged.GARBAGE, dice)
    assert all(any(s.startswith(button) for s in sample) for button in forged.BUTTONS)
    assert all(any(s.endswith(tail) for s in sample) for tail in forged.GARBAGE)


@pytest.mark.parametrize(
    "button",
    [
        "queue.1:pass:",
        "more.1:purged",
        "refuse.1:confirm",
        "merge.1:with",
        "bundle.1:do",
        "sort.1:topic",
        "pause.1:set",
    ],
)
async def test_what_is_made_by_hand_hits_in_the_right_hands(
    square: Square, button: str
) -> None:
    made = [each for each in await hand_made.buttons(square) if each.startswith(button)]
    before = await forged.decided(square)
    await forged.press_all(square, square.moderator, made[:2])
    assert await forged.decided(square) != before


async def test_a_moderator_decides_nothing_of_a_text_that_is_about_them(
    square: Square,
) -> None:
    made = await hand_made.buttons(square)
    async with square.town.sessions.begin() as session:
        somebody = select(Staff.person_id).where(Staff.role == "moderator")
        moderator = (await session.scalars(somebody)).one()
        cases = await session.scalars(select(Case.id))
        session.add_all(
            Recusal(case_id=each, person_id=moderator) for each in cases.all()
        )
    before, calls = await forged.decided(square), len(square.town.telegram.calls)
    await forged.press_all(
        square, square.moderator, [each for each in made if "digest.1" not in each]
    )
    assert await forged.decided(square) == before
    told = [str(each.params) for each in square.town.telegram.calls[calls:]]
    assert [each for each in told if TEXT in each] == []


async def test_somebody_with_the_right_would_change_it(square: Square) -> None:
    """Show that the aims are good ones: in the right hands they do hit."""
    aims = await forged.aims(square)
    before = await forged.decided(square)
    async with square.town.sessions.begin() as session:
        person = await session.scalar(
            select(Staff.person_id).where(Staff.role == "moderator")
        )
        card = await queue.next_card(session, person or 0)
    assert card is not None
    aimed = f"{aims[0]}:{card.draft.revision}"
    await forged.press_all(square, square.moderator, [f"queue.1:pass{aimed}"])
    assert await forged.decided(square) != before
