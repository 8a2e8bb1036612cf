"""What the trial's form must come to when updates are carried out in some order."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from trials import form

# Numbers are given while the lane is held, so that they tell the order in it.
_SCHEMA: Final = (
    "create table trial_done (seq bigint generated always as identity, id bigint)",
    """
    create function trial_done() returns trigger language plpgsql as $$
    begin
        insert into trial_done (id) values (new.update_id);
        return null;
    end $$
    """,
    """
    create trigger trial_done after update on inbox for each row
    when (new.state = 'done') execute function trial_done()
    """,
)
_ORDER: Final = text("select id from trial_done order by seq")


async def watch(connection: AsyncConnection) -> None:
    """Write down from now on in which order updates are done."""
    for statement in _SCHEMA:
        await connection.execute(text(statement))


async def order(connection: AsyncConnection) -> Sequence[int]:
    """Give the ids of updates in the order in which they were done."""
    return (await connection.execute(_ORDER)).scalars().all()


def expected(said: Iterable[str]) -> list[tuple[str, str]]:
    """Say which effects, and at which steps, one person's words must leave."""
    effects, step = [], 0  # no form is open
    for words in said:
        tag = words.rpartition(" ")[2]
        step = 1 if words != tag else step
        if step:
            effects.append((tag, form.STEPS[step - 1]))
            step = (step + 1) % (len(form.STEPS) + 1)
    return effects
