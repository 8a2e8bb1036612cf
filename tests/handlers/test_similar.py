"""Already proposed? A question of the form that arises only if there is something."""

import pytest
from sqlalchemy import func, select, update

from bot.db import vault
from bot.models import Case, Submission, Support, Vote
from bot.models.case import Status
from bot.services.cases import translating
from bot.services.similar import indexing
from bot.services.team import people
from bot.services.voting import ballots
from tests.conftest import Clock
from tests.factories import TEXT, make_ballot, make_community, make_group
from tests.factories import make_published as shown
from tests.handlers.cast import agreed, both, join, last, presses, resident, said, says
from tests.handlers.conftest import Place
from tests.world import World

ALREADY = "Something like it was suggested already:"
TOPIC = "Which topic is it about?"
AGAIN = "Хочемо лавочку коло амбулаторії: люди чекають стоячи."
OTHER = "Провести турнір з мініфутболу між селами громади влітку."


async def publish(town: World, place: Place, text: str = TEXT) -> int:
    async with town.sessions.begin() as session:
        submission = await shown(session, place.community, place.group, text=text)
        await indexing.index_missed(session)
    return submission.id


async def submissions(town: World) -> int:
    async with town.sessions() as session:
        counted = select(func.count()).select_from(Submission)
        return await session.scalar(counted) or 0


async def supported(town: World) -> list[int]:
    async with town.sessions() as session:
        return list(await session.scalars(select(Support.submission_id)))


@both
async def test_who_says_the_same_may_support_it(
    town: World, place: Place, language: str
) -> None:
    await publish(town, place)
    async with town.sessions.begin() as session:
        await make_ballot(session, place.community)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGAIN)
    assert said(language, ALREADY) in last(phone)
    assert TEXT in last(phone)
    await presses(town, phone, said(language, "Support this one"))
    texts = [message.text for message in phone.sees()]
    assert said(language, "Your own text was not sent.") in texts
    assert said(language, "What do you think of it?") in last(phone)
    await presses(town, phone, said(language, "Agree"))
    async with town.sessions() as session:
        assert await session.scalar(select(Vote.choice)) == 1
    assert await submissions(town) == 1


@pytest.mark.parametrize("status", [Status.PASSED, Status.DOING])
async def test_without_a_ballot_who_says_the_same_hears_of_it(
    town: World, place: Place, language: str, status: Status
) -> None:
    number = await publish(town, place)
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(status=status))
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGAIN)
    await presses(town, phone, said(language, "Support this one"))
    await presses(town, phone, said(language, "Support"))
    only = said(language, "Vote, too, when voting opens: only votes are counted.")
    assert only in last(phone)
    assert await supported(town) == [number]
    await presses(town, phone, said(language, "Withdraw"))
    assert await supported(town) == []
    assert said(language, "Support") in phone.sees()[-1].buttons


async def test_who_supports_when_voting_has_opened_is_asked_for_the_vote(
    town: World, place: Place, language: str
) -> None:
    number = await publish(town, place)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, f"/start p_{number}")
    async with town.sessions.begin() as session:
        await make_ballot(session, place.community)
    await presses(town, phone, said(language, "Support"))
    assert said(language, "What do you think of it?") in last(phone)
    assert await supported(town) == []


async def test_an_old_button_takes_no_vote_away_when_voting_has_opened(
    town: World, place: Place, language: str
) -> None:
    number = await publish(town, place)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, f"/start p_{number}")
    await presses(town, phone, said(language, "Support"))
    early = phone.sees()[-1].message_id
    async with town.sessions.begin() as session:
        await make_ballot(session, place.community)
    await says(town, phone, f"/start p_{number}")
    await presses(town, phone, said(language, "Agree"))
    phone.presses(said(language, "Withdraw"), message_id=early)
    await town.settle()
    assert await supported(town) == [number]
    assert said(language, "Voting has ended.") not in last(phone)


async def test_who_moved_away_may_still_take_support_back(
    town: World, place: Place, language: str
) -> None:
    number = await publish(town, place)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, f"/start p_{number}")
    await presses(town, phone, said(language, "Support"))
    async with town.sessions.begin() as session:
        person = await people.find(session, vault(session).accounts(phone.id))
        there = await make_community(session)
        assert person is not None
        await people.keep_community(session, person, there.code)
        await people.keep_only(session, person, there.code)
    await presses(town, phone, said(language, "Withdraw"))
    assert await supported(town) == []


