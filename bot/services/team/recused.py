"""Whom a text is about: they decide nothing of it, also once the group has it."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Recusal


async def check(session: AsyncSession, person_id: int, case_id: int) -> None:
    """Refuse somebody who left a text to the others of the team."""
    if await session.get(Recusal, (case_id, person_id)) is not None:
        raise UserError(_("You have left this text to others of the team."))
