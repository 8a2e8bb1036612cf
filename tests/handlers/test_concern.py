"""What worries people: danger first, numbers at once, or a receipt in few taps."""

from collections.abc import Sequence

import pytest
from sqlalchemy import func, select, text

from bot.models import Conversation, Counter, Submission
from bot.playground.person import Person as Phone
from bot.services.texts import categories
from bot.services.texts.categories import CHILDREN, OTHER
from bot.words.concerns import CATEGORIES, SCREENS
from tests import scan
from tests.conftest import Clock
from tests.factories import make_community, make_group
from tests.handlers.cast import agreed, both, last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

WORRY = "Увечері на стежці до зупинки темно, люди бояться ходити."
ALWAYS = ("101", "102", "103", "104", "112")
MOST_BUTTONS = 8
MOST_TAPS = 6


def name_of(language: str, code: str) -> str:
    return said(language, CATEGORIES[code].msgid)


async def goes_to(town: World, phone: Phone, language: str, code: str) -> None:
    """Walk from the command to a category, nobody being in danger."""
    await says(town, phone, "/concern")
    await presses(town, phone, said(language, "No"))
    await chooses(town, phone, language, code)


async def chooses(town: World, phone: Phone, language: str, code: str) -> None:
    if code != OTHER:
        screen = categories.every()[code].screen
        await presses(town, phone, said(language, SCREENS[screen].msgid))
    await presses(town, phone, name_of(language, code))


async def kept(town: World) -> tuple[int, list[bytes | None]]:
    """Count what was sent, and list what forms hold."""
    async with town.sessions() as session:
        sent = await session.scalar(select(func.count()).select_from(Submission))
        answers = await session.scalars(select(Conversation.answers))
        return sent or 0, list(answers)


async def counted(town: World) -> dict[str, int]:
    async with town.sessions() as session:
        rows = await session.execute(select(Counter.name, Counter.n))
        return {row.name: row.n for row in rows}


@both
async def test_six_taps_lead_from_the_menu_to_the_receipt(
    town: World, place: Place, clock: Clock, language: str
) -> None:
    await clock.set("2026-11-19 10:00+02")  # a Thursday: two working days are Monday
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/menu")
    phone.taps(said(language, "What worries me"))
    await town.settle()
    way = ("No", SCREENS["days"].msgid, CATEGORIES["C11"].msgid)
    for button in way:
        await presses(town, phone, said(language, button))
    await says(town, phone, WORRY)
    await presses(town, phone, said(language, "Send"))
    assert len(["What worries me", *way, "Send"]) <= MOST_TAPS
    receipt = "Your message is No. " if language == "en" else "Ваше повідомлення — №"
    assert receipt in last(phone)
    assert ("23 November" if language == "en" else "23 листопада") in last(phone)


