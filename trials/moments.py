"""The bot's clock, set to local moments of a trial."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import text

from trials.ground import Ground

KYIV: Final = ZoneInfo("Europe/Kyiv")
_SET: Final = text("update clock set ahead = cast(:moment as timestamptz) - now()")
_MOVE: Final = text("update clock set ahead = ahead + cast(:by as interval)")


async def set_to(ground: Ground, moment: datetime) -> None:
    """Let it be a moment; from then on time goes on."""
    async with ground.engine.begin() as connection:
        await connection.execute(_SET, {"moment": moment})


async def move(ground: Ground, by: timedelta) -> None:
    """Let the clock jump, ahead or back."""
    async with ground.engine.begin() as connection:
        await connection.execute(_MOVE, {"by": by})
