"""Browsing as people see it: every list, pages in place, one proposal, the search."""

from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from sqlalchemy import func, select, text, update

from bot.conversation import browsing
from bot.db import vault
from bot.models import Case, Joint, Tally, Vote
from bot.models.case import TOLD
from bot.playground.person import Person as Phone
from bot.services.places import communities
from bot.services.similar import indexing
from bot.services.team import people
from tests.factories import TEXT, make_ballot, make_community, make_published
from tests.handlers.cast import agreed, both, last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

GONE = "There is no such proposal, or it is not shown any more."
OLD = "This button no longer works. Here is the menu."
ASK = "Type the number of a proposal, or a few words."


async def publish(town: World, place: Place, count: int = 1, **columns: Any) -> int:
    """Show proposals, each later than the one before; returns the last number."""
    number = 0
    async with town.sessions.begin() as session:
        for minute in range(count):
            later = func.app_now() + text(f"interval '{minute} minutes'")
            shown = {"published_at": later} | columns
            each = await make_published(session, place.community, place.group, **shown)
            number = each.id
        await indexing.index_missed(session)
    return number


@pytest.fixture
async def phone(town: World, place: Place, language: str) -> Phone:
    return await resident(town, place.community, language=language)


def name(language: str, number: int) -> str:
    return said(language, "No. {id}", id=str(number))


def url(phone: Phone, label: str) -> str:
    """Read the link of a button under the last message."""
    keys = phone.sees()[-1].keys
    return next(str(key["url"]) for key in keys if key["text"] == label)


async def opens(town: World, phone: Phone, language: str, *labels: str) -> None:
    await says(town, phone, "/proposals")
    await presses(town, phone, *(said(language, each) for each in labels))


async def test_the_menu_leads_to_the_lists(
    town: World, phone: Phone, language: str
) -> None:
    await says(town, phone, said(language, "See proposals"))
    assert said(language, "Proposals of your community") in last(phone)
    names = ("Newest", "Most supported", "By topic", "What became of them", "Find")
    assert phone.sees()[-1].buttons == [said(language, each) for each in names]


