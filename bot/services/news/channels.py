"""Channels of groups: found when the bot is added to one, bound by its team.

Whoever added the bot is asked whose channel it is, and must have the right in that
group: a link into a channel bears no token (Bot API, `startchannel`).
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.errors import UserError
from bot.i18n import _
from bot.models import Channel, GroupNews, Outbox, WorkingGroup
from bot.models.notice import Recipient
from bot.services.letters import post, recipients, troubles
from bot.services.letters.troubles import Trouble
from bot.services.places import groups
from bot.services.team import access, acts
from bot.services.team.access import Action

RIGHT: Final[Action] = "group.settings"
UNBOUND: Final = timedelta(days=7)  # as long as a link into the team


async def welcome(
    session: AsyncSession, person_id: int | None, address: Address
) -> tuple[int, Sequence[WorkingGroup]] | None:
    """Note a channel in which somebody let the bot post; returns whose it may be.

    None for whoever may bind no channel, and for one that is bound already: it is
    counted on again.
    """
    channel = await _find(session, address)
    if channel is not None and channel.group_id is not None:
        await post.reopen(session, address)
        await _count_on(session, channel, channel.group_id)
        return None
    if person_id is None:
        return None
    mine = await groups.list_for(session, person_id, RIGHT)
    if not mine:
        return None
    if channel is not None:
        await session.delete(channel)
        await session.flush()
    await post.reopen(session, address)
    return await _note(session, person_id, address), mine


async def bind(
    session: AsyncSession, actor_id: int, channel_id: int, group_id: int
) -> WorkingGroup:
    """Let a group publish in a channel to which the same person added the bot."""
    group = await access.access_group(session, actor_id, group_id, RIGHT)
    if await of(session, group_id) is not None:
        raise UserError(_("The group has a channel. Unbind it first."))
    bound = await session.scalars(
        update(Channel)
        .where(Channel.id == channel_id, Channel.added_by == actor_id)
        .values(group_id=group_id, added_by=None, since=func.app_now())
        .returning(Channel.id)
    )
    if bound.one_or_none() is None:
        raise UserError(_("This channel can no longer be bound. Add the bot again."))
    await troubles.forget(session, group_id, (Trouble.CHANNEL_LOST,))  # of another one
    await acts.note(session, actor_id, "group.channel", group_id)
    return group


async def unbind(session: AsyncSession, actor_id: int, group_id: int) -> WorkingGroup:
    """Publish in a group's channel no more, and forget where it is."""
    group = await access.access_group(session, actor_id, group_id, RIGHT)
    await end(session, group_id)
    await acts.note(session, actor_id, "group.channel", group_id)
    return group


async def end(session: AsyncSession, group_id: int) -> None:
    """Delete a group's channel, and what was still to be posted there."""
    bound = delete(Channel).where(Channel.group_id == group_id)
    found = await session.scalars(bound.returning(Channel.chat_key))
    keys = found.all()
    for table in (GroupNews, Outbox):
        await session.execute(delete(table).where(table.chat_key.in_(keys)))


async def waiting(session: AsyncSession, person_id: int) -> int | None:
    """Find the channel that somebody added the bot to last, and that is nobody's."""
    newest = select(func.max(Channel.id)).where(Channel.added_by == person_id)
    return await session.scalar(newest)


async def count_added(session: AsyncSession, person_id: int) -> int:
    """Count the channels that somebody added the bot to, and that are nobody's."""
    added = select(func.count(Channel.id)).where(Channel.added_by == person_id)
    return await session.scalar(added) or 0


async def drop(session: AsyncSession, person_id: int, channel_id: int) -> None:
    """Forget a channel that somebody added the bot to."""
    mine = (Channel.id == channel_id, Channel.added_by == person_id)
    await session.execute(delete(Channel).where(*mine))


async def of(session: AsyncSession, group_id: int) -> Channel | None:
    """Find the channel of a group."""
    found = await session.scalars(select(Channel).where(Channel.group_id == group_id))
    return found.one_or_none()


async def lost(session: AsyncSession, chat_id: int) -> None:
    """Stop counting on a channel and tell the team of its group, once."""
    channel = await _find(session, Address(chat_id))
    if channel is None:
        return
    if channel.group_id is None:
        await session.delete(channel)
    elif channel.lost_at is None:
        channel.lost_at = func.app_now()
        await troubles.tell_team(session, channel.group_id, Trouble.CHANNEL_LOST)


async def forget(session: AsyncSession, life: timedelta = UNBOUND) -> int:
    """Forget channels of which nobody said whose they are."""
    old = delete(Channel).where(
        Channel.group_id.is_(None), Channel.since < func.app_now() - life
    )
    gone = await session.scalars(old.returning(Channel.id))
    return len(gone.all())


async def _find(session: AsyncSession, address: Address) -> Channel | None:
    keys = address.keys(vault(session))
    found = await session.scalars(select(Channel).where(Channel.chat_key.in_(keys)))
    return found.one_or_none()


async def _note(session: AsyncSession, person_id: int, address: Address) -> int:
    key = address.key(vault(session))
    statement = insert(Channel).values(
        chat_key=key,
        added_by=person_id,
        address=recipients.seal(session, address, Recipient.CHANNEL, key),
    )
    found = await session.scalars(statement.returning(Channel.id))
    return found.one()


async def _count_on(session: AsyncSession, channel: Channel, group_id: int) -> None:
    channel.lost_at = None
    await troubles.forget(session, group_id, (Trouble.CHANNEL_LOST,))
