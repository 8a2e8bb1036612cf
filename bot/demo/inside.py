"""What the strip of the page shows: what the bot stored, what it owes, how it is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import sample
from bot.demo import calls, tables
from bot.demo.keeper import Keeper
from bot.playground.telegram import Telegram

if TYPE_CHECKING:
    from bot.playground.answers import JSON

_RATE: Final = "429"
_PHONES: Final = 4  # on the desk; the others lie in the drawer


@dataclass(frozen=True, slots=True)
class Inside:
    """Looks at both sides: at the stand-in, and with plain SQL at the database."""

    telegram: Telegram
    keeper: Keeper
    engine: AsyncEngine

    async def show(self, _request: web.Request) -> web.Response:
        """Show everything."""
        try:
            async with self.engine.connect() as connection:
                shown = await tables.newest(connection)
                counts = await tables.count(connection)
        except (OSError, SQLAlchemyError):
            return web.json_response({"error": "the database is away"}, status=503)
        facts: JSON = {
            "bot": self._bot(),
            "ledger": self._ledger(counts),
            "owed": counts.owed,
            "faults": self._faults(),
            "tables": [*shown, calls.newest(self.telegram)],
        }
        return web.json_response(facts)

    async def show_cast(self, _request: web.Request) -> web.Response:
        """Say who plays what, and whose phones lie on the desk."""
        roles = sample.ROLES
        facts = {"roles": roles, "order": list(roles), "hidden": list(roles)[_PHONES:]}
        return web.json_response(facts)

    async def kill(self, request: web.Request) -> web.Response:
        """Kill the bot, for our page only; its keeper starts it again."""
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        self.keeper.kill()
        return web.json_response({})

    def _bot(self) -> "JSON":
        process, keeper = self.keeper.process, self.keeper
        state = "down"
        if keeper.alive:
            heard = calls.last_at(self.telegram, "getUpdates")
            state = "running" if heard > keeper.since else "starting"
        pid = process.pid if process else None
        return {"state": state, "pid": pid, "starts": keeper.starts}

    def _ledger(self, counts: tables.Counts) -> "JSON":
        updates = self.telegram.updates
        waiting, made = len(updates), updates.made
        confirmed = made - waiting - updates.expired
        lost = max(0, confirmed - counts.stored)
        return {
            "sent": made,
            "stored": counts.stored,
            "done": counts.done,
            "waiting": counts.waiting,
            "dead": counts.dead,
            "doubt": counts.doubt,
            # What Telegram holds for the bot until it is stored.
            "held": max(0, made - updates.expired - counts.stored - lost),
            # What the bot confirmed to Telegram must lie in its inbox.
            "lost": lost,
        }

    def _faults(self) -> "JSON":
        active = self.telegram.faults.active
        limited = sum(one.times or 0 for one in active if one.kind == _RATE)
        return {"network": not self.telegram.is_cut, "limited": limited}


Handler = Callable[[web.Request], Awaitable[web.Response]]


def routes(inside: Inside) -> list[web.RouteDef]:
    """Give the stand-in's server what the page asks for."""
    asked: dict[str, Handler] = {"inside": inside.show, "cast": inside.show_cast}
    reading = [web.get(f"/demo/{name}", show) for name, show in asked.items()]
    return [*reading, web.post("/demo/kill", inside.kill)]
