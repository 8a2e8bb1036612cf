"""`viche migrate`."""

import asyncio

from bot import db, forgotten, preflight, schema
from bot.commands import database, forgetting
from bot.services.places import communities
from bot.settings import Settings


def migrate(chosen: Settings) -> None:
    """Bring schema and register up to date; forget again what a backup brought back."""
    asyncio.run(_migrate(chosen))


async def _migrate(chosen: Settings) -> None:
    engine = db.connect(database.address(chosen))
    await preflight.reach(engine)
    await schema.migrate(engine)
    await preflight.check(engine, chosen.vault())
    async with db.make_sessions(engine, chosen.vault()).begin() as session:
        await communities.load_register(session)
        await forgetting.repeat(session, [forgotten.of(chosen.data_dir)])
    await engine.dispose()
