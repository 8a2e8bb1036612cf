"""Whom a text is about: they decide nothing of it, also once the group has it."""

from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Recusal

_asked: Final = aliased(Case)


async def check(session: AsyncSession, person_id: int, case_id: int) -> None:
    """Refuse somebody who left a text to the others of the team."""
    about = whom(case_id).where(Recusal.person_id == person_id)
    if await session.scalar(about) is not None:
        raise UserError(_("You have left this text to others of the team."))


def whom(case_id: int) -> Select[int]:
    """Select whom the text of a case is about, before whichever group they said so."""
    return (
        select(Recusal.person_id)
        .join(Case, Case.id == Recusal.case_id)
        .join(_asked, _asked.submission_id == Case.submission_id)
        .where(_asked.id == case_id)
        .distinct()
    )
