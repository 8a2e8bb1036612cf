"""Questions that a team asks often, in both languages."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Canned
from bot.services.team import access

MOST: Final = 8  # of one group
LONGEST: Final = 200  # characters in a language: a list of all fits into a message


async def of_group(
    session: AsyncSession, actor_id: int, group_id: int
) -> Sequence[Canned]:
    """List the questions of a group, the oldest first."""
    await access.access_group(session, actor_id, group_id, "case.moderate")
    found = await session.scalars(
        select(Canned).where(Canned.group_id == group_id).order_by(Canned.id)
    )
    return found.all()


async def add(
    session: AsyncSession, actor_id: int, group_id: int, *, uk: str, en: str
) -> None:
    """Keep one more question."""
    if len(await of_group(session, actor_id, group_id)) >= MOST:
        raise UserError(_("There is no room for more. Delete one first."))
    session.add(Canned(group_id=group_id, text_uk=uk, text_en=en))
    await session.flush()


async def drop(session: AsyncSession, actor_id: int, canned_id: int) -> int:
    """Delete a question; gives the group whose it was."""
    gone = await session.scalars(
        delete(Canned)
        .where(Canned.id == canned_id)
        .where(Canned.group_id.in_(access.groups_of(actor_id, "case.moderate")))
        .returning(Canned.group_id)
    )
    group_id = gone.one_or_none()
    if group_id is None:
        raise UserError(_("There is nothing here."))
    return group_id


def said(canned: Canned, language: str) -> str:
    """Say it in the language of an author."""
    return canned.text_en if language == "en" else canned.text_uk
