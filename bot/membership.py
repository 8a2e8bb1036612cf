"""Who takes what becomes of the bot in a chat: in channels others do than elsewhere."""

from collections.abc import Iterator
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ChatMemberHandler
from typing_extensions import override

from bot.context import Context
from bot.features import Feature


class _InChannels(ChatMemberHandler[Context, Any]):
    """Takes updates of channels only."""

    @override
    def check_update(self, update: object) -> bool:
        chat = update.effective_chat if isinstance(update, Update) else None
        in_channel = chat is not None and chat.type == ChatType.CHANNEL
        return in_channel and super().check_update(update)


def handlers(feature: Feature) -> Iterator[ChatMemberHandler[Context, Any]]:
    """Make the handlers of a feature, the choosier first."""
    if feature.channels is not None:
        yield _InChannels(feature.channels)
    if feature.members is not None:
        yield ChatMemberHandler(feature.members)
