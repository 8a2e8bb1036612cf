"""Whether somebody may begin a proposal: what keeps them from it, in one question."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.direct import Questions
from bot.models import Person
from bot.models.submission import Kind
from bot.services.moderating import bans
from bot.services.places import accepting
from bot.services.voting import phases

_ASKED: Final = Questions(
    accepting.shut(Kind.PROPOSAL), select(*phases.COLLECTING), bans.SENDING
)


async def check(
    session: AsyncSession,
    person: Person,
    codes: Sequence[str],
    *,
    moment: datetime,
    a_day: int,
) -> None:
    """Refuse whose groups take nothing in now, who is paused, or has sent enough."""
    values = {"person": person.id, "codes": list(codes)}
    (is_shut,), planned, sending = await _ASKED.fetch(session, values)
    if is_shut:
        raise await accepting.refusal(session, codes, Kind.PROPOSAL)
    phases.require_one_collecting(planned, codes, moment)
    bans.require_sending(sending, a_day=a_day)
