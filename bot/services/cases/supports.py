"""Who hears of a proposal because they agreed with it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.direct import Direct
from bot.models import Case, CaseEvent, Submission, Support, SupportNews, Unasked
from bot.models.notice import Recipient
from bot.services.cases import cases
from bot.services.letters import recipients
from bot.services.voting.votes import Choice

_KNOWN: Final = Direct(
    text("""
        select chat_key from support
        where submission_id = :number and chat_key = any(cast(:keys as bigint[]))
    """)
)
_FOLLOW: Final = Direct(
    text("""
        insert into support (submission_id, chat_key, address, language)
        values (:number, :key, :address, :language)
        on conflict do nothing returning chat_key
    """)
)


async def follow(
    session: AsyncSession,
    address: Address,
    number: int,
    choice: Choice | None,
    *,
    language: str,
) -> None:
    """Let somebody who agrees hear of a proposal, and nobody else."""
    known = {"number": number, "keys": address.keys(vault(session))}
    theirs = and_(Support.submission_id == number, _is_of(session, address))
    is_known = await _KNOWN.fetch(session, known)
    if is_known and choice is Choice.AGREE:
        await session.execute(delete(Support).where(theirs))
    elif is_known:
        await _end(session, theirs)
    if choice is Choice.AGREE:
        key = address.key(vault(session))
        sealed = recipients.seal(session, address, Recipient.SUPPORTER, key)
        values = {"number": number, "key": key, "address": sealed}
        await _FOLLOW.fetch(session, values | {"language": language})


async def stop(session: AsyncSession, address: Address) -> None:
    """Let somebody hear of no proposal any more; their votes stay."""
    for table in (Support, SupportNews):
        keys = address.keys(vault(session))
        await session.execute(delete(table).where(table.chat_key.in_(keys)))


async def erase(session: AsyncSession, chats: Sequence[int]) -> None:
    """Erase what chats support, and how often they were written to."""
    for table in (Support, SupportNews, Unasked):
        await session.execute(delete(table).where(table.chat_key.in_(chats)))


async def destroy(session: AsyncSession, numbers: Select[int]) -> None:
    """Erase who supports some submissions."""
    await _end(session, Support.submission_id.in_(numbers))


async def forget(session: AsyncSession, life: timedelta = cases.ADDRESS_FOR) -> int:
    """Erase who supports what was answered for good long ago."""
    over = select(Submission.id).where(cases.is_over(life))
    return await _end(session, Support.submission_id.in_(over))


async def count(session: AsyncSession, address: Address) -> int:
    """Count the proposals of which somebody hears."""
    counted = select(func.count()).where(_is_of(session, address))
    return await session.scalar(counted) or 0


async def _end(session: AsyncSession, which: ColumnElement[bool]) -> int:
    """Erase supports with their news, which name the same proposals."""
    news = (
        select(SupportNews.id)
        .join(CaseEvent, CaseEvent.id == SupportNews.event_id)
        .join(Case, Case.id == CaseEvent.case_id)
        .join(Support, Support.submission_id == Case.submission_id)
        .where(Support.chat_key == SupportNews.chat_key, which)
    )
    await session.execute(
        delete(SupportNews)
        .where(SupportNews.id.in_(news))
        .execution_options(synchronize_session=False)
    )
    gone = await session.execute(
        delete(Support)
        .where(which)
        .returning(Support.chat_key)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


def _is_of(session: AsyncSession, address: Address) -> ColumnElement[bool]:
    return Support.chat_key.in_(address.keys(vault(session)))
