"""How things stand: figures for `viche status`, none of which names anybody."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

# Locks that replicas hold: see bot/locks.py.
_HELD: Final = """
    with held as (
        select classid::int as space, objid from pg_locks
        where locktype = 'advisory' and objsubid = 2 and granted and database
          = (select oid from pg_database where datname = current_database())
    )
"""
# Each question gives lines of a name and a figure.
_QUESTIONS: Final = (
    """select 'updates waiting', count(*)::text || coalesce(', oldest '
        || round(extract(epoch from app_now() - min(received_at))) || ' s', '')
       from inbox where state = 'new'""",
    """select 'lanes waiting', count(distinct lane)::text
       from inbox where state = 'new'""",
    """select 'lanes that wait after a failure', count(distinct lane)::text
       from inbox where state = 'new' and not_before > app_now()""",
    "select 'dead letters', count(*)::text from inbox where state = 'dead'",
    """select 'messages ' || state || ', class ' || class, count(*)::text
           || ', oldest ' || round(extract(epoch from app_now() - min(created_at)))
           || ' s'
       from outbox group by class, state order by class, state""",
    """select 'mails ' || state, count(*)::text
       from mail where state <> 'sent' group by state order by state""",
    """select 'replicas alive', count(l.objid) || ' of ' || count(*)
       from replica r left join held l on l.space = 1 and l.objid = r.id::oid""",
    """select work, case when count(objid) > 0 then 'a replica does' else 'nobody' end
       from (values ('polling', 2), ('sending', 3)) as led (work, space)
       left join held using (space) group by work, space order by space""",
    """select 'last digest of group ' || g.id,
           coalesce(to_char(max(d.made_at) filter (where d.state = 'queued')
                            at time zone 'utc', 'YYYY-MM-DD HH24:MI "UTC"'), 'none yet')
           || coalesce(', skipped that of '
                       || max(d.local_date) filter
                            (where d.state in ('skipped', 'full')), '')
       from working_group g left join digest d on d.group_id = g.id
       group by g.id order by g.id""",
    "select name, n::text from counter order by name",
)


async def lines(session: AsyncSession) -> Sequence[tuple[str, str]]:
    """Answer every question."""
    found: list[tuple[str, str]] = []
    for question in _QUESTIONS:
        rows: Any = await session.execute(text(_HELD + question))
        found += [(name, figure) for name, figure in rows]
    return found
