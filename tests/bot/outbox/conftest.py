"""A bot that says, edits and tells of news, and what is left in its outbox."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.address import Address
from bot.context import Context
from bot.db import Sessions
from bot.features import Feature
from bot.i18n import _
from bot.keyboards import Button, column
from bot.models import Notice, Outbox
from bot.models.outbox import MessageClass
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.saying import Saying
from bot.services.letters import post
from handlers import members
from tests.world import World

NAME = "out.1"
WORDS = _("<b>News</b> of {name}", name="Роман & <син>")


async def say(_update: Update, context: Context) -> None:
    for word in context.arguments:
        context.say(word)


async def keys(_update: Update, context: Context) -> None:
    context.say(WORDS, column(Button("edit", f"{NAME}:edit")))


async def edit(_update: Update, context: Context) -> None:
    context.edit("edited")
    context.say("after")


async def strip(_update: Update, context: Context) -> None:
    context.strip_buttons()
    context.say("after")


async def ask(_update: Update, context: Context) -> None:
    context.ask("getChat", {}, purpose="chat")


async def hear(context: Context) -> None:
    context.say(f"heard {sorted(context.result)} {context.result.get('error')}")


async def tell(_session: AsyncSession, notice: Notice) -> Saying | None:
    match notice.kind:
        case "silent":
            return None
        case "broken":
            raise ZeroDivisionError
        case _:
            return Saying(WORDS)


FEATURE = Feature(
    name=NAME,
    commands={"say": say, "keys": keys, "ask": ask},
    group_commands={"say": say},
    buttons={"edit": edit, "strip": strip},
    results={"chat": hear},
    notices={"news": tell, "silent": tell, "broken": tell},
)
FEATURES = [FEATURE, members.FEATURE]


@pytest.fixture
async def bot(sessions: Sessions, telegram: Telegram) -> World:
    bot = World(sessions, telegram, FEATURES)
    await bot.start()
    return bot


@pytest.fixture
def olena(bot: World) -> Person:
    person = bot.telegram.person("Olena")
    person.says("hello")
    bot.telegram.updates.clear()
    return person


@dataclass
class Post:
    """Owes messages, and looks at what is still owed."""

    sessions: Sessions

    async def owe(
        self,
        chat_id: int,
        text: str,
        *,
        thread: int | None = None,
        message_class: MessageClass = MessageClass.NOTICE,
        **options: Any,
    ) -> int | None:
        async with self.sessions.begin() as session:
            return await post.owe(
                session,
                Address(chat_id, thread),
                {"text": text},
                message_class=message_class,
                **options,
            )

    async def rows(self) -> list[Outbox]:
        async with self.sessions() as session:
            found = await session.scalars(select(Outbox).order_by(Outbox.id))
            return list(found)

    async def row(self) -> Outbox:
        [row] = await self.rows()
        return row

    async def states(self) -> list[str]:
        return [row.state for row in await self.rows()]


@pytest.fixture(name="post")
def _post(sessions: Sessions) -> Post:
    return Post(sessions)


def heard(someone: Person) -> list[str]:
    """List what the bot said to somebody."""
    return [message.text for message in someone.sees() if message.from_bot]
