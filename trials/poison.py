"""Commands of the trial that fail for ever: they raise, hang, or kill their process."""

import asyncio
import os
import signal
from typing import Final

from telegram import Update

from bot.context import Context
from bot.features import Feature

_HANGS: Final = 60.0


async def _raise(_update: Update, _context: Context) -> None:
    raise RuntimeError


async def _hang(_update: Update, _context: Context) -> None:
    await asyncio.sleep(_HANGS)


async def _die(_update: Update, _context: Context) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


POISON: Final = Feature(
    name="poison.1", commands={"raise": _raise, "hang": _hang, "die": _die}
)
