"""The bot's calls as the stand-in saw them."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from bot.playground.calls import Call
from bot.playground.telegram import Telegram

if TYPE_CHECKING:
    from bot.playground.answers import JSON

_SHOWN: Final = 20
_COLUMNS: Final = ["n", "at", "method", "outcome", "chat", "text"]
_SILENT: Final = {"getUpdates", "answerCallbackQuery"}


def newest(telegram: Telegram) -> "JSON":
    """Show the newest calls that said something, as one more table."""
    loud = [call for call in telegram.calls if call.method not in _SILENT]
    return {
        "name": "calls",
        "count": len(loud),
        "columns": _COLUMNS,
        "key": ["n"],
        "brief": ["method", "outcome", "text"],
        "rows": [_row(call) for call in loud[: -_SHOWN - 1 : -1]],
    }


def _row(call: Call) -> list[object]:
    time = {"time": datetime.fromtimestamp(call.at, UTC).isoformat()}
    return [call.n, time, call.method, call.outcome, call.chat, call.text]


def last_at(telegram: Telegram, method: str) -> float:
    """Tell when a method was last called."""
    found = (call.at for call in reversed(telegram.calls) if call.method == method)
    return next(found, 0.0)
