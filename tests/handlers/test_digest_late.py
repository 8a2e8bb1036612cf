"""A digest that Telegram took late: it says so, and is recorded as late."""

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.jobs.digests import send_digests
from bot.models import Digest
from bot.playground.faults import Fault
from tests.conftest import Clock
from tests.handlers.cast import both, last, said
from tests.handlers.test_digest import WORDS, bound
from tests.world import World


@both
@pytest.mark.parametrize(
    ("back", "is_late", "is_silent"),
    [("16:04", False, False), ("18:00", True, False), ("23:00", True, True)],
)
async def test_what_leaves_late_says_so_and_wakes_nobody(
    town: World,
    session: AsyncSession,
    *,
    clock: Clock,
    language: str,
    back: str,
    is_late: bool,
    is_silent: bool,
) -> None:
    await clock.set("2026-11-27 15:59+02")
    group, chat = await bound(town, session, language)
    group.digest_weekday, group.digest_time = 4, time(16)
    group.next_digest_at = datetime(2026, 11, 27, 14, tzinfo=UTC)
    await session.commit()
    outage = town.telegram.faults.add(Fault("500", ("sendMessage",)))
    await clock.set("2026-11-27 16:00+02")
    await send_digests(town.sessions)
    await town.settle()
    town.telegram.faults.remove(outage)
    await clock.set(f"2026-11-27 {back}+02")
    await town.settle()
    call = town.telegram.calls_of("sendMessage")[-1]
    line = said(language, "It is late: it was due at {time}.", time="16:00")
    assert WORDS[language]["title"] in last(chat)
    assert (line in last(chat)) == is_late
    assert (await session.scalars(select(Digest.late))).all() == [is_late]
    assert bool(call.params.get("disable_notification")) == is_silent
