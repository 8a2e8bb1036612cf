"""Voting as people see it, from the moderator's second decision to the count."""

import pytest
from sqlalchemy import func, select, update

from bot.conversation.old import OLD_BUTTON
from bot.db import vault
from bot.jobs.votes import close_ballots
from bot.models import Case, Inbox, Person, Tally, Vote, VoteEvent
from bot.models.case import Status
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.team import people
from bot.services.voting import ballots
from tests.conftest import Clock
from tests.factories import (
    TEXT,
    make_ballot,
    make_community,
    make_group,
    make_published,
)
from tests.handlers import ladder as scene
from tests.handlers.cast import (
    agreed,
    both,
    join,
    last,
    presses,
    resident,
    said,
    says,
)
from tests.handlers.conftest import Desk, Place
from tests.world import World

NONE = "There is no voting in your community now."
COUNTED = "Your vote is counted. We show nobody how you voted."
AGREE = "Agree: {agree}. Disagree: {disagree}. Hard to say: {unsure}."


@pytest.fixture
async def number(town: World, place: Place) -> int:
    """Show a proposal to a community that votes."""
    async with town.sessions.begin() as session:
        shown = await make_published(session, place.community, place.group)
        await make_ballot(session, place.community)
    return shown.id


async def votes_on(town: World, phone: Phone, language: str) -> None:
    await says(town, phone, "/vote")
    await presses(town, phone, said(language, "Agree"))


async def test_a_moderator_shows_what_was_passed_on(
    town: World, desk: Desk, place: Place, language: str
) -> None:
    async with town.sessions.begin() as session:
        await make_ballot(session, place.community)
    await presses(
        town,
        desk.moderator,
        said(language, "Pass to the group"),
        said(language, "Show to the community"),
    )
    neighbour = await resident(town, place.community, language=language)
    await says(town, neighbour, "/vote")
    assert TEXT in last(neighbour)


async def test_what_was_only_passed_on_is_shown_to_nobody(
    town: World, desk: Desk, place: Place, language: str
) -> None:
    async with town.sessions.begin() as session:
        await make_ballot(session, place.community)
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    neighbour = await resident(town, place.community, language=language)
    await says(town, neighbour, "/vote")
    assert TEXT not in last(neighbour)


async def test_what_is_hidden_again_takes_no_votes(
    town: World, desk: Desk, place: Place, language: str
) -> None:
    async with town.sessions.begin() as session:
        await make_ballot(session, place.community)
    show, hide = (
        said(language, "Show to the community"),
        said(language, "Hide it again"),
    )
    await presses(town, desk.moderator, said(language, "Pass to the group"), show)
    neighbour = await resident(town, place.community)
    await says(town, neighbour, "/vote")
    await presses(town, desk.moderator, hide)
    await presses(town, neighbour, said("uk", "Agree"))
    assert await rows(town) == 0


