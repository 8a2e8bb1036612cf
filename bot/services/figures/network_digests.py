"""The network's digest: shown to coordinators and partners, told them once a month."""

from datetime import date, datetime, time
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Notice, Staff
from bot.models.outbox import MessageClass
from bot.services.days.deadlines import ZONE, day_begins, local_day
from bot.services.days.periods import Period, month
from bot.services.figures import network_facts, network_months
from bot.services.figures.network_facts import Network
from bot.services.letters import mails, notices
from bot.services.places.schedules import GRACE, Schedule
from bot.services.team import access
from bot.services.team.access import RIGHTS

KIND: Final = "network.digest"
MONTHLY: Final = Schedule(time(10), monthday=1)
_MOST: Final = 12  # months back
_READERS: Final = RIGHTS["network.digest"]


async def lately(session: AsyncSession, actor_id: int) -> dict[int, Period]:
    """List the months that somebody may read, the newest first, by their numbers."""
    may = await access.anywhere(session, actor_id)
    first, today = int("network.running" not in may), local_day(await now(session))
    months = [month(today, ago=ago) for ago in range(first, _MOST + 1)]
    return {number(each): each for each in months}


def number(period: Period) -> int:
    """Write a month as 202611."""
    return period.first.year * 100 + period.first.month


async def read(session: AsyncSession, actor_id: int, period: Period) -> Network:
    """Read a month that is over as it was told, or count the one in hand."""
    if period.last < local_day(await now(session)):
        await access.access_somewhere(session, actor_id, "network.digest")
        return await network_months.of(session, period)
    await access.access_network(session, actor_id, "network.running")
    return await network_facts.gather(session, period)


async def tell_due(session: AsyncSession) -> int:
    """Tell of the month that is over; once, and within twelve hours.

    Its figures are kept with that: coordinators and partners read the same ones. What
    is later is owed, too, and expires at once: its row says that it was skipped.
    """
    moment = await now(session)
    first = local_day(moment).replace(day=1)
    due = MONTHLY.after(day_begins(first, ZONE), ZONE)
    if due > moment:
        return 0
    over, late = month(first, ago=1), due + GRACE
    await network_months.of(session, over)
    await mails.owe_month(session, over.first, due=due, expires_at=late)
    people = await session.scalars(_untold(number(over), due))
    return await notices.write_to_team(
        session,
        KIND,
        number(over),
        people.all(),
        message_class=MessageClass.BROADCAST,  # never twice (P4)
        expires_at=late,
    )


async def told(session: AsyncSession, notice: Notice) -> Network:
    """Read the month that a notice tells of."""
    day = date(notice.subject // 100, notice.subject % 100, 1)
    return await network_months.of(session, month(day))


def _untold(subject: int, due: datetime) -> Select[int]:
    """Select who read the network's figures by then, and were not told of a month."""
    told = select(Notice.id).where(
        Notice.kind == KIND,
        Notice.subject == subject,
        Notice.recipient_id == Staff.person_id,
    )
    readers = Staff.role.in_(_READERS), Staff.since <= due
    return select(Staff.person_id).where(*readers, ~told.exists()).distinct()
