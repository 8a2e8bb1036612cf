"""What two coordinators must want: a call to all groups, the end of a group."""

from datetime import date

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.jobs.digests import send_calls
from bot.models import Case, Digest, Outbox, Request, Staff, WorkingGroup
from bot.models.case import Status
from bot.models.digest import DigestKind, DigestState
from bot.models.staff import Role
from bot.playground.group import Group
from bot.playground.person import Person as Phone
from bot.services.digest import budget
from bot.services.places import groups
from tests.conftest import Clock
from tests.factories import TEXT, make_bound_group, make_case
from tests.handlers.cast import (
    agreed,
    both,
    commands_of,
    coordinator,
    join,
    last,
    presses,
    said,
    says,
)
from tests.handlers.conftest import Desk, Place
from tests.world import World

UK = "Що зробить ваше село безпечнішим узимку?"
EN = "What would make your village safer in winter?"


@pytest.fixture
async def second(town: World) -> Phone:
    phone = await agreed(town, "Second", language="en")
    phone.says("/start")
    await town.settle()
    await join(town, phone, None, Role.COORDINATOR)
    return phone


def sent(group: WorkingGroup, day: date) -> Digest:
    columns = {"group_id": group.id, "local_date": day}
    return Digest(kind=DigestKind.ASKED, state=DigestState.QUEUED, **columns)


@pytest.fixture
async def chats(town: World) -> list[Group]:
    """Two groups with chats, of either language."""
    member, made = await agreed(town, "Member"), []
    for language in ("uk", "en"):
        chat = town.telegram.group("Чат", [member])
        chat.add_bot(by=member)
        await town.settle()
        async with town.sessions.begin() as session:
            await make_bound_group(session, Address(chat.id), language=language)
        made.append(chat)
    return made


async def asks(town: World, language: str = "en") -> Phone:
    first = await coordinator(town, language)
    await says(town, first, "/start", "/announce", UK, EN)
    return first


async def test_a_call_goes_to_every_chat_once_when_two_want_it(
    town: World, chats: list[Group], second: Phone, language: str
) -> None:
    first = await asks(town, language)
    assert UK in last(first)
    assert EN in last(first)
    assert "Чатів робочих груп: 2." in last(first)
    await presses(town, first, said(language, "Ask to send it"))
    assert not any(UK in message.text for chat in chats for message in chat.sees())
    await presses(town, second, "Open the request")
    shown = second.sees()[-1]
    again = shown.keys[0]["callback_data"]
    await presses(town, second, "Confirm")
    second.forges(again, shown.message_id)
    await town.settle()
    await send_calls(town.sessions)
    await send_calls(town.sessions)
    await town.settle()
    for chat in chats:
        calls = [each.text for each in chat.sees() if UK in each.text]
        assert len(calls) == 1
    ukrainian, english = (last(chat) for chat in chats)
    assert ukrainian.index(UK) < ukrainian.index(EN)
    assert english.index(EN) < english.index(UK)


@pytest.mark.usefixtures("chats")
async def test_a_call_at_night_wakes_nobody(
    town: World, second: Phone, clock: Clock
) -> None:
    await clock.set("2026-11-24 02:00+02")
    await presses(town, await asks(town), "Ask to send it")
    await presses(town, second, "Open the request", "Confirm")
    await send_calls(town.sessions)
    await town.settle()
    sent = town.telegram.calls_of("sendMessage")
    calls = [each for each in sent if UK in str(each.params["text"])]
    silent = [each.params.get("disable_notification") for each in calls]
    assert silent[-2:] == [True, True]


async def test_a_call_waits_until_the_week_of_a_chat_has_room(
    town: World, chats: list[Group], second: Phone, clock: Clock
) -> None:
    async with town.sessions.begin() as session:
        full, _ = await session.scalars(select(WorkingGroup).order_by(WorkingGroup.id))
        for day in range(1, budget.MOST + 1):
            session.add(sent(full, date(2026, 11, day)))
    await presses(town, await asks(town), "Ask to send it")
    await presses(town, second, "Open the request", "Confirm")
    came = []
    for _ in range(2):
        await send_calls(town.sessions)
        await town.settle()
        came.append([any(UK in each.text for each in chat.sees()) for chat in chats])
        await clock.forward("7 days")
    assert came == [[False, True], [True, True]]


@pytest.mark.usefixtures("chats")
async def test_a_call_to_a_group_that_ended_meanwhile_is_dropped(
    town: World, second: Phone, session: AsyncSession
) -> None:
    await presses(town, await asks(town), "Ask to send it")
    await presses(town, second, "Open the request", "Confirm")
    await send_calls(town.sessions)
    await session.execute(update(WorkingGroup).values(deleted_at=func.app_now()))
    await session.commit()
    await town.settle()
    assert (await session.scalars(select(Outbox.id))).all() == []


