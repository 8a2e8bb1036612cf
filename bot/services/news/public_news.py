"""Telling of a public digest by day: subscribers, two a month at most, and channels."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import locks
from bot.db import now
from bot.locks import Space
from bot.models import Channel, GroupNews, PublicDigest, Subscription, WorkingGroup
from bot.models.notice import Recipient
from bot.models.outbox import MessageClass
from bot.services.days import moments
from bot.services.letters import notices, unasked
from bot.services.steps import case_news

KIND: Final = "group.news"
_BATCH: Final = 100  # chats that one tick takes in hand
_STALE: Final = timedelta(days=30)  # a month's news is none any more
_AGAIN: Final = timedelta(hours=1)  # is asked whether a lost channel is back


async def tell_due(session: AsyncSession) -> int:
    """Tell who hears what is due; returns how many were taken in hand.

    Of all replicas one does, and not beside the news of supporters: of two messages to
    one person neither would know.
    """
    if not await locks.alone(session, Space.NEWS):
        return 0
    rows = await session.execute(_due())
    found = rows.all()
    for news, zone, approved_at in found:
        await _tell(session, news, zone, approved_at)
    return len(found)


def _due() -> Select[GroupNews, str, datetime | None]:
    return (
        select(GroupNews, WorkingGroup.time_zone, PublicDigest.approved_at)
        .join(PublicDigest, PublicDigest.id == GroupNews.digest_id)
        .join(WorkingGroup, WorkingGroup.id == PublicDigest.group_id)
        .where(GroupNews.due_at <= func.app_now())
        .order_by(GroupNews.due_at, GroupNews.digest_id, GroupNews.chat_key)
        .limit(_BATCH)
    )


async def _tell(
    session: AsyncSession, news: GroupNews, zone: str, approved_at: datetime | None
) -> None:
    moment = await now(session)
    channel = await session.scalar(_channel(news))
    still = channel or await session.scalar(_still(news))
    if not still or (approved_at and moment - approved_at > _STALE):
        await session.delete(news)
        return
    later = moments.by_day(moment, zone)
    later = later or await _not_yet(session, news, channel, moment)
    if later is not None:
        news.due_at = later
        return
    await notices.write(
        session,
        KIND,
        subject=news.digest_id,
        recipient=Recipient.CHANNEL if channel else Recipient.SUBSCRIBER,
        recipient_id=news.chat_key,
        message_class=MessageClass.BROADCAST,  # never twice (P4)
        expires_at=moment + case_news.STALE_AFTER,
    )
    await session.delete(news)


async def _not_yet(
    session: AsyncSession, news: GroupNews, channel: Channel | None, moment: datetime
) -> datetime | None:
    """Put off what is too much for a person, or cannot be posted now."""
    if channel is None:
        return await unasked.take(session, news.chat_key)
    return None if channel.lost_at is None else moment + _AGAIN


def _channel(news: GroupNews) -> Select[Channel]:
    """Find the channel that is still that group's."""
    return (
        select(Channel)
        .join(PublicDigest, PublicDigest.group_id == Channel.group_id)
        .where(PublicDigest.id == news.digest_id, Channel.chat_key == news.chat_key)
    )


def _still(news: GroupNews) -> Select[int]:
    """Ask whether a chat still wants the news of that group."""
    return (
        select(func.count())
        .select_from(Subscription)
        .join(PublicDigest, PublicDigest.group_id == Subscription.group_id)
        .where(PublicDigest.id == news.digest_id)
        .where(Subscription.chat_key == news.chat_key)
    )
