"""Who hears the news of a group: because they asked for it, and until they stop it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.models import (
    GroupCommunity,
    GroupNews,
    Notice,
    Outbox,
    PersonCommunity,
    PublicDigest,
    Subscription,
    WorkingGroup,
)
from bot.models.notice import Recipient
from bot.services.letters import recipients
from bot.services.places import groups

FOR: Final = timedelta(days=730)  # who wants to hear on asks again


async def offered(
    session: AsyncSession, person_id: int, address: Address
) -> Sequence[WorkingGroup]:
    """List the groups of somebody's communities, and those whose news they hear."""
    serving = (
        select(GroupCommunity.group_id)
        .join(
            PersonCommunity,
            PersonCommunity.community_code == GroupCommunity.community_code,
        )
        .where(PersonCommunity.person_id == person_id)
    )
    heard = await of(session, address)
    rows = await session.scalars(
        select(WorkingGroup)
        .where(or_(WorkingGroup.id.in_(serving), WorkingGroup.id.in_(heard)))
        .where(WorkingGroup.deleted_at.is_(None))
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
    statement = insert(Subscription).values(
        group_id=group_id,
        chat_key=key,
        address=recipients.seal(session, address, Recipient.SUBSCRIBER, key),
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
    """Erase who hears of the groups of a community: they are its people, too.

    What they are still to be told goes with them, and that they were told.
    """
    serving = _serving(code)
    digests = select(PublicDigest.id).where(PublicDigest.group_id.in_(serving))
    news = (
        Notice.recipient == Recipient.SUBSCRIBER,
        Notice.subject.in_(digests),
    )
    told = select(Notice.id).where(*news)
    for statement in (
        delete(Outbox).where(Outbox.notice_id.in_(told)),
        delete(Notice).where(*news),
        delete(GroupNews).where(GroupNews.digest_id.in_(digests)),
        delete(Subscription).where(Subscription.group_id.in_(serving)),
    ):
        await session.execute(statement.execution_options(synchronize_session=False))


async def chats(session: AsyncSession, code: str) -> Sequence[Address]:
    """List the chats that hear of the groups of a community."""
    rows = await session.execute(
        select(Subscription.chat_key, Subscription.address).where(
            Subscription.group_id.in_(_serving(code))
        )
    )
    return [
        recipients.unseal(session, value, Recipient.SUBSCRIBER, key)
        for key, value in rows
    ]


def _serving(code: str) -> Select[int]:
    return select(GroupCommunity.group_id).where(GroupCommunity.community_code == code)
