"""What forms do with a text that must not be kept, or that may be a call for help."""

import pytest
from sqlalchemy import func, select

from bot.crypto import Cell
from bot.db import now
from bot.models import Conversation, Counter, Inbox, LineCheck, Submission
from bot.services.days import deadlines
from bot.services.letters import sealed
from tests.factories import TEXT
from tests.handlers.cast import agreed, both, join, last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

MILITARY = "За нашим садом стоїть зенітка, від неї тріскаються шибки."
VIOLENCE = "Мій чоловік б’є мене щовечора, а сусіди мовчать."
HOUSE = "На вулиці Садовій, 12 зламана лавка, полагодьте її до весни."
WITHOUT = "На вулиці Садовій зламана лавка, полагодьте її до весни."
AGED = "Мені 13 років, і біля нашої школи бракує велопарковки."
REFUSED = (
    "It mentions military matters or shelling. Under martial law this must not be "
    "shared. We have deleted the text."
)
NEED = "Do you need help right now?"
TOPIC = "Which topic is it about?"
WITH_ADULT = "You can also write together with an adult you trust."


async def counted(town: World) -> dict[str, int]:
    async with town.sessions() as session:
        rows = await session.execute(select(Counter.name, Counter.n))
        return {name.rsplit(".", 1)[0]: n for name, n in rows}


async def kept(town: World) -> str:
    """Open all that a person's draft holds."""
    async with town.sessions() as session:
        row = (await session.scalars(select(Conversation))).one_or_none()
        if row is None or row.answers is None:
            return ""
        cell = Cell("conversation", "answers", row.person_id)
        return str(sealed.open_json(session, row.answers, cell))


async def test_military_matters_are_refused_deleted_and_counted(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", MILITARY)
    assert last(phone).startswith(REFUSED)
    assert MILITARY not in [message.text for message in phone.sees()]
    assert MILITARY not in await kept(town)
    assert await counted(town) == {"military": 1}


async def test_military_matters_out_of_the_blue_open_no_form(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, MILITARY)
    assert last(phone).startswith(REFUSED)
    assert MILITARY not in [message.text for message in phone.sees()]
    assert await counted(town) == {"military": 1}
    await says(town, phone, "/cancel")
    assert last(phone) == "There is nothing to cancel."


async def test_military_matters_are_refused_to_the_team_too(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0], "Send")
    moderator = await agreed(town, language="en")
    await join(town, moderator, place.group)
    await says(town, moderator, "/queue")
    await presses(town, moderator, "Ask for details")
    await says(town, moderator, MILITARY)
    assert last(moderator).startswith(REFUSED)


