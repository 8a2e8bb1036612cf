"""One update, one transaction."""

import pytest
from sqlalchemy import func, select
from telegram import Update

from bot.context import Context
from bot.db import Sessions
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import _
from bot.models import Inbox, Outbox
from bot.playground.telegram import Telegram
from bot.services import counters
from tests.world import World


async def hello(_update: Update, context: Context) -> None:
    context.say("one")
    context.say("two")


async def refuse(_update: Update, context: Context) -> None:
    await counters.count(context.session, "effect")
    context.say("not to be said")
    raise UserError(_("Nothing was sent."))


async def fail(_update: Update, context: Context) -> None:
    await counters.count(context.session, "effect")
    raise ZeroDivisionError


FEATURE = Feature(
    name="trial.1", commands={"hello": hello, "refuse": refuse, "fail": fail}
)


@pytest.fixture
async def bot(sessions: Sessions, telegram: Telegram) -> World:
    bot = World(sessions, telegram, [FEATURE])
    await bot.start()
    return bot


async def test_answers_leave_in_the_order_in_which_they_were_said(bot: World) -> None:
    person = bot.telegram.person("Olena")
    person.says("/hello")
    await bot.settle()
    assert [message.text for message in person.sees()][1:] == ["one", "two"]


async def test_a_done_update_keeps_its_id_and_loses_its_payload(bot: World) -> None:
    bot.telegram.person("Olena").says("/hello")
    await bot.settle()
    async with bot.sessions() as session:
        row = (await session.scalars(select(Inbox))).one()
    assert (row.state, row.payload) == ("done", None)


async def test_what_was_sent_leaves_no_row(bot: World) -> None:
    bot.telegram.person("Olena").says("/hello")
    await bot.settle()
    async with bot.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Outbox)) == 0
