"""The methods of the Bot API that the stand-in plays, one line each."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bot.playground.answers import JSON
from bot.playground.methods import chats, media, messages, profile, queries, updates
from bot.playground.spec.generated import METHODS as DESCRIBED

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

Method: TypeAlias = Callable[["Telegram", JSON], Any]

METHODS: Final[dict[str, Method]] = {
    "answerCallbackQuery": queries.answer_callback_query,
    "createForumTopic": chats.create_forum_topic,
    "deleteMessage": messages.delete_message,
    "deleteMessages": messages.delete_messages,
    "deleteMyCommands": profile.delete_my_commands,
    "deleteWebhook": updates.delete_webhook,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "editMessageText": messages.edit_message_text,
    "getChat": chats.get_chat,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMember": chats.get_chat_member,
    "getFile": media.get_file,
    "getMe": profile.get_me,
    "getMyCommands": profile.get_my_commands,
    "getMyDescription": profile.get_my_description,
    "getMyName": profile.get_my_name,
    "getMyShortDescription": profile.get_my_short_description,
    "getUpdates": updates.get_updates,
    "getWebhookInfo": updates.get_webhook_info,
    "leaveChat": chats.leave_chat,
    "sendChatAction": messages.send_chat_action,
    "sendDocument": media.send_document,
    "sendMessage": messages.send_message,
    "sendPhoto": media.send_photo,
    "setMessageReaction": messages.set_message_reaction,
    "setMyCommands": profile.set_my_commands,
    "setMyDescription": profile.set_my_description,
    "setMyName": profile.set_my_name,
    "setMyShortDescription": profile.set_my_short_description,
    "setWebhook": updates.set_webhook,
}
NAMES: Final = {name.lower(): name for name in DESCRIBED}
