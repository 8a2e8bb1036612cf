"""Translations by the team, labelled, beside the original that the group has."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Case
from bot.services.similar import indexing
from bot.services.team import access, acts


async def check(session: AsyncSession, actor_id: int, case_id: int) -> Case:
    """Get a case whose text the group has: no other text lies unsealed (P5)."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    if case.text is None:
        raise UserError(_("It has not left yet. Please press again in a minute."))
    return case


async def keep(session: AsyncSession, actor_id: int, case_id: int, text: str) -> str:
    """Keep a translation beside the text; gives the number."""
    case = await check(session, actor_id, case_id)
    case.translation = text
    await session.flush()
    await indexing.index(session, case_id)  # it is found by both, if it is shown
    await acts.note(session, actor_id, "text.translate", case.group_id)
    return str(case.submission_id)


async def find(session: AsyncSession, number: int, code: str) -> str | None:
    """Find the translation of what a community sees."""
    found = await session.scalars(
        select(Case.translation)
        .where(Case.submission_id == number, Case.community_code == code)
        .where(Case.published_at.is_not(None), Case.translation.is_not(None))
        .limit(1)
    )
    return found.one_or_none()
