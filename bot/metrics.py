"""Figures for the operator; none of them names anybody."""

from typing import Final

from prometheus_client import Gauge
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

INBOX: Final = Gauge("viche_inbox", "Updates by state.", ["state"])
INBOX_AGE: Final = Gauge("viche_inbox_age_seconds", "Age of the oldest waiting update.")
OUTBOX: Final = Gauge(
    "viche_outbox", "Messages by class and state.", ["class", "state"]
)
MAIL: Final = Gauge("viche_mail", "Mails by state.", ["state"])
COUNTED: Final = Gauge("viche_counter", "Things counted but not kept.", ["name"])

_INBOX: Final = text("""
    select state, count(*) from inbox where state in ('new', 'dead') group by state
""")
_AGE: Final = text("""
    select coalesce(extract(epoch from app_now() - min(received_at)), 0)
    from inbox where state = 'new'
""")
_OUTBOX: Final = text("select class, state, count(*) from outbox group by class, state")
_MAIL: Final = text("select state, count(*) from mail group by state")
_COUNTED: Final = text("select name, n from counter")


async def read(session: AsyncSession) -> None:
    """Bring the gauges up to date."""
    for gauge in (INBOX, OUTBOX, MAIL, COUNTED):
        gauge.clear()
    for state, count in await session.execute(_INBOX):
        INBOX.labels(state).set(count)
    INBOX_AGE.set((await session.execute(_AGE)).scalar_one())
    for message_class, state, count in await session.execute(_OUTBOX):
        OUTBOX.labels(message_class, state).set(count)
    for state, count in await session.execute(_MAIL):
        MAIL.labels(state).set(count)
    for name, count in await session.execute(_COUNTED):
        COUNTED.labels(name).set(count)
