"""An update as it is opened: what it says, where it came from, and who sent it."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.intake.origin import Origin
from bot.intake.store import payload_cell
from bot.models.outbox import OUTBOX_BLOCK
from bot.unit import Unit
from bot.updates import reading, who
from bot.updates.lanes import Head


def prepare(session: AsyncSession, lane: int, head: Head) -> Unit:
    """Make the unit of an update that is still sealed."""
    rows = iter(range(head.rows, head.rows + OUTBOX_BLOCK))
    return Unit(
        session, head.update_id, lane, head.now, rows, Address(0), 0, private=True
    )


async def unseal(unit: Unit, head: Head) -> dict[str, Any]:
    """Read an update into its unit; returns its JSON."""
    body = vault(unit.session).open(head.payload, payload_cell(head.update_id))
    raw = reading.read(body)
    _place(unit, raw)
    if unit.user_id:
        unit.accounts = vault(unit.session).accounts(unit.user_id)
        unit.person, unit.conversation = await who.find(
            unit.session, head, unit.accounts
        )
        unit.may_have_role = head.has_role or head.person_id is None
    return raw


def _place(unit: Unit, raw: dict[str, Any]) -> None:
    if "result_of" in raw:
        unit.result, unit.asked = raw, raw["asked"]
        unit.address = Address(*unit.asked["address"])
        unit.user_id, unit.private = unit.asked["user"], unit.asked["private"]
        return
    origin = Origin.of(raw)
    query = raw.get("callback_query", {})
    unit.query_id = query.get("id")
    unit.pressed = query.get("message", {}).get("message_id")
    unit.incoming = (raw.get("message") or raw.get("edited_message") or {}).get(
        "message_id"
    )
    unit.language_hint = _client_language(raw)
    unit.address = Address(origin.chat_id or 0, _thread(raw))
    unit.user_id, unit.private = origin.user_id or 0, origin.private


def _thread(raw: dict[str, Any]) -> int | None:
    message = raw.get("message") or raw.get("callback_query", {}).get("message") or {}
    return message.get("message_thread_id") if message.get("is_topic_message") else None


def _client_language(raw: dict[str, Any]) -> str | None:
    for value in raw.values():
        if isinstance(value, dict) and isinstance(value.get("from"), dict):
            found: str | None = value["from"].get("language_code")
            return found
    return None
