"""The messages of a digest in the outbox, by their keys."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from bot.models import Outbox
from bot.models.outbox import OutboxState

_GIVEN_UP: Final = (OutboxState.DEAD, OutboxState.CANCELLED)


def key(digest_id: int, place: int) -> str:
    """Name a message of a digest by its place, from 0 on; there are two at most."""
    return f"digest:{digest_id}:{place + 1}" if place else f"digest:{digest_id}"


def keys(digest_id: InstrumentedAttribute[Any]) -> list[ColumnElement[str]]:
    """Name, inside a query, all messages of a digest."""
    first = func.concat("digest:", digest_id)
    return [first, func.concat(first, ":2")]


def begun_by(key: str) -> int | None:
    """Tell whose first message a key names; None if it names anything else."""
    kind, _, rest = key.partition(":")
    return int(rest) if kind == "digest" and rest.isdecimal() else None


def given_up(digest_id: InstrumentedAttribute[Any]) -> Exists:
    """Tell, inside a query, whether a message of a digest was given up."""
    failed = select(Outbox.id).where(
        Outbox.key.in_(keys(digest_id)), Outbox.state.in_(_GIVEN_UP)
    )
    return failed.exists()
