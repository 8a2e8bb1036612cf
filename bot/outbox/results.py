"""Results of calls come back through the inbox, in the lane that asked."""

import json
from typing import Any, Final

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import vault
from bot.intake.store import payload_cell
from bot.models import Inbox
from bot.outbox.row import Row

_FIRST: Final = -(2**62)  # ids of results: below those of updates, in the order of rows


async def bring(
    session: AsyncSession, bot_id: int, row: Row, answer: dict[str, Any]
) -> None:
    """Put a call's result into the inbox, once, before updates, behind older ones."""
    update_id = _FIRST + row.id
    asked = row.payload["asked"]
    body = {"result_of": row.purpose, "asked": asked} | answer
    keys = vault(session)
    values = {
        "bot_id": bot_id,
        "update_id": update_id,
        "lane": row.lane,
        "account": keys.accounts(asked["user"])[0],
        "payload": keys.seal(json.dumps(body), payload_cell(update_id)),
    }
    await session.execute(insert(Inbox).values(**values).on_conflict_do_nothing())
