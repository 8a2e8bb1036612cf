"""A bot whose commands do one thing each."""

from typing import Any

import pytest
from sqlalchemy import text
from telegram import Update

from bot.context import Context
from bot.db import Sessions
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import _
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.services.letters import counters
from bot.services.team import people
from tests.world import World

REFUSAL = _("Please choose one of the buttons.")
ENGLISH, UKRAINIAN = (
    "Please choose one of the buttons.",
    "Натисніть, будь ласка, одну з кнопок.",
)


async def hello(_update: Update, context: Context) -> None:
    context.say("one")
    context.say("two")


async def count_up(_update: Update, context: Context) -> None:
    for n in range(int(context.arguments[0])):
        context.say(str(n))


async def agree(_update: Update, context: Context) -> None:
    language = context.arguments[0]
    context.person = await people.agree(
        context.session, context.accounts, language=language
    )


async def effect(_update: Update, context: Context) -> None:
    await counters.count(context.session, "effect")


async def refuse(_update: Update, context: Context) -> None:
    await counters.count(context.session, "effect")
    if context.person is not None:
        context.person.consent_version = 7
    context.say("not to be said")
    context.alert(REFUSAL)
    raise UserError(REFUSAL)


async def fail(_update: Update, context: Context) -> None:
    await counters.count(context.session, "effect")
    if context.person is not None:
        context.person.consent_version = 7
    context.say("not to be said")
    raise ZeroDivisionError


async def raise_in_database(_update: Update, context: Context) -> None:
    state = context.arguments[0]
    raising = f"do $$ begin raise exception using errcode = '{state}'; end $$"
    await context.session.execute(text(raising))


async def ask(_update: Update, context: Context) -> None:
    for number in context.arguments:
        member = {"user_id": int(number)}
        context.ask("getChatMember", member, purpose="member", note={"asked": "a"})


async def hear(context: Context) -> None:
    await counters.count(context.session, "heard")
    result: Any = context.result.get("result", {})
    context.say(f"{result.get('status')} {context.result.get('error')} {context.note}")


FEATURE = Feature(
    name="trial.1",
    commands={
        "hello": hello,
        "agree": agree,
        "count": count_up,
        "effect": effect,
        "refuse": refuse,
        "fail": fail,
        "raise": raise_in_database,
        "ask": ask,
    },
    group_commands={"hello": hello, "refuse": refuse, "fail": fail, "ask": ask},
    buttons={"refuse": refuse},
    results={"member": hear},
)


@pytest.fixture
async def bot(sessions: Sessions, telegram: Telegram) -> World:
    bot = World(sessions, telegram, [FEATURE])
    await bot.start()
    return bot


@pytest.fixture
def olena(bot: World) -> Person:
    return bot.telegram.person("Olena", language_code="uk")
