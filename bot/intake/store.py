"""The inbox: one statement for up to 100 updates, committed before the answer."""

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import Cell, Vault
from bot.db import Sessions, vault
from bot.intake import floods
from bot.intake.origin import Origin

_INSERT: Final = text("""
    insert into inbox (bot_id, update_id, lane, payload, state)
    select :bot_id, * from unnest(
        cast(:ids as bigint[]), cast(:lanes as bigint[]),
        cast(:payloads as bytea[]), cast(:states as text[])
    )
    on conflict do nothing
    returning lane
""")


def payload_cell(update_id: int) -> Cell:
    """Name the cell of an update's payload."""
    return Cell("inbox", "payload", update_id)


class Inbox:
    """Takes updates in, and tells `waiting` which lanes have new work."""

    def __init__(self, sessions: Sessions, bot_id: int) -> None:
        self._sessions = sessions
        self._bot_id = bot_id

    async def store(self, updates: Sequence[dict[str, Any]]) -> set[int]:
        """Commit updates; a redelivered one changes nothing. Returns their lanes."""
        if not updates:
            return set()
        async with self._sessions.begin() as session:
            return await keep(session, self._bot_id, updates)


async def keep(
    session: AsyncSession, bot_id: int, updates: Sequence[dict[str, Any]]
) -> set[int]:
    """Write updates into the inbox, shedding what one sender floods."""
    keys = vault(session)
    origins = [Origin.of(raw) for raw in updates]
    lanes = [origin.lane(keys) for origin in origins]
    shed = await floods.shed(session, origins, lanes)
    ids = [int(raw["update_id"]) for raw in updates]
    values = {
        "bot_id": bot_id,
        "ids": ids,
        "lanes": lanes,
        "payloads": [
            None if index in shed else _seal(keys, raw)
            for index, raw in enumerate(updates)
        ],
        "states": ["shed" if index in shed else "new" for index in range(len(ids))],
    }
    return set((await session.execute(_INSERT, values)).scalars())


def _seal(keys: Vault, raw: dict[str, Any]) -> bytes:
    body = json.dumps(raw, ensure_ascii=True, separators=(",", ":"))
    return keys.seal(body, payload_cell(int(raw["update_id"])))
