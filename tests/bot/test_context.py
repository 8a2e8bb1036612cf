"""What a handler can say, and where it comes out."""

from collections.abc import Awaitable, Callable

import pytest
from telegram import Update

from bot.context import Context
from bot.crypto import Vault
from bot.db import Sessions
from bot.features import Feature
from bot.i18n import _, label
from bot.keyboards import Button, Menu, column
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from tests.handlers.cast import agreed, last, says
from tests.world import COORDINATOR_ID, World

WORD = _("Which topic is it about?")
Do = Callable[[Context], Awaitable[None]]


class Stage:
    """A bot whose /do command and button do what a test wants."""

    def __init__(self, sessions: Sessions, telegram: Telegram) -> None:
        self.do: Do = self._nothing
        feature = Feature(
            name="stage.1",
            commands={"do": self._act},
            group_commands={"do": self._act},
            buttons={"do": self._act},
        )
        self.bot = World(sessions, telegram, [feature])

    async def _nothing(self, context: Context) -> None:
        context.say("one", column(Button("do", "stage.1:do")))

    async def _act(self, _update: Update, context: Context) -> None:
        await self.do(context)


@pytest.fixture
async def stage(sessions: Sessions, telegram: Telegram) -> Stage:
    stage = Stage(sessions, telegram)
    await stage.bot.start()
    return stage


@pytest.fixture
async def olena(stage: Stage) -> Person:
    return await agreed(stage.bot, language="en")


async def press(stage: Stage, person: Person, do: Do) -> None:
    """Show a button, then press it."""
    await says(stage.bot, person, "/do")
    stage.do = do
    person.presses("do")
    await stage.bot.settle()


async def act(stage: Stage, person: Person, do: Do) -> None:
    stage.do = do
    await says(stage.bot, person, "/do")


@pytest.mark.parametrize(
    ("language", "words"),
    [("uk", "Якої теми це стосується?"), ("en", "Which topic is it about?")],
)
async def test_things_are_said_in_the_language_of_the_person(
    stage: Stage, language: str, words: str
) -> None:
    async def do(context: Context) -> None:
        context.say(WORD)

    person = await agreed(stage.bot, language=language)
    await act(stage, person, do)
    assert last(person) == words


@pytest.mark.parametrize(
    ("client", "words"),
    [
        ("uk", "Якої теми"),
        ("en-GB", "Which topic"),
        ("de", "Якої теми"),
        (None, "Якої теми"),
    ],
)
async def test_strangers_are_spoken_to_in_the_language_of_their_client(
    stage: Stage, client: str | None, words: str
) -> None:
    async def do(context: Context) -> None:
        context.say(WORD)

    stranger = stage.bot.telegram.person(language_code=client)
    await act(stage, stranger, do)
    assert last(stranger).startswith(words)


async def test_an_edit_changes_the_pressed_message(stage: Stage, olena: Person) -> None:
    async def do(context: Context) -> None:
        context.edit(WORD)

    await press(stage, olena, do)
    assert [m.text for m in olena.sees()] == ["/do", "Which topic is it about?"]


async def test_without_a_press_an_edit_is_said(stage: Stage, olena: Person) -> None:
    async def do(context: Context) -> None:
        context.edit(WORD)

    await act(stage, olena, do)
    assert last(olena) == "Which topic is it about?"


async def test_the_keyboard_of_the_menu_comes_with_a_new_message(
    stage: Stage, olena: Person
) -> None:
    async def do(context: Context) -> None:
        context.edit(WORD, Menu([[label("Send")]]))

    await press(stage, olena, do)
    assert [m.text for m in olena.sees()][1:] == ["one", "Which topic is it about?"]
    assert olena.keyboard() == ["Send"]


async def test_buttons_are_taken_off(stage: Stage, olena: Person) -> None:
    async def do(context: Context) -> None:
        context.strip_buttons()

    await press(stage, olena, do)
    assert [(m.text, m.buttons) for m in olena.sees()[1:]] == [("one", [])]


async def test_an_alert_fits_its_limit(stage: Stage, olena: Person) -> None:
    async def do(context: Context) -> None:
        context.alert(_("{name} is here.", name="a" * 150 + " " + "b" * 150))

    await press(stage, olena, do)
    [alert] = olena.alerts
    assert (len(alert["text"]), alert["show_alert"]) == (151, True)


async def test_what_came_is_deleted(stage: Stage, olena: Person) -> None:
    async def do(context: Context) -> None:
        context.delete()

    await act(stage, olena, do)
    assert olena.sees() == []


async def test_values_cannot_bring_tags_of_their_own(
    stage: Stage, olena: Person
) -> None:
    async def do(context: Context) -> None:
        context.say(_("<b>Hello</b>, {name}", name="<i>x</i> & y"))

    await act(stage, olena, do)
    message = olena.sees()[-1]
    assert (message.text, len(message.entities)) == ("Hello, <i>x</i> & y", 1)


async def test_in_a_forum_the_answer_stands_in_its_topic(
    stage: Stage, olena: Person
) -> None:
    group = stage.bot.telegram.group("Форум", [olena], forum=True)
    group.add_bot(by=olena)
    thread = group.topic("Тема")
    olena.says("/do", chat=group, thread=thread)
    await stage.bot.settle()
    assert (last(group), group.sees()[-1].thread) == ("one", thread)


@pytest.mark.parametrize(("number", "expected"), [(COORDINATOR_ID, True), (7, False)])
async def test_who_is_named_in_the_settings_is_a_coordinator(
    stage: Stage, number: int, *, expected: bool
) -> None:
    async def do(context: Context) -> None:
        context.say(str(context.is_coordinator))

    await act(stage, stage.bot.telegram.person(id=number), do)
    assert last(stage.bot.telegram.people[number]) == str(expected)


async def test_updates_and_answers_of_a_chat_share_a_line(
    stage: Stage, olena: Person, vault: Vault
) -> None:
    async def do(context: Context) -> None:
        context.say(str(context.unit.lane == context.address.key(vault)))

    await act(stage, olena, do)
    assert last(olena) == "True"


async def test_the_bot_knows_its_name(stage: Stage, olena: Person) -> None:
    async def do(context: Context) -> None:
        context.say(context.bot_username)

    await act(stage, olena, do)
    assert last(olena) == "viche_bot"


async def test_a_question_carries_a_note_there_and_back(
    sessions: Sessions, telegram: Telegram
) -> None:
    async def ask(_update: Update, context: Context) -> None:
        context.ask("getChat", {}, purpose="chat", note=[7, "a"])

    async def hear(context: Context) -> None:
        context.say(f"{context.note} {context.result['result']['id']}")

    feature = Feature(name="a.1", commands={"ask": ask}, results={"chat": hear})
    bot = World(sessions, telegram, [feature])
    await bot.start()
    olena = await agreed(bot, language="en")
    await says(bot, olena, "/ask")
    assert last(olena) == f"[7, 'a'] {olena.id}"
