"""The stage: stand-in, database, sample network and bot, opened and closed together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web
from sqlalchemy import text

from bot import crypto, db, sample, schema
from bot.demo import files, inside, postbox
from bot.demo.keeper import Keeper
from bot.demo.postbox import Postbox
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.services.places import communities
from bot.settings import Settings, load

FOLDER: Final = Path(".data/demo")  # its deletions are none of the real bot's
TAKE_BACK: Final = 5  # seconds; nobody at the demo waits a minute
_NIGHT: Final = text("""
    update clock set ahead = make_interval(hours => 12)
    where extract(hour from now() at time zone 'Europe/Kyiv') not between 8 and 19
""")
TOKEN: Final = "42:playground"  # noqa: S105 - the stand-in's own


@dataclass(frozen=True, slots=True)
class Stage:
    """What a demo consists of while it is open."""

    address: str
    telegram: Telegram
    keeper: Keeper
    settings: Settings


@asynccontextmanager
async def opened(url: str, port: int) -> AsyncIterator[Stage]:
    """Open the demo on an empty database; port 0 takes a free one."""
    telegram, keeper, engine = Telegram(TOKEN), Keeper(), db.connect(url, pool_size=2)
    watched = inside.Inside(telegram, keeper, engine)
    box = Postbox()
    mails = web.get("/demo/mails", box.show)
    routes = [*inside.routes(watched), *files.routes(telegram), mails]
    runner = await serve(telegram, "127.0.0.1", port, routes)
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with postbox.opened(box) as smtp, asyncio.TaskGroup() as group:
            settings = _settings(address, url, smtp)
            await _fill(settings, url, telegram)
            work = group.create_task(keeper.run(_environment(settings)))
            yield Stage(address, telegram, keeper, settings)
            work.cancel()
    finally:
        await telegram.close()
        await runner.cleanup()
        await engine.dispose()


def _settings(address: str, url: str, smtp: int) -> Settings:
    pages = postbox.free_port()
    return load(
        smtp_url=f"smtp://127.0.0.1:{smtp}",
        mail_from=postbox.SENDER,
        public_url=f"http://127.0.0.1:{pages}",
        port=pages,
        _env_file=None,
        bot_token=TOKEN,
        secret_key=crypto.make_secret(),
        telegram_api_url=address,
        database_url=url,
        coordinators=str(sample.COORDINATOR_ID),
        data_dir=FOLDER,
        take_back=TAKE_BACK,
        log_level="WARNING",
        log_format="pretty",
    )


async def _fill(settings: Settings, url: str, telegram: Telegram) -> None:
    engine = db.connect(url)
    await schema.migrate(engine)
    async with db.make_sessions(engine, settings.vault()).begin() as session:
        await communities.load_register(session)
        await session.execute(_NIGHT)  # authors would hear nothing until the morning
        await sample.fill(session, sample.seat(telegram))
    await engine.dispose()


def _environment(settings: Settings) -> dict[str, str]:
    secrets = (settings.bot_token, settings.secret_key, settings.database_url)
    token, key, url = (each.get_secret_value() if each else "" for each in secrets)
    return postbox.environment(settings) | {
        "BOT_TOKEN": token,
        "SECRET_KEY": key,
        "DATABASE_URL": url,
        "TELEGRAM_API_URL": settings.telegram_api_url,
        "COORDINATORS": ",".join(map(str, settings.coordinators)),
        "DATA_DIR": str(settings.data_dir),
        "TAKE_BACK": str(settings.take_back),
        "LOG_LEVEL": settings.log_level,
        "LOG_FORMAT": settings.log_format,
    }
