"""A phone of the page behaves as people know it from a messenger."""

from collections.abc import AsyncIterator

import pytest

from bot.playground.person import Person
from bot.playground.telegram import Telegram
from tests.page.conftest import check
from tests.processes import until
from tools.desk import Desk, Phone

KEYS = {"inline_keyboard": [[{"text": "Next", "callback_data": "a"}]]}
SHOWN = "[...document.querySelectorAll('.chip[aria-pressed=true]')]"


@pytest.fixture
def telegram(crowd: Telegram) -> Telegram:
    return crowd


@pytest.fixture
async def phone(lasting: Desk, olena: Person) -> AsyncIterator[Phone]:
    """The only phone on the desk."""
    phone = lasting.phone(olena.id)
    await lasting.page.until(phone.node)
    others = f"{SHOWN}.filter((one) => one.dataset.id !== '{olena.id}')"
    await lasting.page.run(f"{others}.forEach((one) => one.click())")
    yield phone
    check(lasting)


async def said(telegram: Telegram, chat: int, text: str, **facts: object) -> int:
    params = {"chat_id": chat, "text": text, **facts}
    answer = await telegram.call("sendMessage", params)
    return int(answer.json["result"]["message_id"])


async def test_messages_come_without_reloading(
    telegram: Telegram, olena: Person, phone: Phone
) -> None:
    await said(telegram, olena.id, "Good morning")
    await phone.shows("Good morning")


async def test_enter_sends_and_empties_the_field(olena: Person, phone: Phone) -> None:
    await phone.says("An idea")
    await phone.shows("An idea")
    assert olena.sees()[-1].text == "An idea"
    assert await phone.page.run(phone.find("textarea") + ".value") == ""


async def test_shift_and_enter_begin_a_new_line(olena: Person, phone: Phone) -> None:
    await phone.page.click(phone.find("textarea"))
    await phone.page.type("a")
    await phone.page.key("Enter", text="\r", modifiers=8)
    await phone.page.type("b")
    await phone.page.enter()
    await phone.shows("a\nb")
    assert olena.sees()[-1].text == "a\nb"


async def test_formatting_is_shown_and_nothing_else_is_markup(
    telegram: Telegram, olena: Person, phone: Phone
) -> None:
    html = "<b>bold</b> &lt;img src=x onerror=alert(1)&gt;"
    await said(telegram, olena.id, html, parse_mode="HTML")
    await phone.shows("<img src=x onerror=alert(1)>")
    await phone.page.until(phone.find(".words b") + ".textContent === 'bold'")
    assert not await phone.page.run("document.querySelector('.words img') !== null")


async def test_what_the_bot_edits_and_deletes_changes_at_once(
    telegram: Telegram, olena: Person, phone: Phone
) -> None:
    number = await said(telegram, olena.id, "First words")
    await phone.shows("First words")
    edit = {"chat_id": olena.id, "message_id": number, "text": "Other words"}
    await telegram.call("editMessageText", edit)
    await phone.shows("Other words")
    await telegram.call("deleteMessage", {"chat_id": olena.id, "message_id": number})
    await phone.hides("words")


async def test_people_edit_and_delete_what_they_wrote(
    olena: Person, phone: Phone
) -> None:
    await phone.says("A bench")
    await phone.shows("A bench")
    await phone.chooses(".lines > :last-child .bubble-more", "Edit")
    await phone.page.type(" or two")
    await phone.page.enter()
    await phone.shows("A bench or two")
    assert olena.sees()[-1].text == "A bench or two"
    await phone.chooses(".lines > :last-child .bubble-more", "Delete")
    await phone.hides("A bench")


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Photo", "photo"),
        ("Voice", "voice"),
        ("Contact", "contact"),
        ("Location", "location"),
        ("Sticker", "sticker"),
        ("Forward", "forward_origin"),
    ],
)
async def test_the_clip_sends_what_is_not_text(
    olena: Person, phone: Phone, label: str, kind: str
) -> None:
    await phone.chooses(".composer .row .plain", label)
    await phone.page.until(phone.find(".lines > .mine:nth-of-type(3)"))
    assert kind in olena.sees()[-1].raw


