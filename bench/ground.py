"""A database with people who agreed, for the bench."""

from typing import Final

from sqlalchemy import text

from bench.telegram import FIRST_PERSON
from bot import crypto, db, schema
from bot.address import Address
from bot.db import vault
from bot.i18n import Text, translator
from bot.models.outbox import MessageClass
from bot.saying import Saying
from bot.services.letters import post
from bot.services.places import communities, groups
from bot.services.places.groups import NewGroup
from bot.services.team import people, staff
from bot.settings import Settings, load

_COORDINATOR: Final = 1
_OTHERS: Final = 5_000_000
_COMMUNITY: Final = "UA18020030000035625"
_SECRET: Final = crypto.make_secret()
_KEPT_EMPTY: Final = ("inbox", "outbox", "conversation", "submission", "replica")
_environment: dict[str, str] = {}


def settle(url: str, port: int) -> None:
    """Fix the environment of the bots."""
    _environment.update(
        BOT_TOKEN="42:playground",  # noqa: S106 - of no worth
        SECRET_KEY=_SECRET,
        TELEGRAM_API_URL=f"http://127.0.0.1:{port}",
        DATABASE_URL=url,
        LOG_LEVEL="ERROR",
        SUBMISSIONS_A_DAY="1000",
        UPDATES_A_MINUTE="1000000",
    )


def environment() -> dict[str, str]:
    """Return the environment of the bots."""
    return _environment


async def prepare(url: str, count: int) -> None:
    """Make the tables and everybody in them."""
    engine = db.connect(url)
    await schema.migrate(engine)
    async with db.make_sessions(engine, settings().vault()).begin() as session:
        await communities.load_register(session)
        boss = await people.agree(
            session, vault(session).accounts(_COORDINATOR), language="uk"
        )
        await staff.ensure_coordinator(session, boss, Address(_COORDINATOR))
        new = NewGroup(name_uk="Г", name_en="G", communities=[_COMMUNITY])
        await groups.create(session, boss.id, new)
        for number in range(count):
            accounts = vault(session).accounts(FIRST_PERSON + number)
            person = await people.agree(session, accounts, language="uk")
            await people.keep_community(session, person, _COMMUNITY)
    await engine.dispose()


async def clear(url: str) -> None:
    """Empty what the last round filled, and let PostgreSQL rest."""
    engine = db.connect(url, pool_size=1)
    async with engine.begin() as connection:
        await connection.execute(
            text(f"truncate {', '.join(_KEPT_EMPTY)} cascade")  # our own names
        )
    await engine.dispose()


async def owe_broadcast(url: str, count: int) -> None:
    """Owe a broadcast to people who do not take part in the race."""
    engine = db.connect(url, pool_size=1)
    saying = Saying(Text("Next digest: {date}", None, {"date": "…"}))
    payload = saying.render(translator("uk"))
    async with db.make_sessions(engine, settings().vault()).begin() as session:
        for number in range(count):
            address = Address(_OTHERS + number)
            await post.owe(
                session, address, payload, message_class=MessageClass.BROADCAST
            )
    await engine.dispose()


def settings() -> Settings:
    """Return the settings of our bot."""
    return load(
        _env_file=None,
        bot_token="42:playground",  # noqa: S106 - of no worth
        secret_key=_SECRET,
    )
