"""The first steps: nothing is kept before the consent, then everything is reachable."""

import pytest
from sqlalchemy import func, select

from bot.errors import NOT_KEPT
from bot.models import Invitation, Person, PersonCommunity, Staff
from bot.models.staff import Role
from bot.services.team import invitations
from tests.factories import make_community, make_group
from tests.handlers.cast import (
    agreed,
    both,
    commands_of,
    last,
    newcomer,
    presses,
    resident,
    said,
    says,
)
from tests.handlers.conftest import Place
from tests.world import COORDINATOR_ID, World


async def count(town: World, table: type) -> int:
    async with town.sessions() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


@both
async def test_newcomer_is_warned_before_anything_is_asked(
    town: World, language: str
) -> None:
    phone = newcomer(town, language)
    await says(town, phone, "/start")
    occupied = "If you are in occupied territory, do not write here. Stay safe."
    assert "101, 102, 103" in last(phone)
    assert said(language, occupied) in last(phone)
    await presses(town, phone, said(language, "Next"))
    assert said(language, "Telegram sees your account and can read this chat.") in last(
        phone
    )
    assert await count(town, Person) == 0


async def test_agreed_person_chooses_a_community_and_gets_the_menu(
    town: World, place: Place, language: str
) -> None:
    phone = newcomer(town, language)
    await says(town, phone, "/start")
    await presses(
        town, phone, said(language, "Next"), said(language, "I agree, continue")
    )
    await presses(town, phone, phone.sees()[-1].buttons[0])
    name = place.community.name_en if language == "en" else place.community.name_uk
    assert name in last(phone)
    assert said(language, "Suggest an idea") in phone.keyboard()
    async with town.sessions() as session:
        kept = (await session.scalars(select(PersonCommunity))).one()
    assert kept.community_code == place.community.code


@pytest.mark.usefixtures("place")
async def test_language_is_switched_before_it_can_be_kept(town: World) -> None:
    phone = newcomer(town, "uk")
    await says(town, phone, "/start")
    await presses(town, phone, "English", "Next", "I agree, continue")
    assert "Choose the community" in last(phone)
    async with town.sessions() as session:
        assert (await session.scalars(select(Person.language))).one() == "en"


async def test_who_does_not_agree_leaves_no_trace(town: World, language: str) -> None:
    phone = newcomer(town, language)
    await says(town, phone, "/start")
    await presses(town, phone, said(language, "Next"), said(language, "I do not agree"))
    assert "/start" in last(phone)
    assert await count(town, Person) == 0


@both
async def test_a_text_before_the_consent_is_said_not_to_be_kept(
    town: World, language: str
) -> None:
    phone = newcomer(town, language)
    await says(town, phone, "/mine", "Хочу лавку в парку")
    lost = said(language, NOT_KEPT.msgid)
    assert [each.text == lost for each in phone.sees()][-3:] == [False, True, False]


@pytest.mark.parametrize("typed", ["/vote", "/proposals", "/news", "/idea", "/concern"])
async def test_what_a_newcomer_typed_goes_on_after_consent_and_community(
    town: World, place: Place, typed: str
) -> None:
    asked = await resident(town, place.community, language="en")
    await says(town, asked, typed)
    phone = newcomer(town, "en")
    await says(town, phone, typed)
    await presses(town, phone, "Next", "I agree, continue")
    if typed != "/concern":  # danger is asked about before the community
        await presses(town, phone, phone.sees()[-1].buttons[0])
    assert last(phone) == last(asked)


async def test_a_ballot_asks_for_no_idea_s_community(
    town: World, place: Place, language: str
) -> None:
    assert place.group
    phone = await agreed(town, language=language)
    await says(town, phone, "/vote")
    about_ideas = {"uk": "ваша думка", "en": "your idea"}
    assert about_ideas[language] not in last(phone)


@pytest.mark.parametrize("text", ["/idea", "/mine", "/queue", "Хочу лавку в парку"])
async def test_everything_leads_to_the_notices_first(town: World, text: str) -> None:
    phone = newcomer(town, "en")
    await says(town, phone, text)
    assert "occupied territory" in last(phone)
    assert await count(town, Person) == 0


