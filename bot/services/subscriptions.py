"""Who hears the news of a group: because they asked for it, and until they stop it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.models import (
    GroupCommunity,
    GroupNews,
    PersonCommunity,
    Subscription,
    WorkingGroup,
)
from bot.services import groups, notices, sealed

FOR: Final = timedelta(days=730)  # who wants to hear on asks again


async def near(session: AsyncSession, person_id: int) -> Sequence[WorkingGroup]:
    """List the groups of the communities that somebody keeps."""
    rows = await session.scalars(
        select(WorkingGroup)
        .join(GroupCommunity, GroupCommunity.group_id == WorkingGroup.id)
        .join(
            PersonCommunity,
            PersonCommunity.community_code == GroupCommunity.community_code,
        )
        .where(PersonCommunity.person_id == person_id)
        .distinct()
        .order_by(WorkingGroup.id)
    )
    return rows.all()


async def of(session: AsyncSession, address: Address) -> frozenset[int]:
    """List the groups whose news somebody hears."""
    keys = address.keys(vault(session))
    rows = await session.scalars(
        select(Subscription.group_id).where(Subscription.chat_key.in_(keys))
    )
    return frozenset(rows)


async def follow(
    session: AsyncSession, address: Address, group_id: int, *, language: str
) -> None:
    """Let somebody hear the news of a group, from now on."""
    await groups.get(session, group_id)
    await stop(session, address, group_id)
    key = address.key(vault(session))
    cell = notices.subscriber_address(key)
    statement = insert(Subscription).values(
        group_id=group_id,
        chat_key=key,
        address=sealed.seal_address(session, address, cell),
        language=language,
    )
    await session.execute(statement.on_conflict_do_nothing())


async def stop(
    session: AsyncSession, address: Address, group_id: int | None = None
) -> None:
    """Let somebody hear no more of a group, or of any."""
    keys = address.keys(vault(session))
    statement = delete(Subscription).where(Subscription.chat_key.in_(keys))
    if group_id is not None:
        statement = statement.where(Subscription.group_id == group_id)
    await session.execute(statement)


async def count(session: AsyncSession, group_id: int) -> int:
    """Count who hears the news of a group."""
    counted = select(func.count()).where(Subscription.group_id == group_id)
    return await session.scalar(counted) or 0


async def erase(session: AsyncSession, chats: Sequence[int]) -> None:
    """Erase what chats hear, and what they were still to be told."""
    for table in (Subscription, GroupNews):
        await session.execute(delete(table).where(table.chat_key.in_(chats)))


async def destroy(session: AsyncSession, code: str) -> None:
    """Erase who hears of the groups of a community: they are its people, too."""
    serving = select(GroupCommunity.group_id).where(
        GroupCommunity.community_code == code
    )
    await session.execute(
        delete(Subscription).where(Subscription.group_id.in_(serving))
    )


async def forget(session: AsyncSession, life: timedelta = FOR) -> int:
    """Erase subscriptions that nobody renewed."""
    gone = await session.execute(
        delete(Subscription)
        .where(Subscription.since < func.app_now() - life)
        .returning(Subscription.chat_key)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())
