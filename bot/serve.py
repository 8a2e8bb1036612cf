"""One replica at work, from its start to SIGTERM."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, NoReturn

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot import db, locks, preflight, profile, replica, ticks, web
from bot.app import Parts, assemble
from bot.context import App
from bot.db import Sessions
from bot.errors import StartError
from bot.features import Feature
from bot.intake import webhook
from bot.intake.polling import Poller
from bot.intake.webhook import Webhook
from bot.locks import Space
from bot.mail import postman
from bot.mail.postman import Postman
from bot.outbox.speaker import Spawn
from bot.services.letters import bot_name
from bot.settings import Settings
from bot.transport import AiohttpRequest
from handlers import FEATURES

_STOP_SECONDS: Final = 8.0  # a supervisor kills after 10

log = structlog.get_logger(__name__)


class _StoppedError(Exception):
    """The replica was asked to stop."""


@dataclass
class Serving:
    """A replica while it runs."""

    settings: Settings
    alone: AsyncEngine
    parts: Parts
    _alive: asyncio.Event = field(default_factory=asyncio.Event)
    _postman: Postman | None = field(init=False)

    def __post_init__(self) -> None:
        """Make the sender of mails, if the settings ask for one."""
        self._postman = postman.make(self.settings, self.parts.sessions)

    async def run(self) -> None:
        """Take updates in, carry them out and send, until cancelled."""
        parts = self.parts
        site = web.served(self.settings, parts.sessions, self._webhook())
        lines = contextlib.aclosing(parts.turn.transactions)
        async with site, lines, asyncio.TaskGroup() as group:
            replica_id = parts.turn.replica
            group.create_task(self._hold(Space.REPLICA, replica_id, self._live))
            await self._alive.wait()  # until then the others would take us for dead
            group.create_task(self._take_in())
            group.create_task(self._work())
            group.create_task(parts.broom.run())
            group.create_task(self._hold(Space.SENDER, 0, parts.drain.run))
            group.create_task(self._present())
            if self._postman is not None:
                group.create_task(self._hold(Space.MAIL, 0, self._postman.run))
            group.create_task(ticks.run(parts.sessions, parts.drain.wake.set))

    async def wind_down(self) -> None:
        """Finish what is in hand and say what is owed, within a supervisor's time.

        The register is left while the lock is held: others would find a crash.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_STOP_SECONDS):
                await self.parts.workers.stop()
                await self.parts.drain.stop()
                await self.parts.speaker.quiet()
                if self._postman is not None:
                    await self._postman.stop()
                await self.parts.broom.flush()
        await replica.deregister(self.parts.sessions, self.parts.turn.replica)

    async def _hold(
        self, space: Space, key: int, work: Callable[[], Awaitable[None]]
    ) -> None:
        await replica.hold_while(self.alone, space, key, work)

    async def _live(self) -> None:
        await replica.enrol(self.parts.sessions, self.parts.turn.replica)
        self._alive.set()
        await asyncio.Event().wait()

    async def _take_in(self) -> None:
        parts, url = self.parts, self.settings.webhook_url
        if url is None:
            poller = Poller(parts.api, parts.inbox, parts.workers.offer)
            await self._hold(Space.POLLER, 0, poller.run)
        else:
            await webhook.ensure_set(parts.api, url, self._secret)

    async def _work(self) -> None:
        """Carry updates out once Telegram has told who the bot is."""
        await _introduce(self.parts.application)
        await self._note_name()
        await self.parts.recovery.attempt()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.parts.workers.run())
            group.create_task(self.parts.recovery.run())

    async def _note_name(self) -> None:
        """Note what the bot is called; links in digests are made without Telegram."""
        try:
            async with self.parts.sessions.begin() as session:
                name = str(self.parts.application.bot.username)
                await bot_name.remember(session, name)
        except (OSError, SQLAlchemyError):
            log.exception("the bot's name could not be noted")

    async def _present(self) -> None:
        """Present the bot once; of several replicas the first does it."""
        commands = self.parts.dispatch.described()
        try:
            async with locks.hold(self.alone, Space.PROFILE):
                await profile.present(self.parts.api, commands)
        except (OSError, SQLAlchemyError):
            log.exception("the bot could not be presented")

    def _webhook(self) -> Webhook | None:
        if self.settings.webhook_url is None:
            return None
        return Webhook(self.parts.inbox, self._secret, self.parts.workers.offer)

    @property
    def _secret(self) -> str:
        secret = self.settings.webhook_secret
        return "" if secret is None else secret.get_secret_value()


async def run(
    settings: Settings, database_url: str, features: Sequence[Feature] = FEATURES
) -> None:
    """Run one replica until SIGTERM or SIGINT."""
    engine, alone = db.connect(database_url), db.connect_alone(database_url)
    request = AiohttpRequest()
    try:
        await preflight.wait(engine)
        await preflight.check(engine, settings.vault())
        await request.initialize()
        mails = settings.smtp_url is not None
        sessions = db.make_sessions(engine, settings.vault(), mails=mails)
        replica_id = await _register(engine, sessions)
        await _until_stopped(
            lambda spawn: Serving(
                settings,
                alone,
                assemble(
                    settings,
                    sessions,
                    request,
                    replica_id=replica_id,
                    spawn=spawn,
                    features=features,
                ),
            )
        )
    finally:
        await request.shutdown()
        await engine.dispose()
        await alone.dispose()


async def _register(engine: AsyncEngine, sessions: Sessions) -> int:
    """Enter the register, also when the database restarts at this very moment."""
    while True:
        try:
            return await replica.register(sessions)
        except (OSError, SQLAlchemyError) as error:
            if not (isinstance(error, OSError) or db.is_passing(error)):
                raise
            log.warning("not in the register yet")
            await preflight.wait(engine)
            await preflight.reach(engine)


async def _until_stopped(make: Callable[[Spawn], Serving]) -> None:
    stop = _stop_signal()
    try:
        async with asyncio.TaskGroup() as group:
            serving = make(group.create_task)
            group.create_task(serving.run())
            await stop.wait()
            await serving.wind_down()
            _end_group()
    except* _StoppedError:
        log.info("stopped")


def _end_group() -> NoReturn:
    """Cancel whatever the task group still does."""
    raise _StoppedError


async def _introduce(application: App) -> None:
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise StartError(
                "BOT_TOKEN", got="a token that Telegram refuses", wanted="a valid one"
            ) from None
        except RetryAfter as told:
            log.warning("told to wait")
            await asyncio.sleep(_seconds(told.retry_after))
        except TelegramError:
            log.warning("Telegram cannot be reached yet")
            await asyncio.sleep(1)
        else:
            return


def _seconds(pause: int | timedelta) -> float:
    return pause.total_seconds() if isinstance(pause, timedelta) else pause


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    return stop
