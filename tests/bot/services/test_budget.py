"""A chat's week: whatever is asked for, called or moved, seven messages in it."""

from contextlib import suppress
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.errors import UserError
from bot.models import Call, Digest, Person, Request, WorkingGroup
from bot.models.digest import DigestState
from bot.models.staff import Role
from bot.services.digest import budget, digests
from bot.services.news import announcements
from bot.services.places import schedules
from bot.services.places.schedules import Schedule
from tests.conftest import Clock
from tests.factories import make_bound_group, make_due, make_person, make_staff

BEGIN = datetime(2026, 11, 2, 7, tzinfo=UTC)


async def called(session: AsyncSession, group: WorkingGroup, at: datetime) -> None:
    """Let two coordinators call for ideas."""
    texts = {"text_uk": "Ідеї?", "text_en": "Ideas?"}
    request = Request(kind="announce", done_at=at, **texts)
    session.add(request)
    await session.flush()
    session.add(Call(request_id=request.id, group_id=group.id))
    await session.flush()


async def busy_day(
    session: AsyncSession, group: WorkingGroup, secretary: Person, day: datetime
) -> None:
    """Ask for a digest, call, and let what is due leave; move the day of the digest."""
    with suppress(UserError):
        await digests.ask(session, secretary.id, group.id, day.toordinal())
    await announcements.send(session, [group.id])
    await make_due(session, group.id)
    if day.day % 5 == 0:
        tomorrow = Schedule(time(9), weekday=(day.weekday() + 1) % 7)
        await schedules.choose(session, secretary.id, group.id, tomorrow)


async def test_no_seven_days_bring_more_than_seven_messages(
    session: AsyncSession, clock: Clock
) -> None:
    group = await make_bound_group(
        session,
        Address(-100_500),
        digest_weekday=0,
        digest_time=time(9),
        next_digest_at=BEGIN + timedelta(days=7),
    )
    secretary = await make_person(session)
    await make_staff(session, secretary, group, role=Role.SECRETARY)
    for n in range(28):
        day = BEGIN + timedelta(days=n)
        await clock.set(day.isoformat())
        if n % 3 == 0:
            await called(session, group, day)
        await busy_day(session, group, secretary, day)
    sent = [each for each in await session.scalars(select(Call.owed_at)) if each]
    queued = Digest.state == DigestState.QUEUED
    sent += await session.scalars(select(Digest.made_at).where(queued))
    weeks = [sum(at <= each < at + budget.WEEK for each in sent) for at in sent]
    # One less where a planned digest had nothing to tell.
    assert budget.MOST - 1 <= max(weeks) <= budget.MOST
