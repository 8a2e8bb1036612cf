"""Results of calls come back through the inbox, in the lane that asked."""

import json
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import vault
from bot.intake.store import payload_cell
from bot.models import Inbox
from bot.outbox.row import Row


async def bring(
    session: AsyncSession, bot_id: int, row: Row, answer: dict[str, Any]
) -> None:
    """Put a call's result into the inbox, once; its id is minus the outbox row."""
    body = {"result_of": row.purpose, "asked": row.payload["asked"]} | answer
    sealed = vault(session).seal(json.dumps(body), payload_cell(-row.id))
    values = {
        "bot_id": bot_id,
        "update_id": -row.id,
        "lane": row.lane,
        "payload": sealed,
    }
    await session.execute(insert(Inbox).values(**values).on_conflict_do_nothing())
