"""The network's digest: shown to coordinators, and told them once a month."""

from datetime import date, time
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Notice, Staff
from bot.models.outbox import MessageClass
from bot.models.staff import Role
from bot.services.days.deadlines import ZONE, day_begins, local_day
from bot.services.days.periods import Period, month
from bot.services.figures import network_facts
from bot.services.figures.network_facts import Network
from bot.services.letters import notices
from bot.services.places.schedules import GRACE, Schedule
from bot.services.team import access

KIND: Final = "network.digest"
MONTHLY: Final = Schedule(time(10), monthday=1)
_MOST: Final = 12  # months back


def lately(today: date) -> dict[int, Period]:
    """List the months that can be read, the one in hand first, by their numbers."""
    months = [month(today, ago=ago) for ago in range(_MOST + 1)]
    return {number(each): each for each in months}


def number(period: Period) -> int:
    """Write a month as 202611."""
    return period.first.year * 100 + period.first.month


async def read(session: AsyncSession, actor_id: int, period: Period) -> Network:
    """Count a period for a coordinator."""
    await access.access_network(session, actor_id, "network.digest")
    return await network_facts.gather(session, period)


async def tell_due(session: AsyncSession) -> int:
    """Tell coordinators of the month that is over; once, and within twelve hours.

    What is later is owed, too, and expires at once: its row says that it was skipped.
    """
    moment = await now(session)
    first = local_day(moment).replace(day=1)
    due = MONTHLY.after(day_begins(first, ZONE), ZONE)
    if due > moment:
        return 0
    subject = number(month(first, ago=1))
    told = select(Notice.id).where(
        Notice.kind == KIND,
        Notice.subject == subject,
        Notice.recipient_id == Staff.person_id,
    )
    people = await session.scalars(
        select(Staff.person_id)
        .where(Staff.role == Role.COORDINATOR, Staff.since <= due, ~told.exists())
        .distinct()
    )
    return await notices.write_to_team(
        session,
        KIND,
        subject,
        people.all(),
        message_class=MessageClass.BROADCAST,  # never twice (P4)
        expires_at=due + GRACE,
    )


async def told(session: AsyncSession, notice: Notice) -> Network:
    """Count the month that a notice tells of."""
    day = date(notice.subject // 100, notice.subject % 100, 1)
    return await network_facts.gather(session, month(day))
