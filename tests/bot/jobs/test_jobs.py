"""Jobs: each calls its service, and one that fails holds up nobody."""

from datetime import time, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db
from bot.address import Address
from bot.db import Sessions
from bot.jobs import JOBS
from bot.jobs.cases import expire_cases, tell_day30
from bot.jobs.cleaning import clean
from bot.jobs.digests import send_digests
from bot.jobs.votes import close_ballots
from bot.models import Ballot, Digest, Invitation, Notice, Outbox
from bot.services.voting import joint
from tests.conftest import Clock
from tests.factories import make_ballot, make_bound_group, make_case, make_community
from tests.logged import configured

CHAT = Address(-100_500)
MONDAYS = {"digest_weekday": 0, "digest_time": time(9)}


def test_jobs_have_names_of_their_own() -> None:
    assert len({name for name, _, _ in JOBS}) == len(JOBS)


async def test_jobs_find_nothing_to_do_in_an_empty_network(sessions: Sessions) -> None:
    for _, _, job in JOBS:
        await job(sessions)


async def test_what_is_due_is_sent(session: AsyncSession, sessions: Sessions) -> None:
    now = await db.now(session)
    for number in range(2):
        address = Address(CHAT.chat_id - number)
        await make_bound_group(session, address, next_digest_at=now, **MONDAYS)
    await session.commit()
    await send_digests(sessions)
    assert await session.scalar(select(func.count(Outbox.id))) == 2


async def test_a_digest_that_fails_holds_up_nobody(
    session: AsyncSession, sessions: Sessions
) -> None:
    now = await db.now(session)
    bad = now - timedelta(hours=1)
    nowhere = {"next_digest_at": bad, "time_zone": "Nowhere/Here"} | MONDAYS
    await make_bound_group(session, CHAT, **nowhere)
    await make_bound_group(session, Address(-100_501), next_digest_at=now, **MONDAYS)
    await session.commit()
    with pytest.raises(ExceptionGroup):
        await send_digests(sessions)
    assert await session.scalar(select(func.count(Digest.id))) == 1


async def test_ballots_close_though_what_is_considered_together_cannot_be_counted(
    session: AsyncSession,
    sessions: Sessions,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def broken(session: AsyncSession, _ballot_id: int) -> None:
        await session.execute(text("select 1 / 0"))

    monkeypatch.setattr(joint, "freeze", broken)
    for _community in range(2):
        await make_ballot(session, await make_community(session))
    await session.commit()
    await clock.forward("15 days")
    with configured("ERROR", "json") as log:
        await close_ballots(sessions)
    assert (await session.scalars(select(Ballot.key))).all() == [None, None]
    assert log().count("without its joint counts") == 2


async def test_authors_without_news_hear_so(
    session: AsyncSession, sessions: Sessions, clock: Clock
) -> None:
    await clock.set("2026-11-02 12:00+02")
    now = await db.now(session)
    await make_case(session, status="passed", news_due_at=now)
    await session.commit()
    await tell_day30(sessions)
    assert (await session.scalars(select(Notice.kind))).all() == ["case.day30"]


async def test_unread_cases_expire(
    session: AsyncSession, sessions: Sessions, clock: Clock
) -> None:
    case = await make_case(session)
    await session.commit()
    await clock.forward("15 days")
    await expire_cases(sessions)
    await session.refresh(case)
    assert case.status == "expired"


async def test_what_is_kept_no_longer_is_cleaned(
    session: AsyncSession, sessions: Sessions, clock: Clock
) -> None:
    ends = await db.now(session)
    session.add(Invitation(token=b"old", role="member", expires_at=ends))
    await session.commit()
    await clock.forward("31 days")
    await clean(sessions)
    assert await session.scalar(select(func.count(Invitation.token))) == 0
