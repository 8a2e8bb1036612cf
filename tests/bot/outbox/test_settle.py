"""What becomes of a message after its call."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import StartError
from bot.models import Gate, Outbox
from bot.outbox import settle
from bot.playground.faults import Fault
from bot.playground.person import Person
from tests.bot.outbox.conftest import NAME, Post, heard
from tests.world import World

PLAIN = "News of Роман & <син>"


def refuse(bot: World, detail: str, *methods: str, times: int = 1) -> None:
    bot.telegram.faults.add(Fault("400", methods, detail=detail, times=times))


async def press(bot: World, person: Person, action: str) -> None:
    person.says("/keys")
    await bot.settle()
    person.forges(f"{NAME}:{action}", person.sees()[-1].message_id)
    await bot.settle()


async def test_what_is_sent_leaves_no_row(
    bot: World, olena: Person, post: Post
) -> None:
    await post.owe(olena.id, "a")
    await bot.settle()
    assert (heard(olena), await post.rows()) == (["a"], [])


async def test_who_blocked_the_bot_is_not_written_to(
    bot: World, olena: Person, post: Post
) -> None:
    olena.blocks()
    bot.telegram.updates.clear()
    for text in ("a", "b"):
        await post.owe(olena.id, text)
    await bot.settle()
    await post.owe(olena.id, "c")
    await bot.settle()
    states = await post.states()
    assert (len(bot.telegram.calls_of("sendMessage")), states) == (
        1,
        ["cancelled", "cancelled", "pending"],
    )


async def test_what_is_cancelled_keeps_neither_words_nor_address(
    bot: World, olena: Person, post: Post
) -> None:
    olena.blocks()
    bot.telegram.updates.clear()
    await post.owe(olena.id, "a")
    await bot.settle()
    row = await post.row()
    assert (row.payload, row.destination) == (None, None)


async def test_who_comes_back_is_written_to_again(
    bot: World, olena: Person, post: Post
) -> None:
    olena.blocks()
    await post.owe(olena.id, "a")
    await bot.settle()
    olena.unblocks()
    await bot.settle()
    await post.owe(olena.id, "b")
    await bot.settle()
    assert heard(olena) == ["b"]


async def test_an_answer_that_is_refused_closes_the_chat_too(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    olena.says("/say a")
    olena.blocks()
    await bot.settle()
    gate = (await session.scalars(select(Gate))).one()
    assert (gate.closed_until, "blocked" in gate.reason) == (None, True)


async def test_what_is_so_already_is_a_success(
    bot: World, olena: Person, post: Post
) -> None:
    refuse(bot, "message is not modified: a", "editMessageText")
    await press(bot, olena, "edit")
    assert (heard(olena), await post.rows()) == ([PLAIN, "after"], [])


async def test_a_text_that_telegram_cannot_parse_is_said_plainly(
    bot: World, olena: Person, post: Post
) -> None:
    refuse(bot, "can't parse entities: a", "sendMessage")
    olena.says("/keys")
    await bot.settle()
    _first, again = bot.telegram.calls_of("sendMessage")
    assert ("parse_mode" in again.params, again.params["text"]) == (False, PLAIN)
    assert (olena.sees()[-1].buttons, await post.rows()) == (["edit"], [])


async def test_a_text_that_is_too_long_is_said_plainly(
    bot: World, olena: Person, post: Post
) -> None:
    refuse(bot, "message is too long", "sendMessage")
    olena.says("/keys")
    await bot.settle()
    assert (olena.sees()[-1].text, await post.rows()) == (PLAIN, [])


def test_plain_words_are_shortened_to_what_a_message_holds() -> None:
    plain = settle._plain({"text": f"<b>{'&lt;' * 5000}</b>", "parse_mode": "HTML"})
    assert plain == {"text": "<" * 4095 + "…"}


async def test_plain_words_are_tried_once(
    bot: World, olena: Person, post: Post
) -> None:
    refuse(bot, "can't parse entities: a", "sendMessage", times=9)
    olena.says("/keys")
    await bot.settle()
    row = await post.row()
    assert (len(bot.telegram.calls_of("sendMessage")), row.state) == (2, "dead")


async def test_what_cannot_be_edited_is_said_anew(bot: World, olena: Person) -> None:
    refuse(bot, "message to edit not found", "editMessageText")
    await press(bot, olena, "edit")
    assert sorted(heard(olena)) == sorted([PLAIN, "edited", "after"])


async def test_buttons_of_a_message_that_is_gone_need_no_taking_off(
    bot: World, olena: Person, post: Post
) -> None:
    refuse(bot, "message to edit not found", "editMessageReplyMarkup")
    await press(bot, olena, "strip")
    assert (heard(olena), await post.rows()) == ([PLAIN, "after"], [])


async def test_a_call_that_we_should_not_have_made_is_set_aside(
    bot: World, olena: Person, post: Post
) -> None:
    refuse(bot, "message is too long", "sendMessage")
    await post.owe(olena.id, "a")
    await post.owe(olena.id, "b")
    await bot.settle()
    row: Outbox = await post.row()
    assert (heard(olena), row.state, row.payload) == (["b"], "dead", None)


async def test_a_refused_token_ends_the_program(
    bot: World, olena: Person, post: Post
) -> None:
    bot.telegram.faults.next("401", "sendMessage")
    await post.owe(olena.id, "a")
    with pytest.raises(StartError, match="BOT_TOKEN"):
        await bot.settle()