async def test_whom_to_write_to_is_told_before_the_consent(
    town: World, place: Place, language: str
) -> None:
    phone = newcomer(town, language)
    await says(town, phone, "/about")
    contact = said(language, "Questions: {contact}", contact=place.group.contact)
    assert contact in last(phone)
    assert said(language, "To begin: /start") in last(phone)
    await presses(town, phone, said(language, "Your data in brief"))
    assert said(language, "Telegram sees your account and can read this chat.") in last(
        phone
    )
    assert await count(town, Person) == 0


async def test_contacts_of_many_groups_are_turned_over(
    town: World, language: str
) -> None:
    async with town.sessions.begin() as session:
        for at in range(9):
            community = await make_community(session)
            await make_group(session, community, contact=f"{at}@example.org")
    phone = newcomer(town, language)
    await says(town, phone, "/about")
    assert "7@example.org" in last(phone)
    assert "8@example.org" not in last(phone)
    await presses(town, phone, said(language, "Show more"))
    assert "8@example.org" in last(phone)


async def test_who_agreed_but_chose_no_community_sees_the_contacts_too(
    town: World, place: Place, language: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/about")
    assert str(place.group.contact) in last(phone)


async def test_nothing_is_kept_of_who_has_not_agreed(
    town: World, language: str
) -> None:
    phone = newcomer(town, language)
    await says(town, phone, "/delete")
    nothing = "We keep nothing of yours. There is nothing to delete."
    assert last(phone) == said(language, nothing)
    assert await count(town, Person) == 0


async def test_invitation_is_carried_through_the_consent(
    town: World, place: Place
) -> None:
    async with town.sessions.begin() as session:
        token = await invitations.issue(
            session, group_id=place.group.id, role=Role.MODERATOR
        )
    phone = newcomer(town, "en")
    phone.starts(f"i_{token}")
    await town.settle()
    await presses(town, phone, "Next", "I agree, continue")
    assert await count(town, Staff) == 1
    async with town.sessions() as session:
        assert (await session.scalars(select(Invitation.used_at))).one() is not None


@pytest.mark.parametrize("link", ["i_used-by-somebody-else", "d_1", "f_1"])
async def test_a_link_that_is_refused_gives_no_role_and_takes_no_consent_back(
    town: World, place: Place, link: str
) -> None:
    phone = newcomer(town, "en")
    phone.starts(link)
    await town.settle()
    await presses(town, phone, "Next", "I agree, continue")
    assert (await count(town, Person), await count(town, Staff)) == (1, 0)
    assert phone.sees()[-1].key(place.community.name_en)


async def test_listed_coordinator_becomes_one_by_agreeing(town: World) -> None:
    phone = town.telegram.person(id=COORDINATOR_ID, language_code="en")
    await says(town, phone, "/start")
    await presses(town, phone, "Next", "I agree, continue")
    async with town.sessions() as session:
        assert (await session.scalars(select(Staff.role))).one() == "coordinator"


async def test_a_listed_coordinator_is_offered_the_commands_at_once(
    town: World,
) -> None:
    phone = town.telegram.person(id=COORDINATOR_ID, language_code="en")
    await says(town, phone, "/start")
    await presses(town, phone, "Next", "I agree, continue")
    assert "announce" in commands_of(town, phone)


async def test_commands_are_listed_in_the_language_that_was_chosen(
    town: World,
) -> None:
    phone = newcomer(town, "uk")
    await says(town, phone, "/start")
    await presses(town, phone, "English", "Next", "I agree, continue")
    profile = town.telegram.profile
    shown = profile.commands_in(phone.id, "uk", private=True)
    assert {"command": "language", "description": "change the language"} in shown


@pytest.mark.usefixtures("place")
async def test_agreeing_twice_is_agreeing_once(town: World) -> None:
    phone = newcomer(town, "en")
    await says(town, phone, "/start")
    await presses(town, phone, "Next")
    for _ in range(2):
        phone.presses("I agree, continue")
    await town.settle()
    assert await count(town, Person) == 1


@both
async def test_known_person_gets_the_menu(town: World, language: str) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/start")
    assert last(phone) == said(language, "Good to see you again.")
    assert said(language, "My messages") in phone.keyboard()


async def test_the_language_can_be_chosen_before_anything_else(
    town: World, language: str
) -> None:
    other, name = ("en", "English") if language == "uk" else ("uk", "Українська")
    phone = newcomer(town, language)
    await says(town, phone, "/language")
    await presses(town, phone, name)
    occupied = "If you are in occupied territory, do not write here. Stay safe."
    assert said(other, occupied) in last(phone)
    assert await count(town, Person) == 0
