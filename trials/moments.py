"""The bot's clock, set to local moments of a trial."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import TextClause, text

from trials.ground import Ground

KYIV: Final = ZoneInfo("Europe/Kyiv")
_SET: Final = text("""
    update clock set ahead = cast(:moment as timestamptz) - now()
    returning extract(epoch from ahead)::float
""")
_MOVE: Final = text("""
    update clock set ahead = ahead + cast(:by as interval)
    returning extract(epoch from ahead)::float
""")


async def set_to(ground: Ground, moment: datetime) -> None:
    """Let it be a moment; from then on time goes on."""
    await _let(ground, _SET, {"moment": moment})


async def move(ground: Ground, by: timedelta) -> None:
    """Let the clock jump, ahead or back."""
    await _let(ground, _MOVE, {"by": by})


def at(ground: Ground, moment: float) -> datetime:
    """Tell what time it was for the bot at a moment of a real clock."""
    ahead = [ahead for began, ahead in ground.moves if began <= moment]
    return datetime.fromtimestamp(moment + ahead[-1], UTC)


async def _let(ground: Ground, moved: TextClause, values: dict[str, Any]) -> None:
    began = time.time()
    async with ground.engine.begin() as connection:
        ahead = (await connection.execute(moved, values)).scalar_one()
    ground.moves.append((began, ahead))
