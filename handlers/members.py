"""Chats that the bot gains and loses, and what teams hear of it."""

from dataclasses import replace
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import ChatMember, ChatMemberUpdated, Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import _, label
from bot.keyboards import Button, column, data
from bot.models import Notice
from bot.saying import Saying
from bot.services.letters import notices, post
from bot.services.letters.troubles import Trouble
from bot.services.places import groups

_OUT: Final = (ChatMember.LEFT, ChatMember.BANNED)
_TROUBLES: Final = {
    Trouble.EXPELLED: _(
        "The bot is no longer in the chat of {group}. "
        "To get digests there, add the bot again."
    ),
    Trouble.MUTED: _(
        "The bot may not write in the chat of {group}. "
        "Let it send messages, then type /here in the chat."
    ),
    Trouble.GONE: _(
        "The chat of {group} is out of reach. To get digests, bind a chat anew."
    ),
    Trouble.TOPIC_GONE: _(
        "The topic for digests of {group} is closed or gone, so they come to the "
        "general one. "
        "To change it, type /here in another topic."
    ),
    Trouble.CHANNEL_LOST: _(
        "The bot may not post in the channel of {group} any more. "
        "To publish there, let it post messages again."
    ),
}


async def follow_membership(update: Update, context: Context) -> None:
    """Write to a chat, or stop, as the bot's place in it changes."""
    changed = update.my_chat_member
    if changed is None:
        return
    trouble, chat_id = _trouble(changed), changed.chat.id
    if trouble is not None:
        await groups.unreachable(context.session, chat_id, trouble)
        return
    await post.reopen(context.session, context.address)
    await groups.back(context.session, chat_id)


async def follow_migration(update: Update, context: Context) -> None:
    """Follow a group that became a supergroup; both chats tell of it."""
    message = update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        old, new = message.chat.id, message.migrate_to_chat_id
    elif message.migrate_from_chat_id is not None:
        old, new = message.migrate_from_chat_id, message.chat.id
    else:
        return
    await groups.move_chat(context.session, old, new)


def _trouble(changed: ChatMemberUpdated) -> str | None:
    now = changed.new_chat_member
    muted = getattr(now, "can_send_messages", True) is False
    return str(now.status) if now.status in _OUT or muted else None


async def tell_trouble(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell a team what is wrong with its chat, and where it is mended."""
    group = await groups.find(session, notice.subject)
    if group is None:
        return None
    language = await notices.language_of(session, notice)
    text = _TROUBLES[Trouble(notice.kind)]
    named = replace(text, values={"group": groups.name(group, language)})
    button = Button(label("Open the group"), data("net.1", "show", group.id))
    return Saying(named, column(button))


FEATURE: Final = Feature(
    name="chat.1",
    members=follow_membership,
    service=follow_migration,
    notices=dict.fromkeys(Trouble, tell_trouble),
)
