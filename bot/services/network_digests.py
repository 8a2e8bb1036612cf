"""The network's digest: shown to coordinators, and told them once a month."""

from datetime import date, time, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Notice, Staff
from bot.models.notice import Recipient
from bot.models.staff import Role
from bot.services import access, network_facts, notices
from bot.services.deadlines import ZONE, local_day
from bot.services.network_facts import Network
from bot.services.periods import Period
from bot.services.schedules import Schedule

KIND: Final = "network.digest"
MONTHLY: Final = Schedule(time(10), monthday=1)
GRACE: Final = timedelta(hours=12)  # design 7: later it is skipped
_A_DAY: Final = timedelta(days=1)


def month(day: date, *, ago: int = 0) -> Period:
    """Find the month of a day, or one so many months before."""
    first = day.replace(day=1)
    for _n in range(ago):
        first = (first - _A_DAY).replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Period(first, following - _A_DAY)


async def read(session: AsyncSession, actor_id: int, period: Period) -> Network:
    """Count a period for a coordinator."""
    await access.access_network(session, actor_id, "network.digest")
    return await network_facts.gather(session, period)


async def tell_due(session: AsyncSession) -> int:
    """Tell coordinators of the month that is over; once, and within twelve hours."""
    moment = await now(session)
    due = MONTHLY.after(moment - GRACE, ZONE)
    if due > moment:
        return 0
    last = month(local_day(due), ago=1)
    people = await session.scalars(
        select(Staff.person_id).where(Staff.role == Role.COORDINATOR).distinct()
    )
    told = [await _tell(session, last, person_id) for person_id in people.all()]
    return sum(told)


async def told(session: AsyncSession, notice: Notice) -> Network:
    """Count the month that a notice tells of."""
    day = date(notice.subject // 100, notice.subject % 100, 1)
    return await network_facts.gather(session, month(day))


async def _tell(session: AsyncSession, last: Period, person_id: int) -> bool:
    return await notices.write(
        session,
        KIND,
        subject=last.first.year * 100 + last.first.month,
        recipient=Recipient.STAFF,
        recipient_id=person_id,
    )
