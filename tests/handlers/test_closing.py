"""The kill switch, from the first coordinator's question to what people read after."""

import pytest
from sqlalchemy import select

from bot.address import Address
from bot.db import vault
from bot.forgotten import Closed, of
from bot.models import Closure, Person, Request
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.team import people
from tests import world
from tests.factories import TEXT, make_staff
from tests.handlers.cast import (
    agreed,
    coordinator,
    last,
    newcomer,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Place
from tests.world import World

CLOSED = "Closed. Addresses for answers and unread texts are destroyed."
NO_MORE = (
    "The bot takes no more messages about this community. Addresses for answers are "
    "destroyed."
)


@pytest.fixture
async def second(town: World) -> Phone:
    phone = await agreed(town, "Second", language="en")
    phone.says("/start")
    await town.settle()
    async with town.sessions.begin() as session:
        person = await people.find(session, vault(session).accounts(phone.id))
        assert person is not None
        await make_staff(
            session, person, None, role=Role.COORDINATOR, address=Address(phone.id)
        )
    return phone


async def close(town: World, second: Phone, language: str) -> Phone:
    """Let one coordinator ask and the other confirm; returns the first."""
    first = await coordinator(town, language)
    await says(town, first, "/start", "/close", "Станіслав")
    await presses(town, first, said(language, "Ask to close it"))
    await presses(town, second, "Open the request", "Confirm")
    return first


async def test_two_coordinators_close_a_community(
    town: World, place: Place, second: Phone, language: str
) -> None:
    first = await close(town, second, language)
    assert said(language, CLOSED) in last(first)
    assert CLOSED in last(second)
    async with town.sessions() as session:
        closed = (await session.scalars(select(Closure))).one()
        number = await session.scalar(select(Request.id))
    assert (closed.community_code, closed.closed_at is None) == (
        place.community.code,
        False,
    )
    written = of(world.DATA_DIR).read()
    assert place.community.code in [
        each.code for each in written if isinstance(each, Closed)
    ]
    second.forges(f"close.2:look:{number}", second.sees()[-1].message_id)
    await town.settle()
    over = "This request is no longer open. Please begin anew."
    assert last(second) == over


async def test_its_people_are_strangers_and_their_community_takes_nothing(
    town: World, place: Place, second: Phone
) -> None:
    author = await resident(town, place.community, language="en")
    await sends_proposal(town, author, TEXT)
    await close(town, second, "en")
    async with town.sessions() as session:
        assert len((await session.scalars(select(Person.id))).all()) == 2
    await says(town, author, "/mine")
    assert "101, 102, 103" in last(author)
    stranger = newcomer(town, "en")
    await says(town, stranger, f"/start c_{place.community.code}")
    await presses(town, stranger, "Next")
    await presses(town, stranger, "I agree, continue")
    assert NO_MORE in last(stranger)


async def test_who_is_writing_at_that_moment_is_told(
    town: World, place: Place, second: Phone
) -> None:
    author = await resident(town, place.community, language="en")
    async with town.sessions.begin() as session:
        person = await people.find(session, vault(session).accounts(author.id))
        assert person is not None
        await make_staff(session, person, place.group, role=Role.MEMBER)
    await says(town, author, "/idea", TEXT)
    await presses(town, author, author.sees()[-1].buttons[0])
    await close(town, second, "en")
    await presses(town, author, "Send")
    assert NO_MORE in last(author)


async def test_others_do_not_even_see_the_form(town: World) -> None:
    phone = await agreed(town, language="en")
    await says(town, phone, "/close")
    assert last(phone) == "Only the group’s team can do this."