@pytest.mark.usefixtures("chats", "second")
async def test_who_asked_cannot_confirm(town: World) -> None:
    first = await asks(town)
    await presses(town, first, "Ask to send it")
    async with town.sessions() as session:
        [number] = (await session.scalars(select(Request.id))).all()
    first.forges(f"announce.1:confirm:{number}", first.sees()[-1].message_id)
    await town.settle()
    assert last(first) == "A second person must confirm."


@pytest.mark.usefixtures("chats")
async def test_one_coordinator_alone_sends_nothing(town: World) -> None:
    first = await asks(town)
    await presses(town, first, "Ask to send it")
    assert "there is none yet" in last(first)


async def test_a_request_ends_after_a_day(
    town: World, chats: list[Group], second: Phone, clock: Clock
) -> None:
    first = await asks(town)
    await presses(town, first, "Ask to send it")
    await clock.forward("25 hours")
    await presses(town, second, "Open the request")
    assert "no longer open" in last(second)
    assert not any(UK in message.text for chat in chats for message in chat.sees())


async def test_a_request_of_a_former_coordinator_is_over(
    town: World, chats: list[Group], second: Phone
) -> None:
    await presses(town, await asks(town), "Ask to send it")
    await says(town, second, "/team")
    await presses(town, second, "Network coordinators", "2", "Yes, withdraw")
    [called] = [m for m in second.sees() if "Open the request" in m.buttons]
    second.forges(called.keys[0]["callback_data"], called.message_id)
    await town.settle()
    assert "no longer open" in last(second)
    assert not any(UK in message.text for chat in chats for message in chat.sees())


async def test_a_group_ends_when_two_want_it(
    town: World, place: Place, second: Phone, session: AsyncSession
) -> None:
    member = await agreed(town)
    await join(town, member, place.group, Role.MODERATOR)
    first, name = await coordinator(town), place.group.name_uk
    await says(town, first, "/start", "/network")
    await presses(town, first, "Станіслава", "Видалити групу", "Попросити видалити")
    await presses(town, second, "Open the request", "Confirm")
    assert "The group is deleted." in last(second)
    await says(town, first, "/network")
    assert name not in last(first)
    assert await groups.communities_of(session, place.group.id) == []
    left = select(Staff).where(Staff.group_id == place.group.id)
    assert (await session.scalars(left)).all() == []


@both
async def test_the_team_of_a_deleted_group_is_told_and_loses_its_commands(
    town: World, place: Place, second: Phone, language: str
) -> None:
    member = await agreed(town, language=language)
    await join(town, member, place.group, Role.MODERATOR)
    first = await coordinator(town)
    await says(town, member, "/menu")
    await says(town, first, "/start", "/network")
    await presses(town, first, "Станіслава", "Видалити групу", "Попросити видалити")
    await presses(town, second, "Open the request", "Confirm")
    told = "This group is deleted. You have no role in it any more."
    assert said(language, told) in last(member)
    assert {"queue", "idea"} & commands_of(town, member) == {"idea"}


async def test_no_text_lies_open_in_the_team_of_a_group_that_ended(
    town: World, desk: Desk, second: Phone, session: AsyncSession
) -> None:
    await session.execute(update(Case).values(status=Status.WITHDRAWN))
    await session.commit()
    assert TEXT in last(desk.moderator)
    first = await coordinator(town)
    await says(town, first, "/start", "/network")
    await presses(town, first, "Станіслава", "Видалити групу", "Попросити видалити")
    await presses(town, second, "Open the request", "Confirm")
    assert TEXT not in last(desk.moderator)


async def test_a_group_that_owes_answers_is_not_deleted(
    town: World, place: Place, session: AsyncSession
) -> None:
    await make_case(session, group=place.group, status=Status.PASSED)
    await session.commit()
    phone = await coordinator(town, "en")
    await says(town, phone, "/network")
    await presses(town, phone, place.group.name_en, "Delete the group")
    assert "1 message still waits" in last(phone)


async def test_a_deleted_group_can_no_longer_be_reached(
    town: World, place: Place, second: Phone, session: AsyncSession
) -> None:
    first = await coordinator(town, "en")
    await says(town, first, "/start")
    first.forges(f"end.1:ask:{place.group.id}", first.sees()[-1].message_id)
    await town.settle()
    await presses(town, second, "Open the request", "Confirm")
    data = f"settings.1:edit:{place.group.id}"
    first.forges(data, first.sees()[-1].message_id)
    await town.settle()
    assert "Save" not in first.sees()[-1].buttons
    group = await session.get_one(WorkingGroup, place.group.id)
    assert group.deleted_at is not None