@pytest.mark.usefixtures("number")
async def test_a_vote_is_counted_and_can_be_taken_back(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await votes_on(town, phone, language)
    assert said(language, COUNTED) in last(phone)
    assert said(language, "Counts are shown from {n} votes on.", n=5) in last(phone)
    await presses(town, phone, said(language, "Withdraw"))
    assert said(language, "Your vote is taken back.") in last(phone)


@both
@pytest.mark.usefixtures("number")
async def test_the_fifth_voter_sees_the_count(
    town: World, place: Place, language: str
) -> None:
    for _ in range(5):
        phone = await resident(town, place.community, language=language)
        await votes_on(town, phone, language)
    assert said(language, AGREE, agree=5, disagree=0, unsure=0) in last(phone)


@pytest.mark.usefixtures("number")
async def test_two_taps_are_one_vote(town: World, place: Place) -> None:
    phone = await resident(town, place.community)
    await says(town, phone, "/vote")
    for _ in range(2):
        phone.presses(said("uk", "Agree"))
    await town.settle()
    assert await rows(town) == 1
    async with town.sessions() as session:
        assert (await session.scalars(select(Tally.agree))).all() == [1]
        assert (await session.scalars(select(VoteEvent.choice))).all() == [1]


@pytest.mark.usefixtures("number")
async def test_whoever_comes_back_after_a_deletion_votes_no_second_time(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community)
    await votes_on(town, phone, "uk")
    await says(town, phone, "/delete")
    stays = "Your votes stay counted, under a mark without your name."
    assert said("uk", stays) in last(phone)
    await presses(town, phone, said("uk", "Yes, delete my data"))
    assert await rows(town) == 1
    again = await resident_again(town, phone, place)
    await says(town, again, "/vote")
    assert said("uk", "You have seen everything for now. Thank you!") in last(again)
    assert await rows(town) == 1


@pytest.mark.usefixtures("number")
async def test_next_shows_another_one(town: World, place: Place, language: str) -> None:
    async with town.sessions.begin() as session:
        await make_published(session, place.community, place.group, text="Друга")
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/vote")
    first = last(phone)
    await presses(town, phone, said(language, "Next"))
    assert first != last(phone)


async def test_a_second_community_does_not_starve(
    town: World, place: Place, number: int, language: str
) -> None:
    async with town.sessions.begin() as session:
        other = await make_community(session)
        theirs = await make_published(
            session, other, await make_group(session, other), text="Друга"
        )
        await make_ballot(session, other)
    phone = await resident(town, place.community, language=language)
    await keep(town, phone, other.code)
    await says(town, phone, "/vote")
    following = said(language, "Next")
    asked = [last(phone)]
    while following in phone.sees()[-1].buttons:
        await presses(town, phone, following)
        asked.append(last(phone))
    drawn = [n for each in asked for n in (number, theirs.id) if f"{n}\n" in each]
    assert set(drawn[:2]) == {number, theirs.id}  # each in their own order
    assert drawn[2:] == drawn[:2]  # once more, and neither twice in a row
    assert asked[-1] == said(language, "You have seen everything for now. Thank you!")


@pytest.mark.usefixtures("number")
async def test_a_vote_keeps_its_buttons_when_the_next_is_shown(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await votes_on(town, phone, language)
    await presses(town, phone, said(language, "Next"), said(language, "Withdraw"))
    assert await rows(town) == 0


async def test_a_link_leads_to_the_proposal(
    town: World, place: Place, number: int, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, f"/start p_{number}")
    assert TEXT in last(phone)
    await presses(town, phone, said(language, "Agree"))
    assert said(language, COUNTED) in last(phone)


async def test_from_elsewhere_one_reads_but_does_not_vote(
    town: World, number: int, language: str
) -> None:
    async with town.sessions.begin() as session:
        elsewhere = await make_community(session, name_uk="Інша", name_en="Other")
    phone = await resident(town, elsewhere, language=language)
    await says(town, phone, f"/start p_{number}")
    assert TEXT in last(phone)
    assert not phone.sees()[-1].buttons


async def test_whoever_follows_a_link_first_may_choose_the_community(
    town: World, number: int, language: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, f"/start p_{number}")
    await presses(town, phone, said(language, "Choose a community"))
    await presses(town, phone, phone.sees()[-1].buttons[0])
    assert TEXT in last(phone)
    await presses(town, phone, said(language, "Agree"))
    assert await rows(town) == 1


@pytest.mark.usefixtures("place")
async def test_to_vote_one_chooses_a_community_first(
    town: World, language: str
) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/vote")
    assert phone.sees()[-1].buttons


@pytest.mark.parametrize("payload", ["p_0", "p_99999", "p_x", "p_" + "9" * 30])
async def test_a_link_to_nothing_says_so(
    town: World, place: Place, payload: str
) -> None:
    phone = await resident(town, place.community)
    await says(town, phone, f"/start {payload}")
    assert last(phone) == said(
        "uk", "There is no such proposal, or it is not shown any more."
    )


async def test_without_a_ballot_there_is_no_voting(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/vote")
    assert last(phone) == said(language, NONE)


async def test_a_forged_press_from_elsewhere_counts_nothing(
    town: World, number: int
) -> None:
    async with town.sessions.begin() as session:
        elsewhere = await make_community(session, name_uk="Інша", name_en="Other")
    phone = await resident(town, elsewhere)
    await says(town, phone, "/menu")
    phone.forges(f"vote.1:say:{number}:3", phone.sees()[-1].message_id)
    await town.settle()
    assert await rows(town) == 0


async def test_in_a_group_nobody_votes(
    town: World, place: Place, number: int, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    chat = town.telegram.group("Чат", [phone])
    chat.add_bot(by=phone)
    shown = chat.sees()[-1].message_id
    phone.forges(f"vote.1:say:{number}:3", shown, chat=chat)
    await town.settle()
    old = said(language, OLD_BUTTON.msgid)
    assert (await rows(town), phone.alerts[-1]["text"]) == (0, old)


@pytest.mark.usefixtures("number")
async def test_nothing_in_the_tables_ties_a_vote_to_a_person(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community)
    await votes_on(town, phone, "uk")
    async with town.sessions() as session:
        account = (await session.scalars(select(Person.account))).first()
        marks = (await session.scalars(select(VoteEvent.mark))).all()
    assert account is not None
    assert all(mark not in account and len(mark) == 16 for mark in marks)


@pytest.mark.usefixtures("number")
async def test_no_moment_ties_a_vote_to_an_update(town: World, place: Place) -> None:
    phone = await resident(town, place.community)
    await votes_on(town, phone, "uk")
    await presses(town, phone, said("uk", "Withdraw"))
    async with town.sessions() as session:
        written = (await session.scalars(select(VoteEvent.at))).all()
        received = (await session.scalars(select(Inbox.received_at))).all()
    assert len(written) == 2
    assert not set(written) & set(received)
    assert {(at.minute, at.second, at.microsecond) for at in written} == {(0, 0, 0)}


async def test_a_secretary_opens_and_ends_voting(
    town: World, place: Place, language: str
) -> None:
    secretary = await agreed(town, language=language)
    await join(town, secretary, place.group, Role.SECRETARY)
    await says(town, secretary, "/voting")
    name = secretary.sees()[-1].buttons[0]
    await presses(town, secretary, name, said(language, "Open for 14 days"))
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/vote")
    assert last(phone) != said(language, NONE)
    end = said(language, "End voting")
    await presses(town, secretary, end, end)
    done = said(language, "Voting ends now. Votes that came in time still count.")
    assert last(secretary) == done


@pytest.mark.usefixtures("number")
async def test_when_voting_has_ended_the_results_are_shown(
    town: World, place: Place, clock: Clock, language: str
) -> None:
    for _ in range(5):
        phone = await resident(town, place.community, language=language)
        await votes_on(town, phone, language)
    await clock.forward("15 days")
    await close_ballots(town.sessions)
    await says(town, phone, "/vote")
    assert said(language, "Voting has ended. Here are the results.") in last(phone)
    assert said(language, AGREE, agree=5, disagree=0, unsure=0) in last(phone)


async def test_results_of_nothing_are_told_in_words(
    town: World, place: Place, clock: Clock, language: str
) -> None:
    async with town.sessions.begin() as session:
        await make_ballot(session, place.community)
    phone = await resident(town, place.community, language=language)
    await clock.forward("15 days")
    await close_ballots(town.sessions)
    await says(town, phone, "/vote")
    nothing = "Voting has ended. No proposal had enough votes to show."
    assert last(phone) == said(language, nothing)


@pytest.mark.usefixtures("number")
async def test_a_press_after_the_end_hears_that_it_is_too_late(
    town: World, place: Place, clock: Clock, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/vote")
    await clock.forward("15 days")
    await close_ballots(town.sessions)
    await presses(town, phone, said(language, "Agree"))
    assert said(language, "Voting has ended.") in last(phone)
    assert await rows(town) == 0


async def test_only_the_team_opens_voting(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/voting")
    assert last(phone) == said(language, "Only the group’s team can do this.")


async def keep(town: World, phone: Phone, code: str) -> None:
    """Choose a second community."""
    async with town.sessions.begin() as session:
        person = await people.find(session, vault(session).accounts(phone.id))
        assert person is not None
        await people.keep_community(session, person, code)


async def rows(town: World) -> int:
    """Count the votes that stand."""
    async with town.sessions() as session:
        counted = select(func.count()).where(Vote.choice.is_not(None))
        return await session.scalar(counted) or 0


async def resident_again(town: World, phone: Phone, place: Place) -> Phone:
    """Agree anew on the same phone, and choose the community again."""
    async with town.sessions.begin() as session:
        accounts = vault(session).accounts(phone.id)
        person = await people.agree(session, accounts, language="uk")
        await people.keep_community(session, person, place.community.code)
    return phone


@pytest.mark.usefixtures("number")
async def test_my_data_counts_votes_and_does_not_tell_which(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await votes_on(town, phone, language)
    await says(town, phone, "/my_data")
    sent = town.telegram.calls_of("sendDocument")[-1]
    written = sent.params["document"].content.decode()
    assert said(language, "Votes under a mark without your name: {n}", n=1) in written


async def test_the_team_reads_how_people_voted_once_anybody_may(
    town: World, clock: Clock, place: Place, language: str
) -> None:
    table = await scene.laid(town, clock, place, language=language)
    async with town.sessions.begin() as session:
        ballot = await make_ballot(session, place.community)
        shown = update(Case).where(Case.id == table.case_id)
        await session.execute(shown.values(published_at=func.app_now()))
        tally = {"ballot_id": ballot.id, "submission_id": int(table.number)}
        session.add(Tally(**tally, agree=7, disagree=2))
    count = "Agree: {agree}. Disagree: {disagree}. Hard to say: {unsure}."
    told = said(language, count, agree=7, disagree=2, unsure=0)
    await table.opens_case(Status.PASSED)
    assert told not in last(table.secretary)
    async with town.sessions.begin() as session:
        await ballots.destroy(session, ballot.community_code)
    await table.opens_case(Status.PASSED)
    assert told in last(table.secretary)
