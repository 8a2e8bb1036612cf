"""Ticks over what is due; which replica does a thing is settled in the database."""

import asyncio
from collections.abc import Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.db import Sessions
from bot.jobs import JOBS, Job

log = structlog.get_logger(__name__)


async def run(sessions: Sessions, done: Callable[[], None]) -> None:
    """Tick until cancelled; `done` is called after every job."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for name, seconds, job in JOBS:
        scheduler.add_job(
            _tick,
            "interval",
            args=(name, job, sessions, done),
            seconds=seconds,
            misfire_grace_time=None,
            coalesce=True,
        )
    scheduler.start()
    try:
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)


async def _tick(
    name: str, job: Job, sessions: Sessions, done: Callable[[], None]
) -> None:
    try:
        await job(sessions)
    except Exception:
        log.exception("a job failed", job=name)
    done()
