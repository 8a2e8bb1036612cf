"""What a team often writes to authors: kept in both languages, offered (`/words`)."""

import pytest

from bot.models import Canned
from bot.models.canned import Use
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.moderating import canned
from bot.words.groups import LEADS
from tests.conftest import Clock
from tests.handlers import ladder as scene
from tests.handlers.cast import agreed, both, join, last, presses, said, says
from tests.handlers.conftest import Desk, Place
from tests.world import World

UK, EN = "Зателефонуйте до ЦНАП.", "Please call the service centre."
SAID = {"uk": UK, "en": EN}
QUESTIONS, ADD = "Questions to authors", "Add words"


async def keeps(town: World, place: Place, use: Use) -> None:
    async with town.sessions.begin() as session:
        kept = Canned(group_id=place.group.id, use=use, text_uk=UK, text_en=EN)
        session.add(kept)


@both
async def test_a_question_that_is_asked_often_is_a_tap_away(
    town: World, desk: Desk, language: str
) -> None:
    await says(town, desk.moderator, "/words")
    for button in (QUESTIONS, ADD):
        await presses(town, desk.moderator, said(language, button))
    await says(town, desk.moderator, "На якій вулиці це?", "In which street is it?")
    await says(town, desk.moderator, "/queue")
    await presses(town, desk.moderator, said(language, "Ask for details"), "1")
    asked = {"uk": "На якій вулиці це?", "en": "In which street is it?"}
    assert asked[language] in last(desk.author)


@both
async def test_words_are_changed_and_deleted(
    town: World, place: Place, *, desk: Desk, language: str
) -> None:
    await keeps(town, place, Use.QUESTION)
    await says(town, desk.moderator, "/words")
    change = said(language, "Change {n}", n=1)
    await presses(town, desk.moderator, said(language, QUESTIONS), change)
    await says(town, desk.moderator, "Де саме?", "Where exactly?")
    assert "Where exactly?" in last(desk.moderator)
    assert EN not in last(desk.moderator)
    await presses(town, desk.moderator, said(language, "Delete {n}", n=1))
    none = "What you often write will be here, one tap away."
    assert said(language, none) in last(desk.moderator)


@both
async def test_who_can_help_instead_is_a_tap_away(
    town: World, place: Place, *, desk: Desk, language: str
) -> None:
    await keeps(town, place, Use.CONTACT)
    for button in ("Do not pass on", "Not for this group"):
        await presses(town, desk.moderator, said(language, button))
    shown = desk.moderator.sees()[-1].buttons
    offered = next(each for each in shown if each[:6] == SAID[language][:6])
    await presses(town, desk.moderator, offered)
    assert SAID[language].rstrip(".") in last(desk.moderator)


@pytest.mark.parametrize(
    ("use", "to"),
    [
        (Use.REASON, Status.DECLINED),
        (Use.NEXT_STEP, Status.SUPPORTED),
        (Use.BODY, Status.REFERRED),
    ],
)
async def test_a_decision_is_told_in_words_of_the_group(
    town: World, clock: Clock, place: Place, *, language: str, use: Use, to: Status
) -> None:
    table = await scene.laid(town, clock, place, language=language)
    await keeps(town, place, use)
    await table.opens_case(Status.PASSED)
    await table.press(table.say(LEADS[to].msgid))
    offered = table.secretary.sees()[-1].buttons
    await table.press(next(each for each in offered if each[:6] == UK[:6]))
    assert UK in last(table.secretary)


async def test_a_service_that_the_team_names_often_is_a_tap_away(
    town: World, place: Place, *, desk: Desk, language: str
) -> None:
    await keeps(town, place, Use.BODY)
    for button in ("More actions", "Pass to a service"):
        await presses(town, desk.moderator, said(language, button))
    shown = desk.moderator.sees()[-1].buttons
    offered = next(each for each in shown if each[:6] == SAID[language][:6])
    await presses(town, desk.moderator, offered)
    await presses(town, desk.moderator, desk.moderator.sees()[-1].buttons[0])
    assert SAID[language].rstrip(".") in last(desk.moderator)


async def test_a_secretary_names_who_can_help_in_words_that_are_kept(
    town: World, clock: Clock, place: Place, language: str
) -> None:
    table = await scene.laid(town, clock, place, language=language)
    await keeps(town, place, Use.CONTACT)
    await table.opens_case(Status.PASSED)
    await table.press(table.say(LEADS[Status.REDIRECTED].msgid))
    await says(town, table.secretary, "ЦНАП")
    offered = table.secretary.sees()[-1].buttons
    await table.press(next(each for each in offered if each[:6] == UK[:6]))
    assert UK.rstrip(".") in last(table.secretary)


@both
async def test_a_member_answers_in_words_that_are_kept(
    town: World, clock: Clock, place: Place, language: str
) -> None:
    await scene.laid(town, clock, place, language=language)
    await keeps(town, place, Use.ANSWER)
    member = await agreed(town, language=language)
    await join(town, member, place.group, Role.MEMBER)
    await says(town, member, "/words")
    shown = member.sees()[-1].buttons
    assert shown == [said(language, "Answers to authors")]
    await says(town, member, "/agenda")
    for button in ("Decisions needed", "Next", "Answer the author"):
        await presses(town, member, said(language, button))
    await presses(town, member, "1")
    told = "No. {id}: the author reads it in the news of the day."
    assert said(language, told, id="0").split(":")[1] in last(member)


async def test_the_longest_words_are_all_in_the_list(
    town: World, place: Place, desk: Desk, language: str
) -> None:
    uk, en = "п" * canned.LONGEST, "q" * canned.LONGEST
    async with town.sessions.begin() as session:
        for _ in range(canned.MOST):
            session.add(Canned(group_id=place.group.id, text_uk=uk, text_en=en))
    await says(town, desk.moderator, "/words")
    await presses(town, desk.moderator, said(language, QUESTIONS))
    assert last(desk.moderator).count(en) == canned.MOST
    await presses(town, desk.moderator, said(language, ADD))
    await says(town, desk.moderator, uk + "?")
    assert str(canned.LONGEST) in last(desk.moderator)
