"""Which handler gets an update."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.db import Sessions
from bot.features import Feature
from bot.i18n import label
from bot.models import Inbox
from bot.playground.group import Group
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from tests.handlers.cast import agreed, last, says
from tests.world import World


async def start(_update: Update, context: Context) -> None:
    payload = "".join(context.arguments)
    if context.person is None or not payload:
        context.say(f"welcome [{payload}]")
    elif not await context.follow(payload):
        context.say("nowhere")


async def echo(_update: Update, context: Context) -> None:
    context.say(f"echo {context.arguments}")


async def need_someone(_update: Update, context: Context) -> None:
    context.say(f"person {context.someone.id > 0}")


async def reached(_update: Update, context: Context) -> None:
    context.say("reached")


async def fall_back(_update: Update, context: Context) -> None:
    context.say(f"fallback {context.arguments}")


async def ask(_update: Update, context: Context) -> None:
    context.ask("getChat", {}, purpose="nobody's")


STARTING = Feature(name="start.1", commands={"start": start})
TRIAL = Feature(
    name="trial.1",
    commands={"echo": echo, "need": need_someone, "ask": ask},
    group_commands={"here": reached, "need": need_someone},
    labels={label("Suggest an idea"): reached, label("Send"): reached},
    buttons={"echo": echo, "need": need_someone},
    payloads={"c": echo},
    members=reached,
    service=reached,
    fallback=fall_back,
)
LAST = Feature(name="last.1", labels={label("Back"): reached}, fallback=echo)


@pytest.fixture
async def bot(sessions: Sessions, telegram: Telegram) -> World:
    bot = World(sessions, telegram, [STARTING, TRIAL, LAST])
    await bot.start()
    return bot


@pytest.fixture
async def olena(bot: World) -> Person:
    return await agreed(bot, language="en")


@pytest.fixture
def stranger(bot: World) -> Person:
    return bot.telegram.person("Stranger")


@pytest.fixture
def group(bot: World, olena: Person, stranger: Person) -> Group:
    group = bot.telegram.group("Група", [olena, stranger])
    group.add_bot(by=olena)
    bot.telegram.updates.clear()
    return group


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("/echo one two", "echo ['one', 'two']"),
        ("/ECHO one", "echo ['one']"),
        ("/echo@viche_bot one", "echo ['one']"),
        ("/start", "welcome []"),
        ("/start c_7", "echo ['c_7']"),
        ("/start x_7", "nowhere"),
        ("Suggest an idea", "reached"),
        ("Запропонувати ідею", "reached"),
        ("suggest an idea", "fallback ['suggest an idea']"),
        ("Some words", "fallback ['Some words']"),
        ("/unheard of", "fallback ['/unheard of']"),
        ("/echo@other_bot", "fallback ['/echo@other_bot']"),
        ("/here", "fallback ['/here']"),
    ],
)
async def test_what_is_typed_reaches_its_handler(
    bot: World, olena: Person, text: str, reply: str
) -> None:
    await says(bot, olena, text)
    assert last(olena) == reply


async def test_a_button_gets_its_arguments(bot: World, olena: Person) -> None:
    message = olena.says("/echo")
    olena.forges("trial.1:echo:7:x", message["message_id"])
    await bot.settle()
    assert last(olena) == "echo ['7', 'x']"


async def test_an_edited_command_is_no_new_command(bot: World, olena: Person) -> None:
    message = olena.says("/echo one")
    await bot.settle()
    count = len(olena.sees())
    olena.edits(message["message_id"], "/echo two")
    await bot.settle()
    assert len(olena.sees()) == count


@pytest.mark.parametrize(
    "text", ["hello", "/unheard", "/need", "Suggest no idea", "/start", "/start c_7"]
)
async def test_before_consent_everything_leads_to_the_welcome(
    bot: World, stranger: Person, text: str
) -> None:
    await says(bot, stranger, text)
    assert last(stranger).startswith("welcome")


@pytest.mark.parametrize("kind", ["voice", "contact", "location", "sticker"])
async def test_before_consent_media_lead_there_too(
    bot: World, stranger: Person, kind: str
) -> None:
    stranger.sends(kind)
    await bot.settle()
    assert last(stranger).startswith("welcome")


async def test_before_consent_a_button_leads_there_too(
    bot: World, stranger: Person
) -> None:
    message = stranger.says("/start")
    stranger.forges("trial.1:need", message["message_id"])
    await bot.settle()
    assert [m.text for m in stranger.sees()][1:] == ["welcome []"] * 2


async def test_a_link_is_not_lost_before_consent(bot: World, stranger: Person) -> None:
    await says(bot, stranger, "/start c_7")
    assert last(stranger) == "welcome [c_7]"


async def test_groups_have_commands_of_their_own(
    bot: World, olena: Person, group: Group
) -> None:
    await says(bot, olena, "/here", chat=group)
    assert last(group) == "reached"


@pytest.mark.parametrize("text", ["/echo", "/start", "hello", "Send", "/unheard"])
async def test_in_a_group_nothing_else_is_answered(
    bot: World, olena: Person, group: Group, text: str
) -> None:
    group.promote_bot()  # so that it gets every message
    bot.telegram.updates.clear()
    await says(bot, olena, text, chat=group)
    assert not any(message.from_bot for message in group.sees())


async def test_in_a_group_nobody_gets_the_welcome(
    bot: World, stranger: Person, group: Group
) -> None:
    await says(bot, stranger, "/need", chat=group)
    assert last(group) == "Почніть, будь ласка, з /start."


async def test_a_block_reaches_the_members_handler(bot: World, olena: Person) -> None:
    olena.says("/echo")
    olena.blocks()
    olena.unblocks()
    await bot.settle()
    assert [m.text for m in olena.sees()].count("reached") >= 1


async def test_a_migration_reaches_the_service_handler(
    bot: World, group: Group
) -> None:
    new = group.migrate()
    await bot.settle()
    assert "reached" in [m.text for m in new.sees()]


async def test_an_update_of_a_kind_that_nobody_handles_is_done(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    raw = {"update_id": 1, "hologram": {"chat": {"id": olena.id, "type": "private"}}}
    await bot.parts.inbox.store([raw])
    await bot.settle()
    assert (await session.scalars(select(Inbox.state))).all() == ["done"]


async def test_a_result_that_nobody_awaits_is_a_failure(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    await says(bot, olena, "/ask")
    row = await session.scalar(select(Inbox).order_by(Inbox.update_id))
    assert row is not None
    assert (row.attempts, row.error) == (1, "KeyError")
