"""The composition root: builds everything, and runs one replica of it."""

import asyncio
import contextlib
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram import Bot
from telegram.error import InvalidToken, NetworkError
from telegram.request import BaseRequest

from bot import db, preflight, replica, web
from bot.api import Api
from bot.context import App
from bot.db import Sessions
from bot.dispatch import Dispatch
from bot.errors import StartError
from bot.features import Feature
from bot.intake import webhook
from bot.intake.polling import Poller
from bot.intake.store import Inbox
from bot.intake.webhook import Webhook
from bot.jobs import JOBS, Job
from bot.locks import Space
from bot.outbox.broom import Broom
from bot.outbox.drain import Drain
from bot.outbox.settle import Settler
from bot.outbox.speaker import AnswerSpeaker, Spawn
from bot.settings import Settings
from bot.transport import AiohttpRequest
from bot.unit import Unit
from bot.updates.recovery import Recovery
from bot.updates.turn import Turn
from bot.updates.workers import Workers
from handlers import FEATURES

_STOP_SECONDS: Final = 8.0  # a supervisor kills after 10

log = structlog.get_logger(__name__)


class _Stopped(Exception):  # noqa: N818 - no error
    """The replica was asked to stop."""


@dataclass
class Parts:
    """The engines of one replica, wired together."""

    sessions: Sessions
    api: Api
    dispatch: Dispatch
    application: App
    turn: Turn
    workers: Workers
    recovery: Recovery
    speaker: AnswerSpeaker
    drain: Drain
    broom: Broom
    inbox: Inbox


def assemble(
    settings: Settings,
    sessions: Sessions,
    request: BaseRequest,
    *,
    replica_id: int,
    spawn: Spawn,
    features: Sequence[Feature] = FEATURES,
) -> Parts:
    """Wire the engines; nothing runs yet."""
    token = settings.bot_token.get_secret_value()
    api = Api(request, settings.telegram_api_url, token)
    bot = Bot(
        token,
        base_url=f"{settings.telegram_api_url}/bot",
        request=request,
        get_updates_request=request,
    )
    dispatch = Dispatch(features, settings.coordinators)
    application = dispatch.build(bot)
    broom = Broom(sessions)

    def offer(lanes: set[int]) -> None:
        workers.offer(lanes)

    settler = Settler(sessions, settings.bot_id, replica_id, broom, offer)
    drain = Drain(sessions, api, settler, dispatch.renderers)
    speaker = AnswerSpeaker(api, settler, spawn, drain.wake.set)

    async def handle(unit: Unit, raw: dict[str, object]) -> None:
        await dispatch.handle(unit, raw, application)

    turn = Turn(sessions, settings.bot_id, replica_id, handle, speaker)
    workers = Workers(sessions, turn)
    return Parts(
        sessions,
        api,
        dispatch,
        application,
        turn,
        workers,
        Recovery(sessions, turn, workers),
        speaker,
        drain,
        broom,
        Inbox(sessions, settings.bot_id),
    )


async def run(
    settings: Settings, database_url: str, features: Sequence[Feature] = FEATURES
) -> None:
    """Run one replica until SIGTERM or SIGINT."""
    vault = settings.vault()
    engine, alone = db.connect(database_url), db.connect_alone(database_url)
    try:
        await preflight.check(engine, vault)
        sessions = db.make_sessions(engine, vault)
        replica_id = await replica.register(sessions)
        await _run_replica(settings, sessions, alone, replica_id, features)
        await replica.deregister(sessions, replica_id)
    finally:
        await engine.dispose()
        await alone.dispose()


async def _run_replica(
    settings: Settings,
    sessions: Sessions,
    alone: AsyncEngine,
    replica_id: int,
    features: Sequence[Feature],
) -> None:
    request = AiohttpRequest()
    await request.initialize()
    stop = _stop_signal()
    try:
        async with asyncio.TaskGroup() as group:
            parts = assemble(
                settings,
                sessions,
                request,
                replica_id=replica_id,
                spawn=group.create_task,
                features=features,
            )
            running = group.create_task(_serve(settings, parts, alone, replica_id))
            await asyncio.wait(
                {running, group.create_task(stop.wait())},
                return_when=asyncio.FIRST_COMPLETED,
            )
            await _wind_down(parts)
            raise _Stopped  # ends whatever the group still does
    except* _Stopped:
        log.info("stopped")
    finally:
        await request.shutdown()


async def _serve(
    settings: Settings, parts: Parts, alone: AsyncEngine, replica_id: int
) -> None:
    alive = asyncio.Event()

    async def live() -> None:
        alive.set()
        await asyncio.Event().wait()

    async def lead_drain() -> None:
        await parts.drain.run()

    site = web.served(settings, parts.sessions, _webhook(settings, parts))
    async with site, asyncio.TaskGroup() as group:
        group.create_task(replica.hold_while(alone, Space.REPLICA, replica_id, live))
        await alive.wait()  # until then the others would take us for dead
        group.create_task(_take_in(settings, parts, alone))
        group.create_task(_work(parts))
        group.create_task(parts.broom.run())
        group.create_task(replica.hold_while(alone, Space.SENDER, 0, lead_drain))
        group.create_task(_tick(parts))


async def _take_in(settings: Settings, parts: Parts, alone: AsyncEngine) -> None:
    offer = parts.workers.offer
    if settings.webhook_url is None or settings.webhook_secret is None:
        poller = Poller(parts.api, parts.inbox, offer)
        await replica.hold_while(alone, Space.POLLER, 0, poller.run)
        return
    secret = settings.webhook_secret.get_secret_value()
    await webhook.ensure_set(parts.api, settings.webhook_url, secret)


async def _work(parts: Parts) -> None:
    """Carry updates out once Telegram has told who the bot is."""
    await _introduce(parts.application)
    await parts.recovery.once()
    async with asyncio.TaskGroup() as group:
        group.create_task(parts.workers.run())
        group.create_task(parts.recovery.run())


async def _introduce(application: App) -> None:
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise StartError(
                "BOT_TOKEN", got="a token that Telegram refuses", wanted="a valid one"
            ) from None
        except NetworkError:
            log.warning("Telegram cannot be reached yet")
            await asyncio.sleep(1)
        else:
            return


async def _tick(parts: Parts) -> None:
    """Tick over what is due; which replica does a thing is settled in the database."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for name, seconds, job in JOBS:

        async def tick(job: Job = job, name: str = name) -> None:
            try:
                await job(parts.sessions)
            except Exception:
                log.exception("a job failed", job=name)
            parts.drain.wake.set()

        scheduler.add_job(
            tick, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True
        )
    scheduler.start()
    try:
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)


async def _wind_down(parts: Parts) -> None:
    """Finish what is in hand and say what is owed, within a supervisor's patience."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_STOP_SECONDS):
            await parts.workers.pause()
            await parts.speaker.quiet()
            await parts.broom.flush()


def _webhook(settings: Settings, parts: Parts) -> Webhook | None:
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    secret = settings.webhook_secret.get_secret_value()
    return Webhook(parts.inbox, secret, parts.workers.offer)


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    return stop