async def test_what_came_to_its_end_is_not_supported(
    town: World, place: Place, language: str
) -> None:
    await publish(town, place)
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(status=Status.DONE))
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGAIN)
    assert TEXT in last(phone)
    assert said(language, "Support this one") not in phone.sees()[-1].buttons


async def test_when_voting_ends_meanwhile_one_still_hears_of_it(
    town: World, place: Place, language: str
) -> None:
    await publish(town, place)
    async with town.sessions.begin() as session:
        ballot = await make_ballot(session, place.community)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGAIN)
    async with town.sessions.begin() as session:
        await ballots.destroy(session, ballot.community_code)
    await presses(town, phone, said(language, "Support this one"))
    assert said(language, "Voting has ended.") in last(phone)
    assert said(language, "Support") in phone.sees()[-1].buttons


async def test_what_was_hidden_before_the_press_leaves_the_own_text(
    town: World, place: Place, language: str
) -> None:
    await publish(town, place)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGAIN)
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(published_at=None))
    await presses(town, phone, said(language, "Support this one"))
    await presses(town, phone, said(language, "Mine is different"))
    assert said(language, TOPIC) in last(phone)


async def test_who_means_something_else_goes_on(
    town: World, place: Place, language: str
) -> None:
    await publish(town, place)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGAIN)
    await presses(town, phone, said(language, "Mine is different"))
    assert said(language, TOPIC) in last(phone)
    topic = phone.sees()[-1].buttons[0]
    await presses(town, phone, topic, said(language, "Send"))
    assert await submissions(town) == 2


async def test_nothing_is_asked_when_nothing_is_similar(
    town: World, place: Place, language: str
) -> None:
    await publish(town, place)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", OTHER)
    assert said(language, TOPIC) in last(phone)
    assert said(language, "{n} of {total}", n=2, total=3) in last(phone)


async def test_several_are_told_apart_by_number(
    town: World, place: Place, language: str
) -> None:
    first, second = [await publish(town, place) for _ in range(2)]
    async with town.sessions.begin() as session:
        await make_ballot(session, place.community)
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGAIN)
    for number in (first, second):
        button = said(language, "Support No. {id}", id=number)
        assert button in phone.sees()[-1].buttons


async def test_what_was_hidden_meanwhile_is_not_shown(
    town: World, place: Place
) -> None:
    await publish(town, place)
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(published_at=None))
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", AGAIN)
    assert TOPIC in last(phone)


async def test_other_communities_are_not_searched(town: World, place: Place) -> None:
    await publish(town, place)
    async with town.sessions.begin() as session:
        other = await make_community(session)
        await make_group(session, other)
    phone = await resident(town, other, language="en")
    await says(town, phone, "/idea", AGAIN)
    assert TOPIC in last(phone)


async def test_after_two_years_nothing_is_found(
    town: World, place: Place, clock: Clock
) -> None:
    await publish(town, place)
    await clock.forward("731 days")
    phone = await resident(town, place.community, language="en")
    await says(town, phone, "/idea", AGAIN)
    assert TOPIC in last(phone)


@both
async def test_what_is_done_already_is_named_with_what_became_of_it(
    town: World, place: Place, language: str
) -> None:
    await publish(town, place)
    async with town.sessions.begin() as session:
        await make_ballot(session, place.community)
        await session.execute(update(Case).values(status=Status.DONE))
    phone = await resident(town, place.community, language=language)
    await says(town, phone, "/idea", AGAIN)
    assert TEXT in last(phone)
    assert said(language, "Implemented") in last(phone)
    assert said(language, "Support this one") not in phone.sees()[-1].buttons
    await presses(town, phone, said(language, "Mine is different"))
    assert said(language, TOPIC) in last(phone)


async def test_a_translation_is_found_in_its_language(
    town: World, place: Place
) -> None:
    number = await publish(town, place, "Запускати повітряних зміїв над лугом.")
    phone = await resident(town, place.community, language="en")
    idea = "Let us fly kites above the meadow next autumn."
    await says(town, phone, "/idea", idea)
    assert TOPIC in last(phone)
    moderator = await agreed(town, language="en")
    await join(town, moderator, place.group)
    async with town.sessions.begin() as session:
        person = await people.find(session, vault(session).accounts(moderator.id))
        case = await session.scalar(select(Case.id).where(Case.submission_id == number))
        assert person is not None
        assert case is not None
        words = "Fly kites above the meadow."
        await translating.keep(session, person.id, case, words)
    await says(town, phone, "/cancel", "/idea", idea)
    assert ALREADY in last(phone)
