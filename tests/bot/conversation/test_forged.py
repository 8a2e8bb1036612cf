"""Old, doubled and forged buttons change nothing, and each is answered."""

import secrets

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import Cell
from bot.models import Conversation
from bot.playground.person import Person
from bot.services.letters import sealed
from tests.bot.conversation.conftest import LONG, data, sent, shown
from tests.handlers.cast import agreed, last, presses, said, says
from tests.world import World

OLD = "This button no longer works. Here is the menu."
MENU = "What would you like to do?"


@pytest.fixture
async def asked(bot: World, olena: Person) -> Person:
    """Somebody who is asked for the topic, in the first turn."""
    await says(bot, olena, "/begin trial", LONG)
    return olena


async def forge(bot: World, person: Person, written: str) -> None:
    person.forges(written, person.sees()[-1].message_id)
    await bot.settle()


async def finish(bot: World, person: Person) -> None:
    """Finish the form as if nothing had happened."""
    await presses(bot, person, "Topic 1", "Group 1", "Done", "Skip")


FORGED = [
    "form.1:pick:1:topic",
    "form.1:pick:1:topic:t99",
    "form.1:pick:1:whom:w1",
    "form.1:pick:1:text:t1",
    "form.1:pick:1:nothing:t1",
    "form.1:pick:2:topic:t1",
    "form.1:pick::topic:t1",
    "form.1:toggle:1:topic:t1",
    "form.1:done:1:topic",
    "form.1:skip:1:topic",
    "form.1:next:1:topic",
    "form.1:next:1:whom",
    "form.1:change:1:text",
    "form.1:send:1:preview",
    "form.1:send:1:topic",
    "form.1:more:1:topic:99",
    "form.1:more:1:topic:-1",
    "form.1:more:1:topic:²",
    "form.1:more:1:topic:9999999999999999999999999999999999",
    "form.1:back:1:place",
    "form.1:drop table:1:topic",
    "form.1:__init__:1:topic",
    "form.1",
    "form.1:",
    "form.1::::::::::::::::",
    "FORM.1:PICK:1:TOPIC:T1",
    "trial.1:begin",
    ":",
    "\x00" * 64,
    "а" * 32,
    "🙂" * 16,
    "form.1:pick:1:topic:t1'; drop table person; --",
    "<b>form.1</b>:pick",
]


async def draft(bot: World) -> tuple[object, ...]:
    """Open the only draft."""
    async with bot.sessions() as session:
        row = (await session.scalars(select(Conversation))).one()
        cell = Cell("conversation", "answers", row.person_id)
        kept = sealed.open_json(session, row.answers or b"", cell)
        return row.form, row.step, row.turn, kept


async def test_a_forged_button_changes_nothing_and_is_answered(
    bot: World, asked: Person
) -> None:
    before, message = await draft(bot), asked.sees()[-1].message_id
    for count, written in enumerate(FORGED, 1):
        asked.forges(written, message)
        await bot.settle()
        answered = len(bot.telegram.calls_of("answerCallbackQuery"))
        assert (await draft(bot), answered) == (before, count), written


async def test_after_forged_buttons_the_form_goes_on(
    bot: World, asked: Person, session: AsyncSession
) -> None:
    for written in FORGED[::4]:
        asked.forges(written, asked.sees()[-1].message_id)
    await bot.settle()
    await says(bot, asked, "/resume")
    await presses(bot, asked, "Go on")
    await finish(bot, asked)
    answers = {"text": LONG, "topic": "t1", "whom": ["w1"], "place": None}
    assert (shown(asked), await sent(session)) == (answers, 0)


async def test_random_bytes_are_answered_too(
    bot: World, asked: Person, session: AsyncSession
) -> None:
    for _ in range(20):
        asked.forges(secrets.token_hex(32), asked.sees()[-1].message_id)
    await bot.settle()
    row = (await session.scalars(select(Conversation))).one()
    assert (len(asked.alerts), row.step, row.turn) == (20, "topic", 1)