@both
async def test_whoever_is_in_danger_gets_numbers_and_nothing_else(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/concern")
    assert last(phone) == said(language, "Is anyone in danger right now?")
    await presses(town, phone, said(language, "Yes"))
    assert [each for each in ALWAYS if each not in last(phone)] == []
    assert phone.sees()[-1].buttons == [said(language, "Quick exit")]


async def test_what_is_at_once_shows_numbers_in_one_tap_and_is_only_counted(
    town: World, place: Place, clock: Clock
) -> None:
    await clock.set("2026-11-30 23:30+00")  # in Kyiv it is December already
    phone = await resident(town, place.community, language="uk")
    redirected = [each.code for each in categories.every().values() if not each.is_kept]
    for code in redirected:
        await goes_to(town, phone, "uk", code)
        assert [each for each in ALWAYS if each not in last(phone)] == []
    assert await kept(town) == (0, [None])
    assert await counted(town) == {f"concern.{code}.2026-12": 1 for code in redirected}


@both
async def test_child_in_danger_now_is_at_once(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await goes_to(town, phone, language, CHILDREN)
    assert last(phone) == said(language, "Is the child in danger right now?")
    await presses(town, phone, said(language, "Yes"))
    assert said(language, "If a child is in danger, call 102.") in last(phone)
    assert "112" in last(phone)
    assert await kept(town) == (0, [None])


async def test_child_who_is_not_in_danger_is_a_concern(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="uk")
    await goes_to(town, phone, "uk", CHILDREN)
    await presses(town, phone, said("uk", "No"))
    assert "14" in last(phone)
    await says(town, phone, WORRY)
    await presses(town, phone, said("uk", "Send"))
    assert (await kept(town))[0] == 1


async def test_text_of_what_is_at_once_is_gone_from_chat_and_tables(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="uk")
    await says(town, phone, f"Ще раз: {WORRY}", WORRY)
    await presses(town, phone, said("uk", "It is what worries me"), said("uk", "No"))
    await says(town, phone, f"І ще раз: {WORRY}")
    await chooses(town, phone, "uk", "C07")
    assert said("uk", "We did not keep this text.") in last(phone)
    assert [each.text for each in phone.sees()] == [last(phone)]
    assert await kept(town) == (0, [None])
    async with town.sessions() as session:
        tables = await scan.dump(await session.connection())
    assert scan.hits(tables, [WORRY[:20]]) == []


async def test_text_that_was_asked_about_is_gone_from_the_chat_too(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/concern", "Чоловік б’є мене щодня і не пускає з дому.")
    await presses(town, phone, "No, go on", "No")
    await chooses(town, phone, "en", "C07")
    assert [each.text for each in phone.sees()] == [last(phone)]


async def test_another_screen_is_another_category(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    await goes_to(town, phone, "en", CHILDREN)
    await presses(town, phone, "Back", "Back", SCREENS["home"].msgid)
    assert CATEGORIES["C03"].msgid in phone.sees()[-1].buttons
    await presses(town, phone, CATEGORIES["C03"].msgid)
    assert CATEGORIES["C03"].msgid in last(phone)


async def test_text_that_comes_before_the_category_is_not_asked_for_again(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="uk")
    await says(town, phone, "/concern", WORRY)
    assert said("uk", "Is anyone in danger right now?") in last(phone)
    await presses(town, phone, said("uk", "No"))
    await chooses(town, phone, "uk", "C11")
    assert said("uk", "Please check before sending:") in last(phone)
    assert WORRY in last(phone)


async def test_back_leads_to_the_categories_until_the_text_is_there(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/concern")
    await presses(town, phone, "No")
    await chooses(town, phone, "en", "C11")
    await presses(town, phone, "Back")
    assert last(phone) == "What is it about?"
    await chooses(town, phone, "en", "C12")
    await says(town, phone, WORRY)
    assert CATEGORIES["C12"].msgid in last(phone)
    await presses(town, phone, "Text")
    assert "Back" not in phone.sees()[-1].buttons


@pytest.mark.parametrize("way", [(), ("No",), ("No", SCREENS["days"].msgid)])
async def test_an_edit_corrects_the_text_before_its_category_is_known(
    town: World, place: Place, way: Sequence[str]
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/concern")
    typed = phone.says(WORRY)["message_id"]
    await town.settle()
    await presses(town, phone, *way)
    phone.edits(typed, f"{WORRY} Щовечора.")
    await town.settle()
    rest = ("No", SCREENS["days"].msgid, CATEGORIES["C11"].msgid)[len(way) :]
    await presses(town, phone, *rest)
    assert f"{WORRY} Щовечора." in last(phone)


async def test_an_edit_corrects_the_text_that_came_before_the_form(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    typed = phone.says(WORRY)["message_id"]
    await town.settle()
    await presses(town, phone, "It is what worries me", "No")
    await chooses(town, phone, "en", "C11")
    phone.edits(typed, f"{WORRY} Щовечора.")
    await town.settle()
    assert f"{WORRY} Щовечора." in last(phone)


async def test_yes_and_no_are_not_taken_for_a_text(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/concern", "yes")
    assert last(phone).startswith("Please choose one of the buttons.")


async def test_no_screen_has_more_than_eight_buttons(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/concern", WORRY)
    await presses(town, phone, "No")
    seen = [len(phone.sees()[-1].buttons)]
    for screen in SCREENS.values():
        await presses(town, phone, screen.msgid)
        seen.append(len(phone.sees()[-1].buttons))
        await presses(town, phone, "Back")
        seen.append(len(phone.sees()[-1].buttons))
    await presses(town, phone, CATEGORIES[OTHER].msgid)
    seen.append(len(phone.sees()[-1].buttons))
    assert max(seen) <= MOST_BUTTONS


async def test_details_are_buttons_on_the_preview(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="uk")
    await goes_to(town, phone, "uk", "C11")
    await says(town, phone, WORRY)
    for button in ("How long", "A few weeks", "Whom it affects", "Children", "Done"):
        await presses(town, phone, said("uk", button))
    await presses(town, phone, said("uk", "Place"))
    await says(town, phone, "вул. Садова, буд. 5, кв. 7", "Біля ліцею")
    weeks = said("uk", "A few weeks")
    for line in (
        said("uk", "How long: {lasting}", lasting=weeks),
        said("uk", "Whom it affects: {whom}", whom=said("uk", "Children")),
        said("uk", "Place: {place}", place="Біля ліцею"),
    ):
        assert line in last(phone)
    await presses(town, phone, said("uk", "Send"))
    async with town.sessions() as session:
        row = (await session.scalars(select(Submission))).one()
    assert (row.kind, row.topic, row.lasting) == ("concern", "C11", "weeks")


async def test_pattern_is_asked_for_without_a_place(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await goes_to(town, phone, language, "C06")
    pattern = "Tell what keeps happening or what is missing: no place and no names."
    assert said(language, pattern) in last(phone)
    await says(town, phone, WORRY)
    assert said(language, "Place") not in phone.sees()[-1].buttons


async def test_phone_on_duty_comes_first_where_a_pattern_is_urgent(
    town: World, language: str
) -> None:
    async with town.sessions.begin() as session:
        community = await make_community(session)
        await make_group(session, community, duty_phone="0 5143 2 10 10")
    phone = await resident(town, community, language=language)
    call = said(
        language,
        "Call the group’s phone on duty for faster help: {duty}.",
        duty="0 5143 2 10 10",
    )
    await goes_to(town, phone, language, "C03")
    _progress, first, *_rest = last(phone).split("\n\n")
    assert first == call
    await says(town, phone, "/cancel")
    await goes_to(town, phone, language, "C11")
    assert call not in last(phone)


async def test_official_way_is_one_tap_from_corruption(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await goes_to(town, phone, language, "C24")
    await presses(town, phone, said(language, "Submit officially"))
    assert said(language, "They answer within a month.") in last(phone)
    assert "rada@example.org" in last(phone)
    assert phone.sees()[-1].buttons == [said(language, "Quick exit")]


@pytest.mark.usefixtures("place")
async def test_whoever_has_no_community_chooses_it_on_the_way(town: World) -> None:
    phone = await agreed(town, language="en")
    await goes_to(town, phone, "en", "C11")
    await presses(town, phone, "Stanislav (Stanislavska)")
    await says(town, phone, WORRY)
    await presses(town, phone, "Send")
    assert "Your message is No. " in last(phone)


@pytest.mark.usefixtures("place")
async def test_the_community_of_a_concern_is_asked_for_as_such(
    town: World, language: str
) -> None:
    phone = await agreed(town, language=language)
    await goes_to(town, phone, language, "C11")
    asked = {
        "uk": "Оберіть громаду, якої стосується ваше повідомлення",
        "en": "Choose the community your message is about",
    }
    assert asked[language] in last(phone)


async def test_form_goes_on_after_half_a_day(
    town: World, place: Place, clock: Clock
) -> None:
    phone = await resident(town, place.community, language="uk")
    await goes_to(town, phone, "uk", "C11")
    await says(town, phone, WORRY)
    await clock.forward("12 hours")
    await says(town, phone, "/idea")
    await presses(town, phone, said("uk", "Go on"), said("uk", "Send"))
    assert (await kept(town))[0] == 1


async def test_own_concern_is_listed_by_its_category_and_withdrawn(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="uk")
    await goes_to(town, phone, "uk", "C11")
    await says(town, phone, WORRY)
    await presses(town, phone, said("uk", "Send"))
    await says(town, phone, "/mine")
    assert name_of("uk", "C11") in last(phone)
    await presses(town, phone, phone.sees()[-1].buttons[0])
    withdraw = said("uk", "Withdraw")
    await presses(town, phone, withdraw, withdraw)
    async with town.sessions() as session:
        left = await session.scalar(text("select draft from submission"))
    assert left is None
