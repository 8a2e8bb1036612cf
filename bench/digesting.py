"""How fast a digest is made over a million submissions, and a thousand at once."""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bench import ground
from bot import db
from bot.address import Address
from bot.crypto import Vault
from bot.db import Sessions
from bot.jobs.digests import send_digests
from bot.models.notice import Recipient
from bot.services.digest import digests
from bot.services.letters import recipients

_ALL: Final = 1_000_000
_GROUPS: Final = 1_000
_EACH: Final = 100  # submissions of every other group
_LIMIT, _QUERIES, _QUEUED = 300, 10, 10  # milliseconds, questions, seconds
_ROUNDS: Final = 46
_WARM: Final = 6  # are made first and not counted
# One group has them all, over two years: one in a hundred still waits, which makes ten
# thousand, and one in a hundred of those is urgent. The others have a hundred each.
_FILL: Final = """
set session_replication_role = replica;
insert into working_group (name_uk, name_en, chat_state, created_at)
select 'Група ' || n, 'Group ' || n, 'bound', app_now() - interval '2 years'
from generate_series(0, cast(:groups as int)) as n;
create temp table places as
select id, substr(name_uk, 7)::int as place from working_group
where name_uk like 'Група %';
create temp table filled as
select n, case when n <= cast(:count as int) then 0
    else 1 + (n - cast(:count as int) - 1) / cast(:each as int) end as place,
    app_now() - ((n * 63) % 63072000) * interval '1 second' as at
from generate_series(1, cast(:count as int) + cast(:groups as int)
    * cast(:each as int)) as n;
insert into submission (id, kind, community_code, language, topic, created_at)
select n, case when n % 10 = 0 then 'concern' else 'proposal' end,
    (select min(code) from community), 'uk',
    case when n % 10 = 0 then 'C03' else 'P' || lpad((1 + n % 19)::text, 2, '0') end, at
from filled;
insert into "case" (id, submission_id, group_id, urgency, text, status, passed_at,
    answered_at, created_at)
overriding system value
select n, n, id,
    case when n % 10000 = 0 then 1 else 2 end, 'Поставити лавки біля амбулаторії',
    case when n % 100 = 0 then 'passed' else 'done' end, at + interval '1 day',
    case when n % 100 > 0 then at + interval '2 days' end, at
from filled join places using (place);
set session_replication_role = origin
"""
_DUE: Final = """
update working_group set next_digest_at = app_now(), digest_weekday = 0,
    digest_time = '09:00' where
"""
_ONE_DUE: Final = text(f"{_DUE} id = :id")
_OTHERS_DUE: Final = text(f"{_DUE} id <> :id and name_uk like 'Група %'")
_CHATS: Final = text(
    "update working_group set chat = :chat, chat_key = :key where id = :id"
)


async def main(url: str) -> None:
    """Fill the database, make one big digest again and again, then a thousand."""
    engine = db.connect(url, pool_size=5)
    keys = ground.settings().vault()
    sessions = db.make_sessions(engine, keys)
    async with engine.connect() as connection:
        biggest = await _fill(connection)
        await _bind(connection, keys)
    await _one(engine, sessions, biggest)
    await _thousand(sessions, engine, biggest)
    await engine.dispose()


async def _fill(connection: AsyncConnection) -> int:
    values = {"count": _ALL, "groups": _GROUPS, "each": _EACH}
    await connection.execute(text("set statement_timeout = 0"))
    for statement in _FILL.split(";"):
        wanted = {name: values[name] for name in values if f":{name}" in statement}
        await connection.execute(text(statement), wanted)
    await connection.commit()
    # As the server does of itself after so many rows.
    alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
    await alone.execute(text('vacuum analyze submission, "case", working_group'))
    first = await connection.scalar(
        text("select min(id) from working_group where name_uk = 'Група 0'")
    )
    return int(first or 0)


async def _bind(connection: AsyncConnection, keys: Vault) -> None:
    ids = await connection.scalars(text("select id from working_group"))
    rows = []
    for group_id in ids.all():
        address = Address(-100_000 - group_id)
        cell = recipients.cell(Recipient.GROUP, group_id)
        value = keys.seal(address.to_json(), cell)
        rows.append({"id": group_id, "chat": value, "key": address.key(keys)})
    await connection.execute(_CHATS, rows)
    await connection.commit()


async def _one(engine: AsyncEngine, sessions: Sessions, group_id: int) -> None:
    took, asked = [], 0
    for _n in range(_ROUNDS):
        async with sessions.begin() as session:
            # Each is of a week, as if the last one had been seven days ago.
            await session.execute(text("delete from digest_case"))
            await session.execute(text("delete from digest"))
            await session.execute(_A_WEEK_AGO, {"id": group_id})
            await session.execute(_ONE_DUE, {"id": group_id})
        began = time.perf_counter()
        with _counted(engine) as counted:
            async with sessions.begin() as session:
                made = await digests.make_all_due(session, [group_id])
        took.append((time.perf_counter() - began) * 1000)
        asked = max(asked, counted[0])
        if not made:
            raise LookupError("no digest was made")
    late = statistics.quantiles(took[_WARM:], n=20)[18]
    middle = statistics.median(took[_WARM:])
    _tell(f"a digest over {_ALL:,}", middle, _LIMIT, "ms, median")
    _tell("", late, _LIMIT, "ms, 95 % within")
    _tell("its questions to the database", asked, _QUERIES, "")


_A_WEEK_AGO: Final = text("""
    insert into digest (group_id, kind, local_date, state, made_at)
    values (:id, 'weekly', current_date - 7, 'queued', app_now() - interval '7 days')
""")


async def _thousand(sessions: Sessions, engine: AsyncEngine, biggest: int) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("delete from outbox"))
        await connection.execute(_OTHERS_DUE, {"id": biggest})
    began = time.perf_counter()
    await send_digests(sessions)
    took = time.perf_counter() - began
    async with engine.connect() as connection:
        owed = await connection.scalar(text("select count(*) from outbox"))
    _tell(f"{_GROUPS:,} groups due at once, {owed:,} queued", took, _QUEUED, "s")


@contextmanager
def _counted(engine: AsyncEngine) -> Iterator[list[int]]:
    """Count the statements that reach the database meanwhile."""
    counted = [0]

    def count(*_arguments: Any) -> None:
        counted[0] += 1

    event.listen(engine.sync_engine, "before_cursor_execute", count)
    try:
        yield counted
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", count)


def _tell(name: str, found: float, limit: float, unit: str) -> None:
    over = "" if found <= limit else "  over the aim"
    sys.stdout.write(f"{name:<45} {found:7.1f} {unit}{over}\n")
