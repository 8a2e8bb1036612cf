"""Every rule written by hand, with its source, an accepted and a refused example."""

from dataclasses import dataclass
from typing import Any

import pytest

from bot.playground.group import Group
from bot.playground.person import Person
from bot.playground.telegram import Telegram

from .conftest import Clock, ask


@dataclass(frozen=True)
class Rule:
    source: str
    method: str
    good: dict[str, Any]
    bad: dict[str, Any]
    why: str


def key(**facts: object) -> dict[str, Any]:
    button = {"text": "a", "callback_data": "a", **facts}
    return {"reply_markup": {"inline_keyboard": [[button]]}}


def keys(*widths: int) -> dict[str, Any]:
    button = {"text": "a", "callback_data": "a"}
    return {"reply_markup": {"inline_keyboard": [[button] * one for one in widths]}}


def commands(command: str, description: str = "d") -> dict[str, Any]:
    return {"commands": [{"command": command, "description": description}]}


CHAT = 1001
TEXT = {"chat_id": CHAT, "text": "a"}
HTML = {"chat_id": CHAT, "parse_mode": "HTML"}
ASKS_CONTACT = {
    "reply_markup": {"keyboard": [[{"text": "a", "request_contact": True}]]}
}
THUMB = {"type": "emoji", "emoji": "👍"}
HOOK = {"url": "https://viche.example/hook"}
RULES = {
    "text is not empty": Rule(
        "telegram-bot-api Client.cpp get_input_message_text",
        "sendMessage",
        TEXT,
        TEXT | {"text": ""},
        "Bad Request: message text is empty",
    ),
    "text is not blank": Rule(
        "tdlib MessageEntity.cpp fix_formatted_text",
        "sendMessage",
        HTML | {"text": "<b>a</b>"},
        HTML | {"text": "<b> \n</b>"},
        "Bad Request: text must be non-empty",
    ),
    "text up to 4096 after parsing": Rule(
        "Bot API sendMessage.text",
        "sendMessage",
        HTML | {"text": f"<b>{'&lt;' * 4096}</b>"},
        HTML | {"text": "a" * 4097},
        "Bad Request: message is too long",
    ),
    "text counted in UTF-16": Rule(
        "Bot API MessageEntity.length",
        "sendMessage",
        TEXT | {"text": "👍" * 2048},
        TEXT | {"text": "👍" * 2049},
        "Bad Request: message is too long",
    ),
    "whole characters": Rule(
        "telegram-bot-api: strings must be encoded in UTF-8",
        "sendMessage",
        TEXT | {"text": "👍"},
        TEXT | {"text": "\ud83d"},
        "Bad Request: strings must be encoded in UTF-8",
    ),
    "known parse mode": Rule(
        "telegram-bot-api Client.cpp get_formatted_text",
        "sendMessage",
        HTML | {"text": "a"},
        TEXT | {"parse_mode": "BBCode"},
        "Bad Request: unsupported parse_mode",
    ),
    "callback data up to 64 bytes": Rule(
        "Bot API InlineKeyboardButton.callback_data",
        "sendMessage",
        TEXT | key(callback_data="я" * 32),
        TEXT | key(callback_data="я" * 33),
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    "callback data at least 1 byte": Rule(
        "Bot API InlineKeyboardButton.callback_data",
        "sendMessage",
        TEXT | key(callback_data="1"),
        TEXT | key(callback_data=""),
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    "buttons have a text": Rule(
        "tdlib ReplyMarkup.cpp get_inline_keyboard_button",
        "sendMessage",
        TEXT | key(text="a"),
        TEXT | key(text=" "),
        "Bad Request: inline keyboard button text must be non-empty",
    ),
    "buttons do something": Rule(
        "telegram-bot-api Client.cpp get_inline_keyboard_button",
        "sendMessage",
        TEXT | key(),
        TEXT | {"reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
        "Bad Request: can't parse inline keyboard button: "
        "Text buttons are unallowed in the inline keyboard",
    ),
    "buttons lead to the web": Rule(
        "tdlib ReplyMarkup.cpp, LinkManager check",
        "sendMessage",
        TEXT | key(url="https://hromada.gov.ua"),
        TEXT | key(url="javascript:alert(1)"),
        "Bad Request: inline keyboard button URL 'javascript:alert(1)' is invalid: "
        "Wrong HTTP URL",
    ),
    "at most 100 buttons": Rule(
        "python-telegram-bot InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER",
        "sendMessage",
        TEXT | keys(*[5] * 20),
        TEXT | keys(*[5] * 20, 1),
        "Bad Request: reply markup is too long",
    ),
    "at most 8 buttons in a row": Rule(
        "python-telegram-bot InlineKeyboardMarkupLimit.BUTTONS_PER_ROW",
        "sendMessage",
        TEXT | keys(8),
        TEXT | keys(9),
        "Bad Request: reply markup is too long",
    ),
    "keyboard labels have a text": Rule(
        "tdlib ReplyMarkup.cpp get_keyboard_button",
        "sendMessage",
        TEXT | {"reply_markup": {"keyboard": [[{"text": "a"}]]}},
        TEXT | {"reply_markup": {"keyboard": [[{"text": ""}]]}},
        "Bad Request: keyboard button text must be non-empty",
    ),
    "contacts are asked for in private": Rule(
        "tdlib ReplyMarkup.cpp get_keyboard_button",
        "sendMessage",
        TEXT
        | {"reply_markup": {"keyboard": [[{"text": "a", "request_contact": True}]]}},
        {
            "chat_id": -1,
            "text": "a",
            "reply_markup": {"keyboard": [[{"text": "a", "request_contact": True}]]},
        },
        "Bad Request: phone number can be requested in private chats only",
    ),
    "placeholder up to 64": Rule(
        "Bot API ReplyKeyboardMarkup.input_field_placeholder",
        "sendMessage",
        TEXT
        | {"reply_markup": {"force_reply": True, "input_field_placeholder": "a" * 64}},
        TEXT
        | {"reply_markup": {"force_reply": True, "input_field_placeholder": "a" * 65}},
        "Bad Request: input field placeholder is too long",
    ),
    "replies to what is there": Rule(
        "telegram-bot-api Client.cpp resolve_reply_parameters",
        "sendMessage",
        TEXT | {"reply_parameters": {"message_id": 1}},
        TEXT | {"reply_parameters": {"message_id": 99}},
        "Bad Request: message to be replied not found",
    ),
    "known chat": Rule(
        "telegram-bot-api Client.cpp check_chat",
        "sendMessage",
        TEXT,
        TEXT | {"chat_id": 999},
        "Bad Request: chat not found",
    ),
    "known chat action": Rule(
        "telegram-bot-api Client.cpp process_send_chat_action_query",
        "sendChatAction",
        {"chat_id": CHAT, "action": "typing"},
        {"chat_id": CHAT, "action": "dancing"},
        "Bad Request: wrong parameter action in request",
    ),
    "edits what is there": Rule(
        "telegram-bot-api Client.cpp process_edit_message_text_query",
        "editMessageText",
        TEXT | {"message_id": 2, "text": "new"},
        TEXT | {"message_id": 99},
        "Bad Request: message to edit not found",
    ),
    "edits its own": Rule(
        "tdlib MessagesManager.cpp edit_message_text",
        "editMessageText",
        TEXT | {"message_id": 2, "text": "new"},
        TEXT | {"message_id": 1},
        "Bad Request: message can't be edited",
    ),
    "edits change something": Rule(
        "telegram-bot-api Client.cpp MESSAGE_NOT_MODIFIED",
        "editMessageText",
        TEXT | {"message_id": 2, "text": "new"},
        TEXT | {"message_id": 2, "text": "old"},
        "Bad Request: message is not modified: specified new message content and "
        "reply markup are exactly the same as a current content and reply markup of "
        "the message",
    ),
    "buttons change": Rule(
        "telegram-bot-api Client.cpp MESSAGE_NOT_MODIFIED",
        "editMessageReplyMarkup",
        {"chat_id": CHAT, "message_id": 2, **key()},
        {"chat_id": CHAT, "message_id": 2},
        "Bad Request: message is not modified: specified new message content and "
        "reply markup are exactly the same as a current content and reply markup of "
        "the message",
    ),
    "deletes what is there": Rule(
        "telegram-bot-api Client.cpp process_delete_message_query",
        "deleteMessage",
        {"chat_id": CHAT, "message_id": 2},
        {"chat_id": CHAT, "message_id": 99},
        "Bad Request: message to delete not found",
    ),
    "deletes lists of 1 to 100": Rule(
        "Bot API deleteMessages.message_ids",
        "deleteMessages",
        {"chat_id": CHAT, "message_ids": [2, 99]},
        {"chat_id": CHAT, "message_ids": list(range(1, 102))},
        "Bad Request: wrong number of message identifiers",
    ),
    "reacts to what is there": Rule(
        "telegram-bot-api Client.cpp process_set_message_reaction_query",
        "setMessageReaction",
        {
            "chat_id": CHAT,
            "message_id": 1,
            "reaction": [{"type": "emoji", "emoji": "👍"}],
        },
        {"chat_id": CHAT, "message_id": 99, "reaction": []},
        "Bad Request: message to react not found",
    ),
    "alerts up to 200": Rule(
        "Bot API answerCallbackQuery.text",
        "answerCallbackQuery",
        {"callback_query_id": "1", "text": "a" * 200},
        {"callback_query_id": "2", "text": "a" * 201},
        "Bad Request: MESSAGE_TOO_LONG",
    ),
    "known queries": Rule(
        "telegram-bot-api Client.cpp QUERY_ID_INVALID",
        "answerCallbackQuery",
        {"callback_query_id": "1"},
        {"callback_query_id": "99"},
        "Bad Request: query is too old and response timeout expired or query ID is "
        "invalid",
    ),
    "commands of a-z, 0-9 and _": Rule(
        "Bot API BotCommand.command",
        "setMyCommands",
        commands("proposal_1"),
        commands("Пропозиція"),
        "Bad Request: BOT_COMMAND_INVALID",
    ),
    "commands up to 32": Rule(
        "tdlib BotCommand.cpp set_commands",
        "setMyCommands",
        commands("a" * 32),
        commands("a" * 33),
        "Bad Request: command length must not exceed 32",
    ),
    "commands are not empty": Rule(
        "tdlib BotCommand.cpp set_commands",
        "setMyCommands",
        commands("a"),
        commands(""),
        "Bad Request: command must be non-empty",
    ),
    "commands are described": Rule(
        "tdlib BotCommand.cpp set_commands",
        "setMyCommands",
        commands("a", "d"),
        commands("a", " "),
        "Bad Request: command description must be non-empty",
    ),
    "commands are described in 256": Rule(
        "tdlib BotCommand.cpp set_commands",
        "setMyCommands",
        commands("a", "d" * 256),
        commands("a", "d" * 257),
        "Bad Request: command description length must not exceed 256",
    ),
    "at most 100 commands": Rule(
        "Bot API setMyCommands.commands",
        "setMyCommands",
        {"commands": commands("a")["commands"] * 100},
        {"commands": commands("a")["commands"] * 101},
        "Bad Request: BOT_COMMANDS_TOO_MUCH",
    ),
    "names up to 64": Rule(
        "Bot API setMyName.name",
        "setMyName",
        {"name": "a" * 64},
        {"name": "a" * 65},
        "Bad Request: name is too long",
    ),
    "descriptions up to 512": Rule(
        "Bot API setMyDescription.description",
        "setMyDescription",
        {"description": "a" * 512},
        {"description": "a" * 513},
        "Bad Request: description is too long",
    ),
    "short descriptions up to 120": Rule(
        "Bot API setMyShortDescription.short_description",
        "setMyShortDescription",
        {"short_description": "a" * 120},
        {"short_description": "a" * 121},
        "Bad Request: short_description is too long",
    ),
    "webhooks over https": Rule(
        "Bot API setWebhook.url",
        "setWebhook",
        HOOK,
        {"url": "http://viche.example/hook"},
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    ),
    "webhooks on the same machine over http": Rule(
        "the stand-in's own rule, for trials on one machine",
        "setWebhook",
        {"url": "http://127.0.0.1:1/hook"},
        {"url": "http://10.0.0.1:1/hook"},
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    ),
    "secrets of A-Z, a-z, 0-9, _ and -": Rule(
        "Bot API setWebhook.secret_token",
        "setWebhook",
        HOOK | {"secret_token": "a_B-9"},
        HOOK | {"secret_token": "таємниця"},
        "Bad Request: secret token contains unallowed characters",
    ),
    "secrets up to 256": Rule(
        "Bot API setWebhook.secret_token",
        "setWebhook",
        HOOK | {"secret_token": "a" * 256},
        HOOK | {"secret_token": "a" * 257},
        "Bad Request: secret token is too long",
    ),
    "captions up to 1024": Rule(
        "Bot API sendPhoto.caption",
        "sendPhoto",
        {"chat_id": CHAT, "photo": "file1", "caption": "a" * 1024},
        {"chat_id": CHAT, "photo": "file1", "caption": "a" * 1025},
        "Bad Request: message caption is too long",
    ),
    "administrators of groups": Rule(
        "telegram-bot-api Client.cpp process_get_chat_administrators_query",
        "getChatAdministrators",
        {"chat_id": -1},
        {"chat_id": CHAT},
        "Bad Request: there are no administrators in the private chat",
    ),
    "topics in forums": Rule(
        "telegram-bot-api Client.cpp process_create_forum_topic_query",
        "createForumTopic",
        {"chat_id": -1_000_000_000_002, "name": "a"},
        {"chat_id": -1, "name": "a"},
        "Bad Request: the chat is not a forum",
    ),
}


@pytest.fixture
async def prepared(telegram: Telegram, olena: Person, group: Group) -> Telegram:
    await ask(telegram, "sendMessage", chat_id=olena.id, text="old")
    olena.forges("x", message_id=2)
    olena.forges("x", message_id=2)
    forum = telegram.group("Форум", [olena], forum=True)
    forum.add_bot(by=olena)
    forum.promote_bot()
    assert (olena.id, group.id, forum.id) == (CHAT, -1, -1_000_000_000_002)
    telegram.updates.clear()
    return telegram


@pytest.mark.parametrize("name", RULES)
async def test_rule_accepts(prepared: Telegram, name: str) -> None:
    rule = RULES[name]
    answer = await ask(prepared, rule.method, **rule.good)
    assert answer.get("description") is None


@pytest.mark.parametrize("name", RULES)
async def test_rule_refuses(prepared: Telegram, name: str) -> None:
    rule = RULES[name]
    answer = await ask(prepared, rule.method, **rule.bad)
    assert (answer["error_code"], answer["description"]) == (400, rule.why)


async def test_a_stranger_is_not_written_to_first(telegram: Telegram) -> None:
    stranger = telegram.person("Taras")
    answer = await ask(telegram, "sendMessage", chat_id=stranger.id, text="a")
    why = "Forbidden: bot can't initiate conversation with a user"
    assert (answer["error_code"], answer["description"]) == (403, why)
    stranger.starts()
    assert (await ask(telegram, "sendMessage", chat_id=stranger.id, text="a"))["ok"]


async def test_who_blocked_the_bot_is_not_written_to(
    telegram: Telegram, olena: Person
) -> None:
    olena.blocks()
    answer = await ask(telegram, "sendMessage", chat_id=olena.id, text="a")
    assert answer["description"] == "Forbidden: bot was blocked by the user"
    olena.unblocks()
    assert (await ask(telegram, "sendMessage", chat_id=olena.id, text="a"))["ok"]


async def test_a_closed_account_is_not_written_to(
    telegram: Telegram, olena: Person
) -> None:
    olena.deactivates()
    answer = await ask(telegram, "sendMessage", chat_id=olena.id, text="a")
    assert answer["description"] == "Forbidden: user is deactivated"


async def test_a_group_that_expelled_the_bot_refuses_it(
    telegram: Telegram, group: Group
) -> None:
    assert (await ask(telegram, "sendMessage", chat_id=group.id, text="a"))["ok"]
    group.kick_bot()
    answer = await ask(telegram, "sendMessage", chat_id=group.id, text="a")
    assert answer["description"] == "Forbidden: bot was kicked from the group chat"


async def test_a_muted_bot_may_not_write(telegram: Telegram, group: Group) -> None:
    group.mute_bot()
    answer = await ask(telegram, "sendMessage", chat_id=group.id, text="a")
    why = "Bad Request: not enough rights to send text messages to the chat"
    assert (answer["error_code"], answer["description"]) == (400, why)
    group.demote_bot()
    assert (await ask(telegram, "sendMessage", chat_id=group.id, text="a"))["ok"]


async def test_a_bot_that_left_may_not_write(telegram: Telegram, group: Group) -> None:
    await ask(telegram, "leaveChat", chat_id=group.id)
    answer = await ask(telegram, "sendMessage", chat_id=group.id, text="a")
    assert answer["description"] == "Forbidden: bot is not a member of the group chat"


async def test_an_upgraded_group_names_its_new_number(
    telegram: Telegram, group: Group
) -> None:
    new = group.migrate()
    answer = await ask(telegram, "sendMessage", chat_id=group.id, text="a")
    assert (
        answer["description"]
        == "Bad Request: group chat was upgraded to a supergroup chat"
    )
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    assert (await ask(telegram, "sendMessage", chat_id=new.id, text="a"))["ok"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("mute_bot", "Bad Request: need administrator rights in the channel chat"),
        ("kick_bot", "Forbidden: bot was kicked from the channel chat"),
    ],
)
async def test_a_channel_takes_posts_of_administrators_who_may_post(
    telegram: Telegram, olena: Person, change: str, why: str
) -> None:
    channel = telegram.group("Канал", [olena], channel=True)
    params = {"chat_id": channel.id, "text": "a"}
    refused = (await ask(telegram, "sendMessage", **params))["description"]
    assert refused == "Forbidden: bot is not a member of the channel chat"
    channel.add_bot(by=olena)
    posted = (await ask(telegram, "sendMessage", **params))["result"]
    assert posted["sender_chat"]["type"] == "channel"
    assert "from" not in posted
    getattr(channel, change)()
    assert (await ask(telegram, "sendMessage", **params))["description"] == why


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("delete_topic", "Bad Request: message thread not found"),
        ("close_topic", "Bad Request: TOPIC_CLOSED"),
    ],
)
async def test_topics_refuse_when_gone_or_closed(
    telegram: Telegram, olena: Person, change: str, why: str
) -> None:
    forum = telegram.group("Форум", [olena], forum=True)
    forum.add_bot(by=olena)
    params = {"chat_id": forum.id, "text": "a", "message_thread_id": forum.topic("Т")}
    assert (await ask(telegram, "sendMessage", **params))["ok"]
    getattr(forum, change)(params["message_thread_id"])
    assert (await ask(telegram, "sendMessage", **params))["description"] == why


