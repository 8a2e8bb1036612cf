"""`viche demo`: the whole product on one machine, without Telegram and without a token.

The bot runs as the real thing in a process of its own; only TELEGRAM_API_URL differs.
"""

import asyncio
import signal
import socket
from typing import Final

from rich.console import Console
from sqlalchemy import text

from bot import db, embedded
from bot.demo.stage import FOLDER, opened
from bot.errors import StartError

_OUT: Final = Console(highlight=False)


async def run(port: int) -> None:
    """Start everything and print where to look, until interrupted.

    Raises StartError when the port is taken (another demo there stays) or none.
    """
    _check_free(port)
    server = embedded.start(FOLDER / "postgres")
    database = f"demo_{port}"  # demos on other ports keep theirs
    await make_database(embedded.url(server), database)
    async with opened(embedded.url(server, database), port) as stage:
        _OUT.print(
            f"\n  Viche is here: [bold]{stage.address}[/bold]   (Ctrl+C ends it)\n"
            f"  Its mails: {stage.address}/demo/mails\n"
        )
        await _interrupted()


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise StartError(
                "PORT",
                got=f"{port} ({error})",
                wanted="a free one: make demo PORT=8082, or viche demo --port 8082",
            ) from None


async def make_database(url: str, name: str) -> None:
    """Make an empty database, in the place of an older one."""
    engine = db.connect(url, pool_size=1)
    async with engine.connect() as opened:
        connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(f"drop database if exists {name} with (force)"))
        await connection.execute(text(f"create database {name}"))
    await engine.dispose()


async def _interrupted() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    await stop.wait()
