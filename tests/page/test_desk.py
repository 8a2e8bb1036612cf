"""Who has a phone on the desk, and how more of them come."""

from bot.playground.person import Person
from bot.playground.telegram import Telegram
from tools.desk import SMALL, Desk


async def test_four_phones_of_the_demo_lie_open(desk: Desk) -> None:
    await desk.open("en")
    lying = "document.querySelectorAll('#phones > :not([hidden])').length"
    await desk.page.until(f"{lying} === 4")


async def test_a_person_who_is_added_gets_a_phone_with_start(
    bare: Desk, telegram: Telegram
) -> None:
    await bare.page.click("document.querySelector('#add')")
    await bare.page.until("document.activeElement.matches('.adding input')")
    await bare.page.type("Hanna")
    await bare.page.enter()
    await bare.page.until("document.querySelectorAll('.phone').length === 2")
    (hanna,) = [one for one in telegram.people.values() if one.id != 1001]
    await bare.phone(hanna.id).presses("ПОЧАТИ")
    await bare.phone(hanna.id).shows("/start")


async def test_a_group_is_added_with_everybody_in_it(
    bare: Desk, telegram: Telegram
) -> None:
    await bare.page.click("document.querySelector('#add')")
    await bare.page.click("document.querySelector('.adding form + form input')")
    await bare.page.type("Neighbours")
    await bare.page.enter()
    await bare.page.until("document.querySelectorAll('.phone').length === 2")
    (group,) = telegram.groups.values()
    await bare.phone(group.id).chooses(".head .plain", "Add the bot")
    await bare.phone(group.id).says("Hello")
    await bare.phone(group.id).shows("Hello")
    assert group.chat.has(telegram.bot_id)


async def test_a_phone_can_be_taken_off_the_desk_and_put_back(
    bare: Desk, olena: Person
) -> None:
    phone, chip = bare.phone(olena.id), "document.querySelector('.chip')"
    await phone.chooses(".head .plain", "Take off the desk")
    await bare.page.until(f"{phone.node}.hidden && {chip}.ariaPressed === 'false'")
    await bare.page.click(chip)
    await bare.page.until(f"!{phone.node}.hidden && {chip}.ariaPressed === 'true'")


async def test_what_is_shown_survives_a_reload(bare: Desk, olena: Person) -> None:
    phone = bare.phone(olena.id)
    await phone.chooses(".head .plain", "Take off the desk")
    await bare.open("en")
    await bare.page.until(f"{phone.node}.hidden")


async def test_a_swipe_on_a_small_screen_takes_the_next_phone(
    bare: Desk, telegram: Telegram
) -> None:
    await bare.page.size(*SMALL)
    taras = telegram.person("Taras", language_code="en")
    await bare.page.until(bare.phone(taras.id).node)
    await bare.page.run("document.querySelector('#phones').scrollBy({left: 390})")
    chip = f"document.querySelector('.chip[data-id=\"{taras.id}\"]')"
    await bare.page.until(f"{chip}.ariaCurrent === 'true'")


async def test_a_link_into_a_channel_opens_one_that_can_only_be_read(
    bare: Desk, telegram: Telegram, olena: Person
) -> None:
    link = "https://t.me/viche_bot?startchannel&admin=post_messages"
    keys = {"inline_keyboard": [[{"text": "Add to a channel", "url": link}]]}
    asked = {"chat_id": olena.id, "text": "Channel", "reply_markup": keys}
    await telegram.call("sendMessage", asked)
    await bare.phone(olena.id).presses("Add to a channel")
    await bare.page.until("document.querySelectorAll('.phone').length === 2")
    (channel,) = telegram.groups.values()
    posted = await telegram.call(
        "sendMessage", {"chat_id": channel.id, "text": "You said — we did"}
    )
    assert posted.status == 200
    phone = bare.phone(channel.id)
    await phone.shows("You said — we did")
    assert await bare.page.run(f"{phone.find('.composer')}.hidden")
