"""`viche demo`: the whole product on one machine, without Telegram and without a token.

The bot runs as the real thing in a process of its own; only TELEGRAM_API_URL differs.
"""

import asyncio
import contextlib
import signal
import sys
from pathlib import Path
from typing import Final

from rich.console import Console
from sqlalchemy import text

from bot import crypto, db, embedded, sample, schema
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.services import communities
from bot.settings import Settings, load

FOLDER: Final = Path(".data/demo")
TOKEN: Final = "42:playground"  # noqa: S105 - the stand-in's own
_DATABASE: Final = "demo"
_RESTART_AFTER: Final = 0.5

_OUT: Final = Console(highlight=False)


async def run(port: int) -> None:
    """Start stand-in, database and bot, and print where to look, until interrupted."""
    telegram = Telegram(TOKEN)
    runner = await serve(telegram, "127.0.0.1", port)
    address = f"http://127.0.0.1:{port}"
    url = await _fresh_database()
    settings = _settings(address)
    try:
        await _fill(settings, url, telegram)
        async with asyncio.TaskGroup() as group:
            keeper = group.create_task(_keep_running(settings, url))
            _OUT.print(
                f"\n  Viche is here: [bold]{address}[/bold]   (Ctrl+C ends it)\n"
            )
            await _interrupted()
            keeper.cancel()
    finally:
        await telegram.close()
        await runner.cleanup()


async def _fresh_database() -> str:
    server = embedded.start(FOLDER / "postgres")
    engine = db.connect(embedded.url(server), pool_size=1)
    async with engine.connect() as opened:
        connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(
            text(f"drop database if exists {_DATABASE} with (force)")
        )
        await connection.execute(text(f"create database {_DATABASE}"))
    await engine.dispose()
    return embedded.url(server, _DATABASE)


def _settings(address: str) -> Settings:
    return load(
        _env_file=None,
        bot_token=TOKEN,
        secret_key=crypto.make_secret(),
        telegram_api_url=address,
        coordinators=str(sample.COORDINATOR_ID),
        log_level="WARNING",
        log_format="pretty",
    )


async def _fill(settings: Settings, url: str, telegram: Telegram) -> None:
    engine = db.connect(url)
    await schema.migrate(engine)
    async with db.make_sessions(engine, settings.vault()).begin() as session:
        await communities.load_register(session)
        await sample.fill(session, sample.seat(telegram))
    await engine.dispose()


async def _keep_running(settings: Settings, url: str) -> None:
    """Run the bot; killed, it comes back, as under any supervisor."""
    while True:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=_environment(settings, url)
        )
        try:
            await process.wait()
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            await process.wait()
        await asyncio.sleep(_RESTART_AFTER)


def _environment(settings: Settings, url: str) -> dict[str, str]:
    return {
        "BOT_TOKEN": settings.bot_token.get_secret_value(),
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "TELEGRAM_API_URL": settings.telegram_api_url,
        "COORDINATORS": ",".join(map(str, settings.coordinators)),
        "DATABASE_URL": url,
        "LOG_LEVEL": settings.log_level,
        "LOG_FORMAT": settings.log_format,
    }


async def _interrupted() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    await stop.wait()
