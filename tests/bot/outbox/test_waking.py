"""The drain is woken by what an update owes to others, and by nothing else."""

import pytest
from telegram import Update

from bot.address import Address
from bot.context import Context
from bot.db import Sessions
from bot.features import Feature
from bot.models.outbox import MessageClass
from bot.playground.telegram import Telegram
from bot.services.letters import post
from tests.world import World


async def tell(_update: Update, context: Context) -> None:
    await post.owe(
        context.session,
        Address(2),
        {"text": "a"},
        message_class=MessageClass.ALERT,
    )


async def answer(_update: Update, context: Context) -> None:
    context.say("a")


FEATURE = Feature(name="waking.1", commands={"tell": tell, "answer": answer})


@pytest.mark.parametrize(("command", "wakes"), [("/tell", True), ("/answer", False)])
async def test_the_drain_is_woken_by_what_is_owed_to_others(
    sessions: Sessions, telegram: Telegram, command: str, *, wakes: bool
) -> None:
    bot = World(sessions, telegram, [FEATURE])
    await bot.start()
    telegram.person("Olena").says(command)
    await bot._carry_out(await bot._take_in())
    assert bot.parts.drain.wake.is_set() is wakes
