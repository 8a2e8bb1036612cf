"""What an update leaves behind, in one statement: messages, the form, and "done"."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import product
from typing import Any, Final

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.unit import Unit

_OWE: Final = """
    insert into outbox (id, chat_key, destination, method, payload, class, purpose,
        lane, state, owner, claimed_at)
    select * from unnest(cast(:ids as bigint[]), cast(:chat_keys as bigint[]),
        cast(:destinations as bytea[]), cast(:methods as text[]),
        cast(:payloads as bytea[]), cast(:classes as bigint[]),
        cast(:purposes as text[]), cast(:lanes as bigint[]), cast(:states as text[]),
        cast(:owners as bigint[]), cast(:claimed as timestamptz[]))
"""
_KEEP: Final = """
    insert into conversation (person_id, form, step, turn, answers, expires_at)
    values (:person_id, :form, :step, :turn, :answers, :expires_at)
    on conflict (person_id) do update set form = excluded.form, step = excluded.step,
        turn = excluded.turn, answers = excluded.answers,
        expires_at = excluded.expires_at, updated_at = app_now()
"""
_DONE: Final = """
    update inbox set state = 'done', payload = null, account = null,
        done_at = app_now()
    where bot_id = :bot_id and update_id = :update_id
    returning exists (select from inbox later where later.bot_id = :bot_id
        and later.lane = inbox.lane and later.state = 'new'
        and later.update_id > :update_id)
"""
_COLUMNS: Final = {
    "ids": "id",
    "chat_keys": "chat_key",
    "destinations": "destination",
    "methods": "method",
    "payloads": "payload",
    "classes": "message_class",
    "purposes": "purpose",
    "lanes": "lane",
    "states": "state",
    "owners": "owner",
    "claimed": "claimed_at",
}


def _closing(*, owes: bool, keeps: bool) -> TextClause:
    parts = [f"owed as ({_OWE})"] * owes + [f"kept as ({_KEEP})"] * keeps
    head = f"with {', '.join(parts)}" if parts else ""
    return text(head + _DONE)


_CLOSING: Final = {
    (owes, keeps): _closing(owes=owes, keeps=keeps)
    for owes, keeps in product((False, True), repeat=2)
}
_OWING: Final = text(_OWE)


async def close(unit: Unit, bot_id: int, rows: Sequence[dict[str, Any]]) -> bool:
    """Write what is owed and the form as it stands, and erase what the update said.

    Tells whether updates wait behind.
    """
    values = {"bot_id": bot_id, "update_id": unit.update_id}
    if rows:
        values |= _arrays(rows)
    form = unit.conversation if unit.form_changed else None
    if form is not None:
        values |= asdict(form)
    statement = _CLOSING[bool(rows), form is not None]
    return bool((await unit.session.execute(statement, values)).scalar_one())


async def owe(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Write what is owed by an update that is not done."""
    if rows:
        await session.execute(_OWING, _arrays(rows))


def _arrays(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {name: [row[column] for row in rows] for name, column in _COLUMNS.items()}
