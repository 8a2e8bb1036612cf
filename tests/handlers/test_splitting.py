"""A text that is two, and a text that is about its moderator."""

from sqlalchemy import select, update

from bot.models import Case, StaffAct
from bot.models.staff import Role
from tests.factories import TEXT
from tests.handlers.cast import agreed, coordinator, join, last, presses, said, says
from tests.handlers.conftest import Desk, Place
from tests.world import World

FIRST = "Поставити лавки біля амбулаторії для тих, хто чекає."
SECOND = "Відремонтувати дах амбулаторії до наступної зими."


async def test_the_second_matter_goes_its_own_way(
    town: World, desk: Desk, language: str
) -> None:
    for button in ("More actions", "Split"):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, FIRST, SECOND)
    await presses(town, desk.moderator, said(language, "Split"))
    assert FIRST in last(desk.moderator)
    part = said(language, "You will hear of each part by its number.")
    assert part in last(desk.author)
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    assert SECOND in last(desk.moderator)
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    await says(town, desk.author, "/mine")
    assert last(desk.author).count(said(language, "Passed to the group")) == 2


async def test_both_matters_keep_who_was_put_in_charge(
    town: World, desk: Desk, language: str
) -> None:
    async with town.sessions.begin() as session:
        await session.execute(update(Case).values(body="AID"))
    await says(town, desk.moderator, "/queue")
    for button in ("More actions", "Split"):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, FIRST, SECOND)
    await presses(town, desk.moderator, said(language, "Split"))
    async with town.sessions() as session:
        bodies = await session.scalars(select(Case.body))
        assert list(bodies) == ["AID", "AID"]


async def test_whom_a_text_is_about_does_not_moderate_it(
    town: World, place: Place, desk: Desk, language: str
) -> None:
    for button in ("More actions", "It is about me", "It is about me"):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, "/find лавки")
    assert desk.number not in last(desk.moderator)
    await says(town, desk.moderator, "/queue")
    assert last(desk.moderator) == said(language, "The queue is empty. Thank you!")
    assert all(TEXT not in each.text for each in desk.moderator.sees())
    other = await agreed(town, language=language)
    await join(town, other, place.group)
    await says(town, other, "/queue")
    assert TEXT in last(other)


async def test_a_slip_leaves_no_text_to_others(
    town: World, desk: Desk, language: str
) -> None:
    for button in ("More actions", "It is about me", "Back"):
        await presses(town, desk.moderator, said(language, button))
    assert said(language, "Pass to the group") in desk.moderator.sees()[-1].buttons
    await says(town, desk.moderator, "/queue")
    assert TEXT in last(desk.moderator)


async def test_whom_a_text_is_about_gets_no_part_of_it(
    town: World, place: Place, desk: Desk, language: str
) -> None:
    for button in ("More actions", "It is about me", "It is about me"):
        await presses(town, desk.moderator, said(language, button))
    other = await agreed(town, language=language)
    await join(town, other, place.group)
    await says(town, other, "/queue")
    for button in ("More actions", "Split"):
        await presses(town, other, said(language, button))
    await says(town, other, FIRST, SECOND)
    await presses(town, other, said(language, "Split"))
    await says(town, desk.moderator, "/queue")
    assert last(desk.moderator) == said(language, "The queue is empty. Thank you!")


async def test_the_log_does_not_tell_whom_a_text_is_about(
    town: World, desk: Desk, language: str
) -> None:
    for button in ("More actions", "It is about me", "It is about me"):
        await presses(town, desk.moderator, said(language, button))
    async with town.sessions() as session:
        assert (await session.scalars(select(StaffAct))).all() == []


async def test_who_leads_hears_when_no_moderator_may_read_a_text(
    town: World, place: Place, desk: Desk, language: str
) -> None:
    head, secretary = (
        await coordinator(town, language),
        await agreed(town, language="en"),
    )
    await join(town, secretary, place.group, Role.SECRETARY)
    for phone in (head, secretary):
        await says(town, phone, "/menu")
    for button in ("More actions", "It is about me", "It is about me"):
        await presses(town, desk.moderator, said(language, button))
    reader = "No. {id}: who leads the team looks for a reader."
    seen = [each.text for each in desk.moderator.sees()]
    assert said(language, reader, id=desk.number) in seen
    needed = said(
        "en", "Another moderator is needed: {group}", group=place.group.name_en
    )
    assert needed in last(secretary)
    assert TEXT not in last(secretary)
    assert desk.number not in last(head)


async def test_a_question_in_the_other_language_says_so(
    town: World, desk: Desk, language: str
) -> None:
    await presses(town, desk.moderator, said(language, "Ask for details"))
    await says(town, desk.moderator, "In which street is it?")
    assert said(language, "Original language: English.") in last(desk.author)