async def test_the_general_topic_has_no_number(
    telegram: Telegram, olena: Person
) -> None:
    forum = telegram.group("Форум", [olena], forum=True)
    forum.add_bot(by=olena)
    params = {"chat_id": forum.id, "text": "a"}
    assert (await ask(telegram, "sendMessage", **params))["ok"]
    answer = await ask(telegram, "sendMessage", **params, message_thread_id=1)
    assert answer["description"] == "Bad Request: message thread not found"


async def test_messages_older_than_two_days_stay(
    telegram: Telegram, olena: Person, clock: Clock
) -> None:
    first = olena.says("a")["message_id"]
    clock.move(48 * 3600)
    assert (await ask(telegram, "deleteMessage", chat_id=CHAT, message_id=first))["ok"]
    second = olena.says("b")["message_id"]
    clock.move(48 * 3600 + 1)
    answer = await ask(telegram, "deleteMessage", chat_id=CHAT, message_id=second)
    assert answer["description"] == "Bad Request: message can't be deleted"


async def test_a_press_is_answered_once(telegram: Telegram, olena: Person) -> None:
    press = olena.forges("x", message_id=1)
    params = {"callback_query_id": press["id"]}
    assert (await ask(telegram, "answerCallbackQuery", **params))["ok"]
    answer = await ask(telegram, "answerCallbackQuery", **params)
    assert "query is too old" in answer["description"]
