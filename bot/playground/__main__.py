"""Start the stand-in by itself: python -m bot.playground --port 8081."""

import argparse
import asyncio
import sys
from pathlib import Path

from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.playground.world import WORTHLESS


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bot.playground")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--token", default=WORTHLESS)
    parser.add_argument("--username", default="viche_bot")
    parser.add_argument("--journal", type=Path)
    try:
        asyncio.run(run(parser.parse_args()))
    except KeyboardInterrupt:
        sys.exit(0)


async def run(options: argparse.Namespace) -> None:
    """Seat a few people and serve."""
    telegram = Telegram(
        options.token, bot_username=options.username, journal=options.journal
    )
    seat(telegram)
    runner = await serve(telegram, options.host, options.port)
    host, port = runner.addresses[0][:2]
    address = f"http://{host}:{port}"
    sys.stdout.write(f"Phones: {address}/  Bot API: {address}/bot{options.token}/\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await telegram.close()
        await runner.cleanup()


def seat(telegram: Telegram) -> None:
    """Let a resident, a newcomer and a moderator join, and open a group."""
    resident = telegram.person("Олена", language_code="uk")
    newcomer = telegram.person("Maksym", language_code="en")
    moderator = telegram.person("Тарас", language_code="uk")
    telegram.group("Робоча група", [moderator, resident, newcomer])


if __name__ == "__main__":
    main()