@pytest.mark.parametrize(
    "written", ["form.1:done:1:whom", "form.1:pick:1:whom:w3", "form.1:skip:1:whom"]
)
async def test_several_choices_are_never_one_word(
    bot: World, asked: Person, written: str
) -> None:
    await presses(bot, asked, "Topic 1", "Group 1")
    await forge(bot, asked, written)
    if "Who will" in last(asked):
        await presses(bot, asked, "Done")
    await presses(bot, asked, "Skip")
    assert shown(asked)["whom"] == ["w1"]


@pytest.mark.parametrize("language", ["uk", "en"])
async def test_a_button_of_an_earlier_turn_is_told_off_and_the_menu_shown(
    bot: World, language: str
) -> None:
    person = await agreed(bot, language=language)
    await says(bot, person, "/begin trial", LONG)
    old, at = data(person, "Topic 1"), person.sees()[-1].message_id
    await says(bot, person, "/close", "/begin trial")
    person.forges(old, at)
    await bot.settle()
    expected = {"uk": "Ця кнопка вже не діє. Ось меню.", "en": OLD}[language]
    assert [alert["text"] for alert in person.alerts] == [expected]
    assert len(person.keyboard()) == 1


async def test_an_old_button_leaves_the_open_form_alone(
    bot: World, asked: Person
) -> None:
    old = data(asked, "Topic 1")
    await says(bot, asked, "/close", "/begin trial", "Something else")
    await forge(bot, asked, old)
    await says(bot, asked, "/resume")
    await presses(bot, asked, "Go on")
    await finish(bot, asked)
    assert shown(asked)["text"] == "Something else"


async def test_a_button_of_a_question_left_behind_shows_where_one_is(
    bot: World, asked: Person
) -> None:
    old, at = data(asked, "Topic 2"), asked.sees()[-1].message_id
    await says(bot, asked, "/resume")
    await presses(bot, asked, "Go on", "Topic 1")
    asked.forges(old, at)
    await bot.settle()
    [stale] = [each for each in asked.sees() if each.message_id == at]
    assert (stale.text, asked.alerts) == (last(asked), [])
    assert "Who will it help?" in stale.text


@pytest.mark.parametrize("language", ["uk", "en"])
async def test_a_question_left_behind_tells_that_its_form_is_finished(
    bot: World, language: str
) -> None:
    phone = await agreed(bot, language=language)
    await says(bot, phone, "/begin brief")
    cancel, at = data(phone, said(language, "Cancel")), phone.sees()[-1].message_id
    await presses(bot, phone, "Good")
    phone.forges(cancel, at)
    await bot.settle()
    assert phone.alerts[-1]["text"] == said(language, "This is finished already.")


async def test_somebody_elses_button_is_nobody_elses(
    bot: World, asked: Person, session: AsyncSession
) -> None:
    petro = await agreed(bot, "Petro", language="en")
    await says(bot, petro, "/begin trial", "The words of Petro")
    await presses(bot, asked, "Topic 1", "Group 1", "Done", "Skip")
    await forge(bot, petro, data(asked, "Send"))
    assert (await sent(session), "Which topic" in last(petro)) == (0, True)


@pytest.mark.parametrize("written", ["form.1:send:1:preview", "nothing.1:at:all"])
async def test_before_consent_a_forged_button_leads_to_the_welcome(
    bot: World, written: str
) -> None:
    stranger = bot.telegram.person("Stranger")
    message = stranger.says("/start")
    await bot.settle()
    stranger.forges(written, message["message_id"])
    await bot.settle()
    assert [m.text for m in stranger.sees()][1:] == ["welcome", "welcome"]


async def test_in_a_group_an_old_button_puts_no_menu_before_everybody(
    bot: World, olena: Person
) -> None:
    group = bot.telegram.group("Група", [olena])
    group.add_bot(by=olena)
    message = olena.says("/begin trial", chat=group)
    await bot.settle()
    olena.forges("nothing.1:at:all", message["message_id"], chat=group)
    await bot.settle()
    assert [alert["text"] for alert in olena.alerts] == [OLD]
    assert not any(each.from_bot for each in group.sees())
