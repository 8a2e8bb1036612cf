"""How effects are seen: rows written in the transaction of the update itself.

The trial's own form writes them. What the product's form does is written down by
triggers, which count on the order of one person's updates: the tag of an effect is its
number among them, so that one lost or doubled displaces all that follow.
"""

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_SCHEMA: Final = (
    """
    create table trial_effect (
        seq bigint generated always as identity,
        chat bigint, tag text, step text, process int
    )
    """,
    "create index on trial_effect (chat)",
    "create table trial_person (person_id bigint primary key, chat bigint, name text)",
    """
    create function trial_note(who bigint, what text) returns void language sql as $$
        insert into trial_effect (chat, tag, step)
        select p.chat, p.name || '.' || (
            select count(*) from trial_effect e where e.chat = p.chat
        ), what
        from trial_person p where p.person_id = who
    $$
    """,
    """
    create function trial_conversation() returns trigger language plpgsql as $$
    begin
        perform trial_note(new.person_id, new.step);
        return null;
    end $$
    """,
    """
    create function trial_submission() returns trigger language plpgsql as $$
    begin
        perform trial_note(new.person_id, 'sent');
        return null;
    end $$
    """,
    """
    create trigger trial_begun after insert on conversation for each row
    when (new.step is not null) execute function trial_conversation()
    """,
    """
    create trigger trial_stepped after update on conversation for each row
    when (new.step is not null and new.step is distinct from old.step)
    execute function trial_conversation()
    """,
    """
    create trigger trial_sent after insert on submission for each row
    execute function trial_submission()
    """,
)


async def prepare(connection: AsyncConnection) -> None:
    """Make the tables and triggers of the trial."""
    for statement in _SCHEMA:
        await connection.execute(text(statement))
