"""Whether a community takes anything in, and what people hear where none does."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NO_GROUP, UserError
from bot.i18n import _
from bot.models import Closure

NO_MORE: Final = _(
    "The bot takes no more messages about this community. Addresses for answers are "
    "destroyed."
)


async def is_closed(session: AsyncSession, code: str) -> bool:
    """Tell whether a community takes nothing in any more."""
    closed = exists().where(
        Closure.community_code == code, Closure.closed_at.is_not(None)
    )
    return bool(await session.scalar(select(closed)))


async def refusal(session: AsyncSession, codes: Sequence[str]) -> UserError:
    """Tell why nobody reads what is sent for these communities.

    Who keeps no community any more wrote while theirs was closed.
    """
    if not codes or any([await is_closed(session, code) for code in codes]):
        return UserError(NO_MORE)
    return UserError(NO_GROUP)
