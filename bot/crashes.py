"""Crash reports to the operator's Sentry: which error, and where; never contents.

Its library only carries them. It hooks into nothing, so what is not put into a report
here cannot be in it.
"""

import atexit
import time
import traceback
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any, Final, cast

from pydantic import SecretStr
from structlog.typing import EventDict

from bot import __version__

if TYPE_CHECKING:
    from sentry_sdk.types import Event

_APART: Final = 60.0  # seconds between reports of the same error: the database is away
_MOST: Final = 500  # errors remembered for that
_SERIOUS: Final = {"error", "critical"}
_OURS: Final = {"bot", "handlers"}

Report = dict[str, Any]
Send = Callable[[Report], object]


class Reporter:
    """Reports the errors of which the log tells; the same one once a minute."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._told: dict[object, float] = {}

    def hear(self, event: EventDict, error: BaseException) -> None:
        """Report what an entry of the log tells, if it is serious."""
        if event["level"] not in _SERIOUS:
            return
        frames = [_frame(*each) for each in traceback.walk_tb(error.__traceback__)]
        if self._is_new((type(error), str(frames[-1:])), time.monotonic()):
            self._send(_report(error, frames, event.get("reference")))

    def _is_new(self, what: object, now: float) -> bool:
        last = self._told.get(what)
        if last is not None and now - last < _APART:
            return False
        if len(self._told) >= _MOST:
            self._told.clear()
        self._told[what] = now
        return True


def reporter(dsn: SecretStr | None) -> Reporter | None:
    """Make the reporter to a project, if there is one; loads what carries reports."""
    if dsn is None:
        return None
    from sentry_sdk import Client  # noqa: PLC0415 - nobody else waits for it

    client = Client(
        dsn.get_secret_value(),
        release=f"viche@{__version__}",
        server_name="",
        environment="production",
        debug=False,
        default_integrations=False,
        auto_enabling_integrations=False,
        auto_session_tracking=False,
        send_client_reports=False,
    )
    atexit.register(client.close, timeout=2.0)
    return Reporter(lambda report: client.capture_event(cast("Event", report)))


def _report(error: BaseException, frames: list[Report], reference: object) -> Report:
    """Write a report without the error's message: that may quote a person."""
    kind = type(error)
    value = {
        "type": kind.__name__,
        "module": kind.__module__,
        "stacktrace": {"frames": frames},
    }
    tags = {} if reference is None else {"reference": str(reference)}
    return {"level": "error", "tags": tags, "exception": {"values": [value]}}


def _frame(frame: FrameType, line: int) -> Report:
    module = str(frame.f_globals.get("__name__"))
    return {
        "module": module,
        "function": frame.f_code.co_qualname,
        "filename": frame.f_code.co_filename.rsplit("/", 1)[-1],
        "lineno": line,
        "in_app": module.partition(".")[0] in _OURS,
    }