@both
async def test_who_needs_help_gets_numbers_and_the_text_goes(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", VIOLENCE)
    assert last(phone).startswith(said(language, NEED))
    await presses(town, phone, said(language, "Yes"))
    assert "102" in last(phone)
    assert said(language, "We did not keep this text.") in last(phone)
    seen = [message.text for message in phone.sees()]
    assert not [
        text for text in seen if VIOLENCE in text or said(language, NEED) in text
    ]
    left = [button for message in phone.sees() for button in message.buttons]
    assert left == [said(language, "Quick exit")]
    assert await kept(town) == ""
    assert await counted(town) == {"referred.violence": 1}


async def test_who_needs_no_help_goes_on_and_is_not_asked_again(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", VIOLENCE)
    await presses(town, phone, "No, it is a proposal")
    assert TOPIC in last(phone)
    await presses(town, phone, phone.sees()[-1].buttons[0], "Text")
    await says(town, phone, f"{VIOLENCE} Поставте ліхтар.")
    assert "Please check before sending:" in last(phone)


async def test_a_disclosure_out_of_the_blue_is_asked_about_first(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, VIOLENCE)
    assert last(phone).startswith(NEED)
    await presses(town, phone, "No, it is a proposal")
    await presses(town, phone, "It is a proposal")
    assert TOPIC in last(phone)


async def test_a_disclosure_among_what_worries_is_asked_about(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/concern", VIOLENCE)
    assert last(phone).startswith(NEED)
    await presses(town, phone, "No, go on")
    assert "Is anyone in danger right now?" in last(phone)


@pytest.mark.usefixtures("place")
async def test_a_disclosure_instead_of_a_community_is_asked_about(
    town: World, language: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", VIOLENCE)
    assert last(phone).startswith(said(language, NEED))
    await presses(town, phone, said(language, "Yes"))
    assert "102" in last(phone)
    assert VIOLENCE not in [message.text for message in phone.sees()]
    assert await kept(town) == ""


async def test_who_needs_no_help_goes_on_to_search(
    town: World, place: Place, language: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", VIOLENCE)
    await presses(town, phone, said(language, "No, go on"))
    unknown = "We did not find such a community. Please check the name."
    assert said(language, unknown) in last(phone)
    await says(town, phone, place.community.name_uk)
    assert place.community.name_uk in str(phone.sees())


@pytest.mark.usefixtures("place")
async def test_military_matters_instead_of_a_community_are_refused(
    town: World, language: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/community", MILITARY)
    assert last(phone).startswith(said(language, REFUSED))
    assert said(language, "Cancel") in phone.sees()[-1].buttons
    assert MILITARY not in [message.text for message in phone.sees()]
    assert await counted(town) == {"military": 1}


async def test_a_disclosure_instead_of_a_press_is_asked_about(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0])
    await says(town, phone, VIOLENCE)
    assert last(phone).startswith(said(language, NEED))
    await presses(town, phone, said(language, "No, it is a proposal"))
    assert said(language, "Please check before sending:") in last(phone)
    assert VIOLENCE not in last(phone)


@pytest.mark.parametrize("text", ["Допоможіть мені!", "Викличте швидку, батько впав"])
async def test_a_call_for_help_out_of_the_blue_gets_numbers(
    town: World, place: Place, text: str
) -> None:
    phone = await resident(town, place.community)
    await says(town, phone, text)
    assert "103" in last(phone)
    assert await kept(town) == ""


async def test_a_house_number_is_taken_out_with_one_tap(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", HOUSE)
    assert "12" not in await kept(town)
    await presses(town, phone, said(language, "Without house number"))
    assert said(language, TOPIC) in last(phone)
    assert WITHOUT in await kept(town)


async def test_a_phone_is_taken_out_with_one_tap(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", f"{TEXT} Мій телефон 067 000 45 67.")
    await presses(town, phone, "Without the phone")
    assert TOPIC in last(phone)
    assert "067" not in await kept(town)


async def test_an_edit_is_read_by_the_guard_too(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea")
    message = phone.says(TEXT)["message_id"]
    await town.settle()
    phone.edits(message, MILITARY)
    await town.settle()
    assert last(phone).startswith(REFUSED)
    assert MILITARY not in await kept(town)


@both
async def test_a_stated_age_under_18_turns_questions_off_and_tells_where_to_turn(
    town: World, place: Place, language: str
) -> None:
    async with town.sessions.begin() as session:
        today = deadlines.local_day(await now(session))
        session.add(LineCheck(number="116 111", checked_on=today))
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGED)
    assert said(language, WITH_ADULT) in last(phone)
    assert "116 111" in last(phone)
    await presses(town, phone, phone.sees()[-1].buttons[0], said(language, "Send"))
    async with town.sessions() as session:
        assert (await session.scalars(select(Submission.relay))).all() == [False]


async def test_the_team_cannot_ask_an_author_who_may_be_a_child(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", AGED)
    await presses(town, phone, phone.sees()[-1].buttons[0], "Send")
    moderator = await agreed(town, language="en")
    await join(town, moderator, place.group)
    await says(town, moderator, "/queue")
    await presses(town, moderator, "Ask for details")
    assert last(moderator).startswith("The bot asks this author nothing")


async def test_nothing_of_a_refused_text_stays_in_the_inbox(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community)
    await says(town, phone, "/idea", MILITARY, VIOLENCE, HOUSE)
    async with town.sessions() as session:
        left = await session.scalar(
            select(func.count()).where(
                Inbox.payload.is_not(None) | Inbox.account.is_not(None)
            )
        )
    assert left == 0
