"""Things that are counted but not kept."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Counter


async def count(session: AsyncSession, name: str, n: int = 1) -> None:
    """Add to a counter."""
    statement = insert(Counter).values(name=name, n=n)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[Counter.name], set_={"n": Counter.n + statement.excluded.n}
        )
    )
