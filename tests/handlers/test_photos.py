"""Photos of a proposal: where the group takes them, seen by moderators first."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import media
from bot.jobs.moderation import close_cards, take_photos_back
from bot.models import Case, Inbox, Staff, Submission, WorkingGroup
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.endings import roster
from tests import scan
from tests.conftest import Clock
from tests.factories import TEXT, make_person, make_staff
from tests.handlers.cast import (
    agreed,
    both,
    coordinator,
    join,
    last,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Place
from tests.logged import configured
from tests.world import World


@pytest.fixture
async def gallery(town: World, place: Place) -> Place:
    """A community whose working group takes photos."""
    async with town.sessions.begin() as session:
        group = await session.get_one(WorkingGroup, place.group.id)
        group.takes_photos = True
    return place


async def on_preview(town: World, place: Place, language: str) -> Phone:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0])
    return phone


async def sends(town: World, phone: Phone, kind: str) -> None:
    phone.sends(kind)
    await town.settle()


async def sent(town: World, place: Place, *, language: str = "uk") -> Phone:
    """Let somebody send a proposal with two photos."""
    phone = await on_preview(town, place, language)
    await presses(town, phone, said(language, "Add a photo"))
    await sends(town, phone, "album")
    await presses(town, phone, said(language, "Done"), said(language, "Send"))
    return phone


async def moderator(town: World, place: Place, *, language: str = "uk") -> Phone:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group)
    await says(town, phone, "/queue")
    return phone


async def on_case(town: World, place: Place) -> Phone:
    """Open the only case of a group on the phone of its secretary."""
    phone = await agreed(town)
    await join(town, phone, place.group, Role.SECRETARY)
    await says(town, phone, "/cases")
    for button in (0, 0):
        await presses(town, phone, phone.sees()[-1].buttons[button])
    return phone


def shown(phone: Phone) -> list[str]:
    """List the photos that the bot shows in a chat, by the names of their files."""
    return [
        each.raw["photo"][0]["file_id"]
        for each in phone.sees()
        if each.from_bot and "photo" in each.raw
    ]


def taken(phone: Phone) -> list[str]:
    return [
        each.raw["photo"][0]["file_id"] for each in phone.sees() if "photo" in each.raw
    ]


@both
async def test_photos_go_with_a_proposal_to_its_moderators(
    town: World, gallery: Place, language: str
) -> None:
    phone = await on_preview(town, gallery, language)
    await presses(town, phone, said(language, "Add a photo"))
    warning = "No faces, number plates, military or vital facilities, please."
    assert said(language, warning) in last(phone)
    await sends(town, phone, "document")
    only = "Only photos, please: no files, no videos. We deleted it."
    assert said(language, only) in last(phone)
    await sends(town, phone, "album")
    assert said(language, "Photos added: {n} of {total}", n=2, total=3) in last(phone)
    await presses(town, phone, said(language, "Done"))
    assert said(language, "Photos: {n}", n=2) in last(phone)
    await presses(town, phone, said(language, "Send"))
    reader = await moderator(town, gallery, language=language)
    assert shown(reader) == taken(phone)
    assert said(language, "Photos: {n}", n=2) in last(reader)
    calls = [each for each in town.telegram.calls if each.method == "sendPhoto"]
    assert [each.params["protect_content"] for each in calls] == [True, True]


async def test_a_fourth_photo_is_one_too_many(town: World, gallery: Place) -> None:
    phone = await on_preview(town, gallery, "en")
    await presses(town, phone, "Add a photo")
    for kind in ("album", "album"):
        await sends(town, phone, kind)
    assert "There are enough photos" in last(phone)
    assert "Photos added: 3 of 3" in last(phone)
    await presses(town, phone, "Remove the photos")
    assert "Photos added" not in last(phone)


@pytest.mark.parametrize("place_of_it", ["menu", "first question"])
async def test_a_photo_that_comes_too_early_is_told_where_it_goes(
    town: World, gallery: Place, *, language: str, place_of_it: str
) -> None:
    phone = await resident(town, gallery.community, language=language)
    await says(town, phone, "/menu" if place_of_it == "menu" else "/idea")
    await sends(town, phone, "photo")
    assert said(language, media.AT_THE_END.msgid) in last(phone)


async def test_where_a_group_takes_none_there_is_no_button(
    town: World, place: Place
) -> None:
    phone = await on_preview(town, place, "en")
    assert "Add a photo" not in phone.sees()[-1].buttons
    await sends(town, phone, "photo")
    assert "We accept text only" in last(phone)


async def test_before_and_after_sending_it_is_told_that_photos_do_not_go(
    town: World, gallery: Place
) -> None:
    phone = await on_preview(town, gallery, "en")
    await presses(town, phone, "Add a photo")
    await sends(town, phone, "album")
    async with town.sessions.begin() as session:
        group = await session.get_one(WorkingGroup, gallery.group.id)
        group.takes_photos = False
    await presses(town, phone, "Done")
    assert "Photos: 2" not in last(phone)
    assert "The group takes no photos: it will go without them." in last(phone)
    await presses(town, phone, "Send")
    assert "The group takes no photos: it went without them." in last(phone)


async def test_photos_leave_the_moderators_phone_with_the_card(
    town: World, gallery: Place, clock: Clock
) -> None:
    await sent(town, gallery)
    reader = await moderator(town, gallery)
    await presses(town, reader, "Пізніше")
    assert shown(reader) == []
    await presses(town, reader, "Показати знову")
    assert len(shown(reader)) == 2
    assert TEXT in last(reader)
    await clock.forward("15 minutes")
    await close_cards(town.sessions)
    await town.settle()
    assert shown(reader) == []


async def test_passed_photos_are_for_who_leads_the_case_and_for_a_while(
    town: World, gallery: Place, clock: Clock
) -> None:
    author = await sent(town, gallery)
    await presses(town, await moderator(town, gallery), "Передати групі")
    secretary = await on_case(town, gallery)
    await presses(town, secretary, "Фото")
    await presses(town, secretary, "Фото")
    assert shown(secretary) == taken(author)
    await clock.forward("15 minutes")
    await take_photos_back(town.sessions)
    await town.settle()
    assert shown(secretary) == []


@pytest.mark.parametrize("lies_open", ["card", "photos"])
async def test_nothing_stays_open_with_who_leaves_the_team(
    town: World, gallery: Place, lies_open: str
) -> None:
    await sent(town, gallery)
    phone = await moderator(town, gallery)
    if lies_open == "photos":
        await presses(town, phone, "Передати групі")
        phone = await on_case(town, gallery)
        await presses(town, phone, "Фото")
    assert len(shown(phone)) == 2
    await _withdrawn(town, Role.MODERATOR if lies_open == "card" else Role.SECRETARY)
    assert shown(phone) == []
    assert lies_open == "photos" or TEXT not in last(phone)


async def _withdrawn(town: World, role: Role) -> None:
    async with town.sessions.begin() as session:
        boss = await make_person(session)
        await make_staff(session, boss, None, role=Role.COORDINATOR)
        gone = await session.scalar(select(Staff.id).where(Staff.role == role))
        await roster.withdraw(session, boss.id, gone or 0)
    await town.settle()


async def test_by_no_name_is_a_photo_kept_in_clear(
    town: World, gallery: Place, connection: AsyncConnection
) -> None:
    dumps = []
    with configured("DEBUG", "json") as log:
        author = await on_preview(town, gallery, "uk")
        await presses(town, author, "Додати фото")
        await sends(town, author, "album")
        dumps.append(await scan.dump(connection))  # the form
        await presses(town, author, "Готово", "Надіслати")
        reader = await moderator(town, gallery)
        dumps.append(await scan.dump(connection))  # the draft
        await presses(town, reader, "Передати групі")
        secretary = await on_case(town, gallery)
        town.telegram.faults.next("reset", "sendPhoto")  # what could not leave stays
        await presses(town, secretary, "Фото")
        dumps.append(await scan.dump(connection))  # the case, the outbox
    sizes = [each.raw["photo"][0] for each in author.sees() if "photo" in each.raw]
    names = [size[key] for size in sizes for key in ("file_id", "file_unique_id")]
    assert len(names) == 4
    assert scan.hits("\n".join([*dumps, log()]), names) == []


@pytest.mark.parametrize("ways", [["Передати без фото"], ["Інші дії", "Прибрати фото"]])
async def test_a_text_can_be_passed_without_its_photos(
    town: World, gallery: Place, ways: list[str]
) -> None:
    await sent(town, gallery)
    reader = await moderator(town, gallery)
    await presses(town, reader, *ways)
    if len(ways) > 1:
        assert shown(reader) == []
        await presses(town, reader, "Передати групі")
    async with town.sessions() as session:
        case = (await session.scalars(select(Case))).one()
        assert (case.text, case.photos) == (TEXT, None)


async def test_what_has_photos_is_not_decided_on_beside_another_text(
    town: World, gallery: Place
) -> None:
    author = await sent(town, gallery)
    await sends_proposal(town, author, TEXT)
    reader = await moderator(town, gallery)
    for button, offered in (("Інші дії", True), ("Інші дії", False)):
        await presses(town, reader, button)
        buttons = reader.sees()[-1].buttons
        assert any("Разом" in each for each in buttons) is offered
        await presses(town, reader, "Назад", "Пізніше")


async def test_where_photos_are_taken_no_text_is_refused_for_the_lack_of_one(
    town: World, gallery: Place
) -> None:
    await sent(town, gallery)
    reader = await moderator(town, gallery)
    await presses(town, reader, "Не передавати", "Показати ще")
    assert "Без фото незрозуміло" not in reader.sees()[-1].buttons


async def test_photos_go_with_the_text_and_with_their_author(
    town: World, gallery: Place
) -> None:
    author = await sent(town, gallery)
    await presses(town, await moderator(town, gallery), "Передати групі")
    async with town.sessions() as session:
        case = (await session.scalars(select(Case))).one()
        draft = await session.scalar(select(Submission.draft))
        waiting = await session.scalars(select(Inbox.payload))
        assert (case.photos is None, draft, set(waiting)) == (False, None, {None})
    await says(town, author, "/delete")
    await presses(town, author, "Так, видалити мої дані")
    async with town.sessions() as session:
        case = (await session.scalars(select(Case))).one()
        assert (case.text, case.photos) == (TEXT, None)


async def test_erasing_the_text_erases_the_photos(town: World, gallery: Place) -> None:
    await sent(town, gallery)
    await presses(town, await moderator(town, gallery), "Передати групі")
    async with town.sessions.begin() as session:
        case = (await session.scalars(select(Case))).one()
        case.text = None
    async with town.sessions() as session:
        assert await session.scalar(select(Case.photos)) is None


async def test_a_group_turns_photos_on_in_its_settings(
    town: World, place: Place
) -> None:
    phone = await coordinator(town, "en")
    await says(town, phone, "/settings")
    await presses(town, phone, "Photos", "Yes", "Save")
    async with town.sessions() as session:
        group = await session.get_one(WorkingGroup, place.group.id)
        assert group.takes_photos
