"""What an update leaves behind, in one statement: messages, the form, and "done"."""

from collections.abc import Sequence
from typing import Any, Final

from bot.direct import Driver
from bot.models.remembered import HEARD
from bot.unit import FormRow, Unit

_OWE: Final = """
    insert into outbox (id, chat_key, destination, method, payload, class, purpose,
        lane, state, owner, claimed_at)
    select * from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::text[],
        $5::bytea[], $6::bigint[], $7::text[], $8::bigint[], $9::text[],
        $10::bigint[], $11::timestamptz[])
"""
_COLUMNS: Final = (
    "id",
    "chat_key",
    "destination",
    "method",
    "payload",
    "message_class",
    "purpose",
    "lane",
    "state",
    "owner",
    "claimed_at",
)
_DONE: Final = """
    update inbox set state = 'done', payload = null, account = null,
        done_at = app_now()
    where bot_id = $12 and update_id = $13
    returning exists (select from inbox later where later.bot_id = $12
        and later.lane = inbox.lane and later.state = 'new'
        and later.update_id > $13)
"""
_KEEP: Final = """
    insert into conversation (person_id, form, step, turn, answers, expires_at)
    values ($16, $17, $18, $19, $20, $21)
    on conflict (person_id) do update set form = excluded.form, step = excluded.step,
        turn = excluded.turn, answers = excluded.answers,
        expires_at = excluded.expires_at, updated_at = app_now()
"""
_HEAR: Final = f"""
    insert into remembered (chat_key, message_id, purpose)
    select $14, $15::bigint, '{HEARD}' where $15::bigint is not null
    on conflict do nothing
"""
_CLOSE: Final = f"with owed as ({_OWE}), heard as ({_HEAR}) {_DONE}"
_CLOSE_WITH_FORM: Final = (
    f"with owed as ({_OWE}), heard as ({_HEAR}), kept as ({_KEEP}) {_DONE}"
)


async def close(
    driver: Driver, unit: Unit, bot_id: int, rows: Sequence[dict[str, Any]]
) -> bool:
    """Write what is owed and the form as it stands, and erase what the update said.

    Tells whether updates wait behind.
    """
    done = (*_arrays(rows), bot_id, unit.update_id, unit.lane, _heard(unit))
    form = unit.conversation if unit.form_changed else None
    if form is None:
        closed = await driver.fetchrow(_CLOSE, *done)
    else:
        closed = await driver.fetchrow(_CLOSE_WITH_FORM, *done, *_values(form))
    return bool(closed[0])


async def owe(driver: Driver, rows: Sequence[dict[str, Any]]) -> None:
    """Write what is owed by an update that is not done."""
    await driver.execute(_OWE, *_arrays(rows))


def _heard(unit: Unit) -> int | None:
    """Tell which message is remembered: of people who agreed, where they are alone."""
    return unit.incoming if unit.private and unit.person is not None else None


def _values(form: FormRow) -> tuple[Any, ...]:
    at = form.step, form.turn, form.answers, form.expires_at
    return form.person_id, form.form, *at


def _arrays(rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
    return [[row[column] for row in rows] for column in _COLUMNS]
