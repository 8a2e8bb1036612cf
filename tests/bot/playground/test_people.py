import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
)

from bot.playground.group import Group
from bot.playground.media import SINGLE, WORDS
from bot.playground.person import Person
from bot.playground.telegram import Telegram

from .conftest import Clock, ask, poll

BUTTONS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Так, підтримую", callback_data="yes")]]
)


async def kinds(telegram: Telegram) -> list[str]:
    return [list(update)[1] for update in await poll(telegram)]


async def test_commands_links_and_mentions_get_entities(olena: Person) -> None:
    message = olena.says("/start x, @olena_k https://a.ua/b a@b.ua +380441234567 #тег")
    assert [entity["type"] for entity in message["entities"]] == [
        "bot_command",
        "mention",
        "url",
        "email",
        "phone_number",
        "hashtag",
    ]


async def test_entities_count_in_utf16(olena: Person) -> None:
    (entity,) = olena.says("👍 /help")["entities"]
    assert (entity["offset"], entity["length"]) == (3, 5)


async def test_a_message_is_trimmed_and_cleaned(olena: Person) -> None:
    assert olena.says("  a\tb\r\n\u202ec ")["text"] == "a b\nc"


@pytest.mark.parametrize("kind", [*SINGLE, *WORDS, "photo", "album"])
async def test_python_telegram_bot_reads_every_kind_of_media(
    bot: Bot, olena: Person, kind: str
) -> None:
    olena.sends(kind, caption="підпис")
    updates = await bot.get_updates()
    assert all(update.message and not update.message.text for update in updates)
    assert len(updates) == (2 if kind == "album" else 1)


async def test_the_parts_of_an_album_share_a_group(
    telegram: Telegram, olena: Person
) -> None:
    olena.sends("album", caption="c")
    first, second = (update["message"] for update in await poll(telegram))
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption"] == "c"
    assert "caption" not in second


async def test_a_forward_names_its_origin(olena: Person) -> None:
    assert "forward_origin" in olena.forwards("a")


async def test_an_edit_is_an_update_and_changes_what_is_seen(
    telegram: Telegram, olena: Person
) -> None:
    message = olena.says("a")
    olena.edits(message["message_id"], "b")
    assert olena.sees()[-1].text == "b"
    made, edited = await poll(telegram)
    assert made["message"]["text"] == "a"
    assert edited["edited_message"]["text"] == "b"


async def test_a_caption_can_be_edited(telegram: Telegram, olena: Person) -> None:
    message = olena.sends("photo", caption="a")
    olena.edits(message["message_id"], "b")
    assert olena.sees()[-1].text == "b"
    assert "text" not in (await poll(telegram))[-1]["edited_message"]


@pytest.mark.parametrize("payload", ["a" * 64, "A-z_9", ""])
async def test_a_deep_link_carries_its_payload(olena: Person, payload: str) -> None:
    assert olena.starts(payload)["text"] == f"/start {payload}".strip()


@pytest.mark.parametrize("payload", ["a" * 65, "a b", "ї", "a="])
async def test_no_deep_link_carries_a_wrong_payload(
    olena: Person, payload: str
) -> None:
    with pytest.raises(ValueError, match="payload"):
        olena.starts(payload)


async def test_a_press_carries_data_and_message(bot: Bot, olena: Person) -> None:
    await bot.send_message(olena.id, "?", reply_markup=BUTTONS)
    olena.presses("підтримую")
    (update,) = await bot.get_updates()
    assert update.callback_query
    assert update.callback_query.data == "yes"
    assert update.callback_query.message


async def test_a_press_without_such_a_button_fails(bot: Bot, olena: Person) -> None:
    await bot.send_message(olena.id, "?", reply_markup=BUTTONS)
    with pytest.raises(LookupError, match="підтримую"):
        olena.presses("Ні")


async def test_the_newest_button_is_pressed(bot: Bot, olena: Person) -> None:
    await bot.send_message(olena.id, "1", reply_markup=BUTTONS)
    newest = await bot.send_message(olena.id, "2", reply_markup=BUTTONS)
    press = olena.presses("Так")
    assert press["message"]["message_id"] == newest.message_id


async def test_a_tap_sends_the_label_of_the_keyboard(bot: Bot, olena: Person) -> None:
    markup = ReplyKeyboardMarkup([["Пропозиції", "Довідка"]])
    await bot.send_message(olena.id, "?", reply_markup=markup)
    assert olena.keyboard() == ["Пропозиції", "Довідка"]
    assert olena.taps("Довід")["text"] == "Довідка"
    with pytest.raises(LookupError):
        olena.taps("Немає")


async def test_an_answered_press_shows_its_alert(bot: Bot, olena: Person) -> None:
    press = olena.forges("x", message_id=1)
    await bot.answer_callback_query(press["id"], "Готово", show_alert=True)
    assert olena.alerts == [{"text": "Готово", "show_alert": True}]


async def test_an_old_press_cannot_be_answered(
    telegram: Telegram, olena: Person, clock: Clock
) -> None:
    press = olena.forges("x", message_id=1)
    clock.move(16)
    answer = await ask(telegram, "answerCallbackQuery", callback_query_id=press["id"])
    assert "query is too old" in answer["description"]


async def test_blocking_and_unblocking_are_updates(
    telegram: Telegram, olena: Person
) -> None:
    olena.blocks()
    olena.unblocks()
    changes = [update["my_chat_member"] for update in await poll(telegram)]
    assert [one["new_chat_member"]["status"] for one in changes] == ["kicked", "member"]


async def test_who_blocks_cannot_write(olena: Person) -> None:
    olena.blocks()
    with pytest.raises(LookupError):
        olena.says("a")


async def test_a_bot_is_added_by_a_deep_link(telegram: Telegram, olena: Person) -> None:
    telegram.group("Група", [olena]).add_bot(by=olena, payload="x1")
    change, service, start = await poll(telegram)
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["id"] == 42
    assert start["message"]["text"] == "/start@viche_bot x1"


async def test_privacy_mode_hides_the_talk_of_a_group(
    telegram: Telegram, olena: Person, group: Group
) -> None:
    for text in ("просто так", "/help@other_bot", "/help", "/help@viche_bot"):
        olena.says(text, chat=group)
    seen = [update["message"]["text"] for update in await poll(telegram)]
    assert seen == ["/help", "/help@viche_bot"]


async def test_an_administrator_hears_everything(
    telegram: Telegram, olena: Person, group: Group
) -> None:
    group.promote_bot()
    olena.says("просто так", chat=group)
    assert await kinds(telegram) == ["my_chat_member", "message"]


async def test_a_kicked_bot_hears_nothing(
    telegram: Telegram, olena: Person, group: Group
) -> None:
    group.kick_bot()
    olena.says("/help", chat=group)
    assert await kinds(telegram) == ["my_chat_member"]


async def test_a_migration_is_told_in_both_chats(
    telegram: Telegram, group: Group
) -> None:
    new = group.migrate()
    old_news, new_news = (update["message"] for update in await poll(telegram))
    assert old_news["migrate_to_chat_id"] == new.id
    assert new_news["migrate_from_chat_id"] == group.id
    assert new.id < -1_000_000_000_000


async def test_a_reaction_reaches_an_administrator_that_asked(
    telegram: Telegram, olena: Person, group: Group
) -> None:
    await poll(telegram, allowed_updates=["message_reaction"])
    group.promote_bot()
    olena.reacts("👍", 1, chat=group)
    assert await kinds(telegram) == ["message_reaction"]