@pytest.mark.usefixtures("place")
async def test_whoever_has_no_community_chooses_one_first(
    town: World, language: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/proposals")
    assert said(language, "Proposals of your community") not in last(phone)
    assert phone.sees()[-1].buttons


@pytest.mark.parametrize("view", ["Newest", "Most supported"])
async def test_an_empty_list_says_so(
    town: World, phone: Phone, language: str, view: str
) -> None:
    await opens(town, phone, language, view)
    assert said(language, "Nothing here yet.") in last(phone)
    await presses(town, phone, said(language, "All lists"))
    assert said(language, "Proposals of your community") in last(phone)


async def test_pages_change_in_place_and_a_card_leads_back(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place, 7)
    await opens(town, phone, language, "Newest")
    messages = len(phone.sees())
    assert phone.sees()[-1].buttons[:5] == [
        name(language, number - each) for each in range(5)
    ]
    await presses(town, phone, said(language, "Next"), name(language, number - 6))
    assert TEXT in last(phone)
    status = said(language, "Passed to the group")
    assert said(language, "Now: {status}", status=status) in last(phone)
    await presses(town, phone, said(language, "Back to the list"))
    assert phone.sees()[-1].buttons[:2] == [
        name(language, number - 5),
        name(language, number - 6),
    ]
    await presses(town, phone, said(language, "Previous"))
    assert phone.sees()[-1].buttons[0] == name(language, number)
    assert len(phone.sees()) == messages


async def test_topics_that_have_something_are_offered(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place, 2)
    await opens(town, phone, language, "By topic")
    topic = said(language, "Street safety")
    assert phone.sees()[-1].buttons == [topic, said(language, "All lists")]
    await presses(town, phone, topic)
    assert name(language, number) in phone.sees()[-1].buttons


async def test_of_closed_topics_only_the_count_is_told(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    await publish(town, place, published_at=None)
    async with town.sessions.begin() as session:
        await session.execute(text("update submission set topic = 'P02'"))
    await opens(town, phone, language, "By topic")
    topic = said(language, "Shelters and alerts")
    assert said(language, "{topic} — {n}", topic=topic, n=1) in last(phone)
    assert topic not in phone.sees()[-1].buttons
    assert TEXT not in last(phone)


async def test_one_sees_what_became_of_it(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place, status="done")
    await opens(town, phone, language, "What became of them", "Implemented")
    assert name(language, number) in phone.sees()[-1].buttons
    await presses(town, phone, said(language, "All lists"))
    await presses(town, phone, said(language, "What became of them"))
    await presses(town, phone, said(language, "In progress"))
    assert said(language, "Nothing here yet.") in last(phone)


def test_every_status_that_is_told_has_its_step() -> None:
    steps = [each for _, of in browsing.STEPS for each in of]
    assert sorted(steps) == sorted(TOLD)


@both
async def test_the_order_of_support_tells_no_more_than_the_counts(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place)
    async with town.sessions.begin() as session:
        ballot = await make_ballot(session, place.community)
        session.add(Tally(ballot_id=ballot.id, submission_id=number, agree=6))
    await opens(town, phone, language, "Most supported")
    hidden = said(language, "While voting is open, only what you voted on is here.")
    assert hidden in last(phone)
    assert name(language, number) not in phone.sees()[-1].buttons
    await says(town, phone, f"/p {number}")
    count = "Agree: {agree}. Disagree: {disagree}. Hard to say: {unsure}."
    counts = said(language, count, agree=7, disagree=0, unsure=0)
    assert counts not in last(phone)
    await presses(town, phone, said(language, "Vote"), said(language, "Agree"))
    await opens(town, phone, language, "Most supported")
    assert counts in last(phone)
    await presses(town, phone, name(language, number))
    assert counts in last(phone)
    async with town.sessions() as session:
        assert await session.scalar(select(Vote.choice)) == 1


async def test_a_proposal_tells_who_supports_all_that_is_with_it(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number, other = await publish(town, place), await publish(town, place)
    async with town.sessions.begin() as session:
        ballot = await make_ballot(session, place.community)
        ballot.closed_at, ballot.key = ballot.opens_at, None
        merged = update(Case).where(Case.submission_id == other)
        values = {"status": "merged", "merged_into": number}
        await session.execute(merged.values(values))
        session.add(
            Joint(
                ballot_id=ballot.id,
                group_id=place.group.id,
                submission_id=number,
                numbers=[number, other],
                agree=12,
            )
        )
    await says(town, phone, f"/p {number}")
    assert said(language, "Supporters, with similar ones: {n}", n=12) in last(phone)


async def test_a_number_leads_to_the_proposal(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place)
    for typed in ("/p {n}", "/p №{n}", "/p № {n}", "/p No. {n}"):
        await says(town, phone, typed.format(n=number))
        assert TEXT in last(phone)
    assert said(language, "Vote") not in phone.sees()[-1].buttons
    await presses(town, phone, said(language, "All lists"))
    assert said(language, "Proposals of your community") in last(phone)


@pytest.mark.parametrize("number", ["0", "99999", "9999999999"])
@pytest.mark.usefixtures("place")
async def test_a_wrong_number_is_told(
    town: World, phone: Phone, language: str, number: str
) -> None:
    await says(town, phone, f"/p {number}")
    assert last(phone) == said(language, GONE)
    assert said(language, "Find") in phone.sees()[-1].buttons


async def test_without_a_number_one_is_asked_for(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place)
    for typed in ("/p дах", "/p -1", "/p " + "9" * 30, "/p"):
        await says(town, phone, typed)
        assert said(language, ASK) in last(phone)
    await says(town, phone, str(number))
    assert TEXT in last(phone)


async def test_other_communities_are_not_read(
    town: World, place: Place, language: str
) -> None:
    number = await publish(town, place)
    async with town.sessions.begin() as session:
        elsewhere = await make_community(session, name_uk="Інша", name_en="Other")
    phone = await resident(town, elsewhere, language=language)
    await says(town, phone, f"/p {number}")
    assert last(phone) == said(language, GONE)


async def test_words_are_found_and_turned_over_in_place(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place, 6)
    await opens(town, phone, language, "Find")
    await says(town, phone, "лавку <біля> амбулаторій")
    first = number - 5
    await presses(town, phone, said(language, "Next"))
    assert phone.sees()[-1].buttons[0] == name(language, first)
    await presses(town, phone, name(language, first))
    assert TEXT in last(phone)
    await presses(town, phone, said(language, "Back to the list"))
    assert phone.sees()[-1].buttons[0] == name(language, first)
    await presses(town, phone, said(language, "Previous"))
    assert phone.sees()[-1].buttons[0] == name(language, number)


async def test_nothing_found_is_told(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    await publish(town, place)
    await opens(town, phone, language, "Find")
    await says(town, phone, "велосипед")
    assert said(language, "Nothing was found. Try other words.") in last(phone)
    await presses(town, phone, said(language, "Find"))
    assert said(language, ASK) in last(phone)


async def test_what_was_hidden_meanwhile_gets_an_alert(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place)
    await opens(town, phone, language, "Newest")
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(published_at=None))
    await presses(town, phone, name(language, number))
    alerts = town.telegram.calls_of("answerCallbackQuery")
    assert alerts[-1].params["text"] == said(language, GONE)
    assert said(language, "Nothing here yet.") in last(phone)


async def test_what_was_found_and_then_hidden_gets_an_alert(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place)
    await opens(town, phone, language, "Find")
    await says(town, phone, "лавки")
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(status="withdrawn"))
    await presses(town, phone, name(language, number))
    alerts = town.telegram.calls_of("answerCallbackQuery")
    assert alerts[-1].params["text"] == said(language, GONE)
    assert TEXT not in last(phone)


async def test_who_keeps_two_communities_sees_of_which_it_is(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place)
    async with town.sessions.begin() as session:
        elsewhere = await make_community(session, name_uk="Інша", name_en="Other")
        person = await people.find(session, vault(session).accounts(phone.id))
        assert person is not None
        await people.keep_community(session, person, elsewhere.code)
    await says(town, phone, f"/p {number}")
    assert communities.display(place.community, language) in last(phone)


async def test_a_link_is_shared_with_the_text_and_without_the_author(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place)
    await says(town, phone, f"/p {number}")
    link = urlparse(url(phone, said(language, "Share")))
    shared = parse_qs(link.query)
    assert (link.netloc, link.path) == ("t.me", "/share/url")
    assert shared["url"][0].endswith(f"?start=p_{number}")
    assert shared["text"] == [
        said(language, "Proposal No. {id}: {text}", id=str(number), text=TEXT)
    ]


async def test_a_link_still_leads_to_what_was_carried_out(
    town: World, place: Place, phone: Phone
) -> None:
    number = await publish(town, place, status="done")
    await says(town, phone, f"/start p_{number}")
    assert TEXT in last(phone)
    assert not phone.sees()[-1].buttons


FORGED = [
    "browse.1:page:9:0:0:0:0",
    "browse.1:page:3:77:0:0:0",
    "browse.1:page:4:6:0:0:0",
    "browse.1:page:1:1:0:0:0",
    f"browse.1:page:1:0:{'9' * 17}:1:0",
    f"browse.1:page:1:0:1:{'9' * 11}:0",
    "browse.1:page:1:0:0",
    "browse.1:card:1:5:0:0:0",
    "lookup.1:page:0",
    "lookup.1:page:0:0aaa",
    "lookup.1:page:0:4",
    "lookup.1:page:0:4:a",
    "lookup.1:page:0:4аааа",
    "lookup.1:page:5:4aaab",
    "lookup.1:one:1:4aaab",
    f"lookup.1:one:0:9{'9' * 41}",
    "browse.1:card:1:0:0:0:0",
    f"browse.1:card:{'9' * 18}:9:0:0:0",
]


async def test_a_forged_button_opens_nothing(
    town: World, phone: Phone, language: str
) -> None:
    await says(town, phone, "/menu")
    message = phone.sees()[-1].message_id
    for forged in FORGED:
        phone.forges(forged, message)
        await town.settle()
        alerts = town.telegram.calls_of("answerCallbackQuery")
        assert alerts[-1].params["text"] == said(language, OLD), forged
    assert len(alerts) == len(FORGED)


async def test_a_page_beyond_the_end_is_the_first_one(
    town: World, place: Place, phone: Phone, language: str
) -> None:
    number = await publish(town, place)
    await opens(town, phone, language, "Newest")
    beyond = f"browse.1:page:1:0:{'9' * 16}:{'9' * 10}:1"
    phone.forges(beyond, phone.sees()[-1].message_id)
    await town.settle()
    assert phone.sees()[-1].buttons[0] == name(language, number)