async def test_ticks_tell_when_the_bot_has_a_message(
    telegram: Telegram, phone: Phone
) -> None:
    await phone.says("Is anybody there?")
    ticks = phone.find(".lines > :last-child .ticks")
    await phone.page.until(f"{ticks}.textContent === 'sent'")
    (last,) = (await telegram.call("getUpdates", {"offset": -1})).json["result"]
    taken = {"offset": last["update_id"] + 1, "timeout": 0}
    await telegram.call("getUpdates", taken)
    await phone.page.until(f"{ticks}.textContent === 'the bot has it'")


async def pressed(telegram: Telegram, phone: Phone) -> str:
    """Press "Next"; gives the number of the press."""
    before = len(telegram.queries)
    await phone.presses("Next")
    await until(lambda: len(telegram.queries) > before)
    return list(telegram.queries)[-1]


async def test_a_pressed_button_waits_for_its_answer(
    telegram: Telegram, olena: Person, phone: Phone
) -> None:
    await said(telegram, olena.id, "Ready?", reply_markup=KEYS)
    press = await pressed(telegram, phone)
    key = phone.find(".inline-keys button")
    await phone.page.until(f"{key}.ariaBusy === 'true'")
    await telegram.call("answerCallbackQuery", {"callback_query_id": press})
    await phone.page.until(f"{key}.ariaBusy !== 'true'")


async def test_a_pop_up_takes_the_focus_and_gives_it_back(
    telegram: Telegram, olena: Person, phone: Phone
) -> None:
    await said(telegram, olena.id, "Ready?", reply_markup=KEYS)
    press = await pressed(telegram, phone)
    answer = {"callback_query_id": press, "text": "Not yet", "show_alert": True}
    await telegram.call("answerCallbackQuery", answer)
    await phone.page.until(phone.find("[role=alertdialog]"))
    assert await phone.page.run("document.activeElement.textContent") == "OK"
    await phone.page.key("Escape")
    await phone.page.until(f"document.activeElement === {phone.button('Next')}")


async def test_a_blocked_bot_can_be_let_in_again(
    telegram: Telegram, olena: Person, phone: Phone
) -> None:
    await phone.chooses(".head .plain", "Block the bot")
    await phone.page.until(phone.find(".head small") + ".textContent === 'blocked'")
    refused = await telegram.call("sendMessage", {"chat_id": olena.id, "text": "a"})
    assert refused.status == 403
    await phone.presses("Unblock the bot")
    await phone.page.until(phone.find(".head small") + ".textContent === 'bot'")
    await said(telegram, olena.id, "Welcome back")
    await phone.shows("Welcome back")


async def test_the_reply_keyboard_says_its_label(
    telegram: Telegram, olena: Person, phone: Phone
) -> None:
    keyboard = {"keyboard": [[{"text": "My messages"}]]}
    await said(telegram, olena.id, "Menu", reply_markup=keyboard)
    await phone.presses("My messages")
    await phone.shows("My messages")
    assert olena.sees()[-1].text == "My messages"


async def test_dots_show_that_the_bot_is_typing(
    telegram: Telegram, olena: Person, phone: Phone
) -> None:
    action = {"chat_id": olena.id, "action": "typing"}
    await telegram.call("sendChatAction", action)
    await phone.page.until(f"!{phone.find('.typing')}.hidden")
    await said(telegram, olena.id, "Here I am")
    await phone.page.until(f"{phone.find('.typing')}.hidden")


async def test_what_comes_unasked_is_marked_unread_until_seen(
    telegram: Telegram, olena: Person, phone: Phone
) -> None:
    await said(telegram, olena.id, "There is news")
    await phone.page.until(phone.find(".badge") + ".textContent.startsWith('1')")
    await phone.page.click(phone.find(".log"))
    await phone.page.until(f"!{phone.find('.badge')}")


async def test_the_chat_follows_unless_somebody_reads_above(
    telegram: Telegram, olena: Person, phone: Phone
) -> None:
    for number in range(30):
        await said(telegram, olena.id, f"Message {number}")
    await phone.shows("Message 29")
    log = phone.find(".log")
    at_end = f"{log}.scrollTop + {log}.clientHeight > {log}.scrollHeight - 5"
    await phone.page.until(at_end)
    up = f"{log}.scrollTo({{top: 0, behavior: 'instant'}})"
    # Until all have come, each takes the chat down again.
    await phone.page.until(f"({up}, !{phone.find('.jump')}.hidden)")
    await said(telegram, olena.id, "One more")
    await phone.page.until(phone.find(".jump .count") + ".textContent === '1'")
    assert not await phone.page.run(at_end)
    await phone.page.click(phone.find(".jump"))
    await phone.page.until(at_end)
