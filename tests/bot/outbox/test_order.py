"""A chat's messages leave in the order of their rows, whatever happens between."""

from collections.abc import Sequence

import pytest
from typing_extensions import override

from bot.db import Sessions
from bot.models.outbox import MessageClass
from bot.outbox.settle import Settler
from bot.playground.faults import Fault, Kind
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from tests.bot.outbox.conftest import FEATURES, NAME, Post, heard
from tests.conftest import Clock
from tests.world import World


@pytest.mark.parametrize("kind", ["reset", "timeout", "500", "429", "garbage"])
async def test_after_a_fault_in_the_middle_the_order_is_kept(
    bot: World, olena: Person, clock: Clock, kind: Kind
) -> None:
    olena.says("/say one")
    await bot.settle()
    bot.telegram.faults.next(kind, "sendMessage")
    olena.says("/say two three")
    await bot.settle()
    await clock.forward("2 seconds")
    await bot.settle()
    assert heard(olena) == ["one", "two", "three"]


async def test_what_is_said_plainly_is_not_overtaken(bot: World, olena: Person) -> None:
    bot.telegram.faults.add(
        Fault("400", ("sendMessage",), detail="can't parse entities: a", times=1)
    )
    olena.says("/say one two three")
    await bot.settle()
    assert heard(olena) == ["one", "two", "three"]


async def test_what_is_said_anew_is_not_overtaken(bot: World, olena: Person) -> None:
    olena.says("/keys")
    await bot.settle()
    bot.telegram.faults.add(
        Fault("400", ("editMessageText",), detail="message can't be edited", times=1)
    )
    olena.forges(f"{NAME}:edit", olena.sees()[-1].message_id)
    await bot.settle()
    assert heard(olena)[1:] == ["edited", "after"]


async def test_answers_to_later_messages_wait_behind_an_earlier_one(
    bot: World, olena: Person, clock: Clock
) -> None:
    bot.telegram.faults.next("500", "sendMessage", times=2)
    olena.says("/say one")
    await bot.settle()
    olena.says("/say two")
    olena.says("/say three")
    await bot.settle()
    waiting = heard(olena)
    await clock.forward("1 second")
    await bot.settle()
    await clock.forward("2 seconds")
    await bot.settle()
    assert (waiting, heard(olena)) == ([], ["one", "two", "three"])


async def test_they_wait_on_every_replica(
    bot: World, olena: Person, sessions: Sessions, telegram: Telegram, *, clock: Clock
) -> None:
    telegram.faults.next("500", "sendMessage")
    olena.says("/say one")
    await bot.settle()
    other = World(sessions, telegram, FEATURES, replica_id=2)
    await other.start()
    olena.says("/say two")
    await other.settle()
    waiting = heard(olena)
    await clock.forward("2 seconds")
    await other.settle()
    assert (waiting, heard(olena)) == ([], ["one", "two"])


async def test_other_chats_do_not_wait(bot: World, olena: Person) -> None:
    petro = bot.telegram.person("Petro")
    bot.telegram.faults.add(Fault("500", ("sendMessage",), chat_id=olena.id, times=1))
    olena.says("/say one")
    petro.says("/say one")
    await bot.settle()
    assert (heard(olena), heard(petro)) == ([], ["one"])


async def test_notices_wait_behind_an_earlier_one(
    bot: World, olena: Person, post: Post, clock: Clock
) -> None:
    bot.telegram.faults.next("500", "sendMessage")
    for text in ("one", "two", "three"):
        await post.owe(olena.id, text)
    await bot.settle()
    waiting = heard(olena)
    await clock.forward("1 second")
    await bot.settle()
    assert (waiting, heard(olena)) == ([], ["one", "two", "three"])


async def test_the_more_urgent_leaves_first(
    bot: World, olena: Person, post: Post
) -> None:
    for each in reversed(MessageClass):
        await post.owe(olena.id, each.name, message_class=each)
    await bot.settle()
    assert heard(olena) == ["ANSWER", "ALERT", "NOTICE", "BROADCAST"]


async def test_who_blocked_the_bot_gets_one_call_for_many_answers(
    bot: World, olena: Person
) -> None:
    olena.says("/say one two three")
    olena.blocks()
    await bot.settle()
    assert len(bot.telegram.calls_of("sendMessage")) == 1


class Interrupted(Settler):
    """Carries out another update while answers are handed over to the drain."""

    meanwhile: World

    @override
    async def release(self, rows: Sequence[int]) -> None:
        await super().release(rows)
        lanes, _ = await self.meanwhile._look()
        for lane in lanes:
            await self.meanwhile.parts.turn.take(lane)


async def test_what_is_said_during_a_hand_over_is_handed_over_too(
    bot: World, olena: Person, post: Post
) -> None:
    speaker = bot.parts.speaker
    old = speaker.settler
    interrupted = Interrupted(
        old.sessions, old.bot_id, old.replica, old.broom, old.offer
    )
    object.__setattr__(interrupted, "meanwhile", bot)
    speaker.settler = interrupted
    bot.telegram.faults.next("500", "sendMessage", times=9)
    olena.says("/say one two")
    olena.says("/say three")
    await bot._carry_out(await bot._take_in())
    assert await post.states() == ["pending"] * 3
