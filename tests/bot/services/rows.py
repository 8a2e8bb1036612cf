"""What tests of cases look up."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Notice, Submission


async def fresh(session: AsyncSession, case: Case) -> Case:
    await session.flush()
    await session.refresh(case)
    return case


async def draft_of(session: AsyncSession, case: Case) -> bytes | None:
    found = await session.scalars(
        select(Submission.draft).where(Submission.id == case.submission_id)
    )
    return found.one()


async def kinds(session: AsyncSession) -> list[str]:
    return list(await session.scalars(select(Notice.kind).order_by(Notice.id)))
