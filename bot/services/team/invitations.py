"""One-time links: a random token goes out, only its hash stays."""

import secrets
from datetime import timedelta
from typing import Final

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import vault
from bot.errors import UserError
from bot.i18n import _
from bot.models import Invitation
from bot.models.staff import Role

LIFE: Final = timedelta(days=7)
_TOKEN_BYTES: Final = 24  # 32 characters; a deep link carries 64: Bot API, deep linking


async def issue(
    session: AsyncSession,
    *,
    group_id: int | None,
    role: Role | None = None,
    sector: str | None = None,
) -> str:
    """Write an invitation and return its token; without a role it binds a chat."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    statement = insert(Invitation).values(
        token=vault(session).token_hashes(token)[0],
        group_id=group_id,
        role=role,
        sector=sector,
        expires_at=func.app_now() + LIFE,
    )
    await session.execute(statement)
    return token


async def use(session: AsyncSession, token: str) -> bool:
    """Use an invitation up, once; False when it is used, expired or unknown."""
    statement = (
        update(Invitation)
        .where(
            Invitation.token.in_(vault(session).token_hashes(token)),
            Invitation.used_at.is_(None),
            Invitation.expires_at > func.app_now(),
        )
        .values(used_at=func.app_now())
        .returning(Invitation.token)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def find(session: AsyncSession, token: str) -> Invitation | None:
    """Find an invitation, used or not."""
    statement = select(Invitation).where(
        Invitation.token.in_(vault(session).token_hashes(token))
    )
    return (await session.execute(statement)).scalar_one_or_none()


def refusal() -> UserError:
    """Make the kind refusal of a link that is used, expired or unknown."""
    return UserError(_("This link no longer works. Please ask for a new one."))
