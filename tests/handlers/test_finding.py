"""Finding what came to the group, and translating what the group has."""

from sqlalchemy import select, update

from bot.models import Case
from bot.models.staff import Role
from tests.factories import TEXT
from tests.handlers.cast import (
    agreed,
    join,
    last,
    presses,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Desk, Place
from tests.world import World

OTHER = "Відкрити гурток програмування для підлітків у бібліотеці."
ENGLISH = "Put benches by the clinic: people have nowhere to wait."


async def test_words_are_found_in_their_other_forms(
    town: World, desk: Desk, language: str
) -> None:
    number = await sends_proposal(town, desk.author, OTHER)
    await says(town, desk.moderator, "/find підлітку програмуванням")
    assert number in last(desk.moderator)
    assert desk.number not in desk.moderator.sees()[-1].buttons
    assert OTHER not in last(desk.moderator)  # nobody has passed it
    await presses(town, desk.moderator, said(language, "No. {id}", id=number))
    assert OTHER in last(desk.moderator)
    card = town.telegram.calls_of("sendMessage")[-1]
    assert card.params.get("protect_content")


async def test_a_number_opens_what_was_passed(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await says(town, desk.moderator, f"/find №{desk.number}")
    await presses(town, desk.moderator, said(language, "No. {id}", id=desk.number))
    assert TEXT in last(desk.moderator)
    assert said(language, "Passed to the group") in last(desk.moderator)


async def test_a_status_narrows_the_search(
    town: World, desk: Desk, language: str
) -> None:
    number = await sends_proposal(town, desk.author, OTHER)
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await says(town, desk.moderator, "/find")
    for button in ("Skip", "Status", "Received", "Search"):
        await presses(town, desk.moderator, said(language, button))
    found = desk.moderator.sees()[-1].buttons
    assert found == [said(language, "No. {id}", id=number)]


async def test_only_moderators_find(town: World, place: Place, desk: Desk) -> None:
    secretary = await agreed(town)
    await join(town, secretary, place.group, Role.SECRETARY)
    await says(town, secretary, f"/find {desk.number}")
    assert desk.number not in last(secretary)


async def test_a_translation_stands_beside_the_original(
    town: World, desk: Desk, language: str
) -> None:
    for button in ("Pass to the group", "Show to the community", "Add a translation"):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, ENGLISH)
    await says(town, desk.author, f"/p {desk.number}")
    shown = last(desk.author)
    assert TEXT in shown
    label = said(language, "Translation by the team:")
    assert ENGLISH in shown.partition(label)[2]
    await says(town, desk.moderator, "/digest now")
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(text=None))
        assert (await session.scalars(select(Case.translation))).one() is None
