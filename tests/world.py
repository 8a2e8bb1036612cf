"""A bot and its people in one test: only the transport to Telegram is a stand-in."""

import asyncio
import atexit
import base64
import tempfile
import time
from collections.abc import Collection, Coroutine, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from typing_extensions import override

from bot.app import Parts, assemble
from bot.db import Sessions
from bot.direct import _DRIVER
from bot.features import Feature
from bot.intake.store import Inbox
from bot.outbox.pace import Pace
from bot.playground.telegram import Telegram
from bot.playground.transport import InProcessRequest
from bot.settings import Settings, load
from bot.updates.turn import Took
from tests import databases

TOKEN = "42:playground"
SECRET = b"s" * 32
SECRET_KEY = base64.b64encode(SECRET).decode()
COORDINATOR_ID = 1001
MAIL_FROM = "viche@example.org"
PUBLIC_URL = "https://viche.example.org/bot"
_FOLDER = tempfile.TemporaryDirectory(prefix="viche-")
atexit.register(_FOLDER.cleanup)
DATA_DIR = Path(_FOLDER.name)


_LEFT = """
    select array(select distinct lane from inbox where state = 'new'),
        exists(select from outbox where state = 'pending')
"""
_BEGIN = text("select 1")
_MANY = 100  # updates at once
_MOST = 100_000  # updates of one person in a minute: tests press quickly


class OpenPace(Pace):
    """Lets everything out at once: the pace has tests of its own."""

    @override
    def allows(self, *_: object) -> bool:
        return True


class _Borrowed(Connection):
    """The connection of a test for turns: as with the bot, the driver ends them."""

    @override
    def _commit_impl(self) -> None: ...

    @override
    def _rollback_impl(self) -> None: ...


_OPENED: "list[World]" = []


class World:
    """Carries updates from the stand-in through the bot and back."""

    def __init__(
        self,
        sessions: Sessions,
        telegram: Telegram,
        features: Sequence[Feature],
        *,
        replica_id: int = 1,
    ) -> None:
        self.telegram = telegram
        self.sessions = sessions
        self.features = features
        self._spawned: list[Coroutine[Any, Any, None]] = []
        self.parts: Parts = assemble(
            settings(),
            sessions,
            InProcessRequest(telegram),
            replica_id=replica_id,
            spawn=self._spawned.append,
            features=features,
        )

        # What the harness does by itself fails in no test: it needs no savepoints.
        self.plain = databases.bare(sessions)
        bot_id = self.parts.turn.bot_id
        self.parts.inbox = Inbox(self.plain, bot_id, a_minute=_MOST)
        self.parts.broom._sessions = self.plain
        if isinstance(sessions.kw["bind"], AsyncEngine):
            _OPENED.append(self)

    async def start(self) -> None:
        bind = self.sessions.kw["bind"]
        if isinstance(bind, AsyncConnection):
            await self._borrow(bind)
        await self.parts.application.initialize()

    async def _borrow(self, connection: AsyncConnection) -> None:
        """Work on the driver of a test's connection, as turns of the bot do."""
        await connection.execute(_BEGIN)  # only a statement begins the transaction
        pooled: Any = await connection.get_raw_connection()
        self.plain.kw["info"] = self.plain.kw["info"] | {
            _DRIVER: pooled.driver_connection
        }
        lent = _Borrowed(connection.sync_engine, pooled)
        self.parts.turn.transactions._bind = AsyncConnection(connection.engine, lent)

    async def restart(self, sessions: Sessions) -> "World":
        """Start anew where this one stands, with other sessions: another key."""
        await self.close()
        anew = type(self)(sessions, self.telegram, self.features)
        anew._offset = self._offset
        await anew.start()
        return anew

    async def close(self) -> None:
        if isinstance(self.sessions.kw["bind"], AsyncEngine):
            await self.parts.turn.transactions.aclose()

    async def settle(self) -> None:
        """Carry out everything that waits, until nothing is left to do."""
        await self._speak()
        while await self._go_on():
            pass

    async def _go_on(self) -> bool:
        if taken := await self._take_in():
            await self._carry_out(taken)
            return True
        lanes, is_owed = await self._look()
        return await self._carry_out(lanes) or (is_owed and await self._send())

    async def _take_in(self) -> Collection[int]:
        """Take over what waits at the stand-in; polling has tests of its own."""
        updates = await self.telegram.poller.get(self._offset, _MANY, 0)
        if updates:
            self._offset = updates[-1]["update_id"] + 1
        return await self.parts.inbox.store(updates)

    _offset = 0

    async def _look(self) -> tuple[Collection[int], bool]:
        """Ask both tables at once; not all need be due."""
        transactions = self.parts.turn.transactions
        line = await transactions._take()
        try:
            lanes, is_owed = await line.work.driver.fetchrow(_LEFT)
        finally:
            await transactions._put_back(line)
        return lanes, is_owed

    async def _carry_out(self, lanes: Collection[int]) -> bool:
        took = [await self._turn(lane) for lane in sorted(lanes)]
        return any(took)

    async def _turn(self, lane: int) -> bool:
        took = await self.parts.turn.take(lane)
        await self._speak()
        return took in (Took.LAST, Took.MORE)

    async def _speak(self) -> None:
        while self._spawned:
            now = self._spawned[:]
            self._spawned.clear()
            await asyncio.gather(*now)
        await self.parts.broom.flush()

    async def _send(self) -> bool:
        sent = await self.parts.drain.once(OpenPace(time.monotonic()))
        await self.parts.broom.flush()
        return bool(sent)


async def close_all() -> None:
    """Give back the connections of worlds that keep some of their own."""
    while _OPENED:
        await _OPENED.pop().close()


@cache
def settings(**changes: object) -> Settings:
    return load(
        bot_token=TOKEN,
        secret_key=SECRET_KEY,
        telegram_api_url="http://telegram.test",
        coordinators=str(COORDINATOR_ID),
        smtp_url="smtp://127.0.0.1:1",
        mail_from=MAIL_FROM,
        public_url=PUBLIC_URL,
        _env_file=None,
        **{"data_dir": DATA_DIR, "take_back": 0} | changes,
    )
