"""An idea goes in: through the form, past the checks, sealed, with a receipt."""

import pytest
from sqlalchemy import func, select

from bot.crypto import Cell
from bot.models import Case, Submission
from bot.models.case import Status
from bot.services.letters import sealed
from tests.conftest import Clock
from tests.factories import TEXT, make_community, make_group
from tests.handlers.cast import agreed, both, last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

PHONE = "Зателефонуйте мені, будь ласка: 067 123 45 67, розповім про лавки."
LINK = "Подивіться, як зробили в сусідів: https://example.com/lavky"
NAMED = "Нехай Олена Іванівна Петренко поставить лавки біля амбулаторії."
PERSONAL = (
    "There seems to be a phone, name or address. Please remove it. We have not kept "
    "this text; you can delete it from the chat."
)


async def submissions(town: World) -> int:
    async with town.sessions() as session:
        counted = select(func.count()).select_from(Submission)
        return await session.scalar(counted) or 0


@both
async def test_idea_goes_from_text_to_receipt(
    town: World, place: Place, clock: Clock, language: str
) -> None:
    await clock.set("2026-11-19 10:00+02")  # a Thursday: two working days are Monday
    phone = await resident(town, place.community, language=language)
    phone.says("/menu")
    await town.settle()
    phone.taps(said(language, "Suggest an idea"))
    await town.settle()
    assert last(phone).startswith(said(language, "Question {n}", n=1))
    await says(town, phone, TEXT)
    assert said(language, "Which topic is it about?") in last(phone)
    await presses(town, phone, said(language, "Health and support"))
    assert said(language, "Please check before sending:") in last(phone)
    assert said(language, "{n} of {total}", n=3, total=3) in last(phone)
    await presses(town, phone, said(language, "Send"))
    date = "23 November" if language == "en" else "23 листопада"
    group = place.group.name_en if language == "en" else place.group.name_uk
    assert date in last(phone)
    assert group in last(phone)
    assert await submissions(town) == 1


async def test_what_was_sent_is_sealed(town: World, place: Place) -> None:
    phone = await resident(town, place.community)
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0], "Надіслати")
    async with town.sessions() as session:
        row = (await session.scalars(select(Submission))).one()
        assert row.draft is not None
        assert TEXT.encode() not in row.draft
        cell = Cell("submission", "draft", row.id)
        assert sealed.open_json(session, row.draft, cell)["text"] == TEXT


async def test_three_topics_are_guessed_and_all_can_be_chosen(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community)
    await says(town, phone, "/idea", TEXT)
    assert len(phone.sees()[-1].buttons) == 3 + len(["Інші теми", "Назад", "Скасувати"])
    await presses(town, phone, "Інші теми", "Показати ще", "Ветерани та їхні родини")
    assert "Тема: Ветерани та їхні родини" in last(phone)


async def test_preview_changes_no_answer_that_was_not_asked_for(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0])
    assert "Topic" in phone.sees()[-1].buttons
    assert "Community" not in phone.sees()[-1].buttons


async def test_details_are_optional_and_shown(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0], "Whom it helps")
    await presses(town, phone, "Children", "Older people", "Done", "Place")
    await says(town, phone, "Біля амбулаторії")
    await presses(town, phone, "About me", "I live here as an IDP")
    for line in (
        "Whom it helps: Children, Older people",
        "Place: Біля амбулаторії",
        "About yourself: “I live here as an IDP”",
    ):
        assert line in last(phone)
    await presses(town, phone, "Send")
    async with town.sessions() as session:
        row = (await session.scalars(select(Submission))).one()
    assert (row.whom, row.whereabouts) == (["child", "older"], "idp")


@pytest.mark.parametrize(
    ("text", "refusal", "below"),
    [
        (
            "Коротко",
            "The text is too short. Please add one more sentence.",
            "What should change and why? Describe it in a few sentences.",
        ),
        (
            NAMED,
            PERSONAL,
            "What should change and why? Describe it in a few sentences.",
        ),
        (PHONE, PERSONAL, "Or go on with this text:"),
        (
            LINK,
            "We do not accept links. Please write the main point yourself.",
            "Or go on with this text:",
        ),
    ],
)
async def test_refused_text_is_mended_in_the_same_form(
    town: World, place: Place, *, language: str, text: str, refusal: str, below: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", text)
    assert said(language, refusal) in last(phone)
    assert said(language, below) in last(phone)
    assert said(language, "Cancel") in phone.sees()[-1].buttons
    await says(town, phone, TEXT)
    assert said(language, "Which topic is it about?") in last(phone)


async def test_too_long_text_is_told_its_length(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", "ї" * 2001)
    assert "2,001 characters, the limit is 2,000" in last(phone)


async def test_place_is_checked_too(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0], "Place")
    await says(town, phone, "вул. Садова, буд. 5, кв. 7")
    assert "There seems to be a phone, name or address" in last(phone)


async def test_form_goes_on_after_a_day_half_way(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", TEXT, "/mine", "/idea")
    assert "Shall we go on where you stopped?" in last(phone)
    await presses(town, phone, "Go on")
    assert "Which topic is it about?" in last(phone)


async def test_second_send_sends_nothing(town: World, place: Place) -> None:
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0])
    phone.presses("Send")
    phone.presses("Send")
    await town.settle()
    assert await submissions(town) == 1


@pytest.mark.usefixtures("place")
async def test_whoever_has_no_community_chooses_it_on_the_way(town: World) -> None:
    phone = await agreed(town, language="en")
    await says(town, phone, "/idea")
    await presses(town, phone, "Stanislav (Stanislavska)")
    assert "What should change and why?" in last(phone)


@pytest.mark.parametrize(
    ("choice", "cases"), [("Both communities", 2), ("Stanislav (Guest)", 1)]
)
async def test_two_communities_are_asked_about(
    town: World, place: Place, choice: str, cases: int
) -> None:
    phone = await resident(town, place.community, language="en")
    async with town.sessions.begin() as session:
        host = await make_community(session, name_en="Guest")
        await make_group(session, host)
    await says(town, phone, "/community", "Guest")
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0], choice, "Send")
    async with town.sessions() as session:
        statuses = (await session.scalars(select(Case.status))).all()
    assert statuses == [Status.RECEIVED] * cases


async def test_free_text_becomes_a_proposal(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, TEXT)
    await presses(town, phone, said(language, "It is a proposal"))
    assert said(language, "Which topic is it about?") in last(phone)
    await presses(town, phone, phone.sees()[-1].buttons[0])
    assert TEXT in last(phone)


async def test_unknown_command_shows_what_the_bot_can_do(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/dance")
    assert "/idea" in last(phone)


async def test_community_that_lost_its_group_is_refused(town: World) -> None:
    async with town.sessions.begin() as session:
        community = await make_community(session)
    phone = await resident(town, community, language="en")
    await says(town, phone, "/idea", TEXT)
    await presses(town, phone, phone.sees()[-1].buttons[0], "Send")
    assert last(phone) == "There is no working group here yet."
