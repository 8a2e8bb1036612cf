"""Notices get their words when they leave, in the language of their reader."""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Sessions
from bot.models import Notice
from bot.models.notice import Recipient
from bot.models.staff import Role
from bot.playground.faults import Fault
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.services.letters import notices
from tests.bot.outbox.conftest import FEATURES, Post, heard
from tests.conftest import Clock
from tests.factories import make_person, make_staff
from tests.world import World

PLAIN = "News of Роман & <син>"


async def write(
    session: AsyncSession, reader: Person, kind: str = "news", *, language: str = "uk"
) -> None:
    """Write a notice to somebody of a team."""
    person = await make_person(session, language=language)
    home = Address(reader.id)
    await make_staff(session, person, None, role=Role.COORDINATOR, address=home)
    await notices.write(
        session, kind, subject=1, recipient=Recipient.STAFF, recipient_id=person.id
    )
    await session.commit()


async def test_a_notice_is_told(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    await write(session, olena)
    await bot.settle()
    assert (heard(olena), olena.sees()[-1].html[:11]) == ([PLAIN], "<b>News</b>")


async def test_it_is_marked_as_told(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    await write(session, olena)
    await bot.settle()
    assert None not in (await session.scalars(select(Notice.sent_at))).all()


async def test_before_it_leaves_it_has_no_words(
    olena: Person, session: AsyncSession, post: Post
) -> None:
    await write(session, olena)
    assert (await post.row()).payload is None


async def test_a_notice_that_has_nothing_to_say_any_more_goes(
    bot: World, olena: Person, session: AsyncSession, post: Post
) -> None:
    await write(session, olena, "silent")
    await bot.settle()
    assert (heard(olena), await post.rows()) == ([], [])


async def test_said_plainly_it_does_not_get_its_tags_again(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    bot.telegram.faults.add(
        Fault("400", ("sendMessage",), detail="can't parse entities: a", times=1)
    )
    await write(session, olena)
    await bot.settle()
    _first, again = bot.telegram.calls_of("sendMessage")
    assert ("parse_mode" in again.params, again.params["text"]) == (False, PLAIN)


@pytest.mark.parametrize("kind", ["broken", "unheard-of"])
async def test_one_that_cannot_be_told_holds_nobody_up(
    bot: World, olena: Person, session: AsyncSession, kind: str
) -> None:
    petro = bot.telegram.person("Petro")
    petro.says("hello")
    bot.telegram.updates.clear()
    await write(session, olena, kind)
    await write(session, petro)
    await bot.settle()
    assert (heard(olena), heard(petro)) == ([], [PLAIN])


async def test_one_that_cannot_be_told_is_given_up_after_five_attempts(
    bot: World, olena: Person, session: AsyncSession, *, post: Post, clock: Clock
) -> None:
    await write(session, olena, "broken")
    for _ in range(6):
        await bot.settle()
        await clock.forward("1 minute")
    row = await post.row()
    assert (row.state, row.error, row.attempts) == ("dead", "ZeroDivisionError", 4)


async def test_a_kind_that_one_version_does_not_know_the_other_one_tells(
    bot: World, olena: Person, session: AsyncSession, *, post: Post, clock: Clock
) -> None:
    await write(session, olena, "newer")
    for _ in range(6):
        await bot.settle()
        await clock.forward("1 minute")
    await post.owe(olena.id, "comes first")
    await bot.settle()
    await clock.forward("1 minute")
    known = bot.parts.drain.renderers
    bot.parts.drain.renderers = known | {"newer": known["news"]}
    await bot.settle()
    assert heard(olena) == ["comes first", PLAIN]


async def test_a_kind_that_nobody_knows_is_given_up_after_a_day(
    bot: World, olena: Person, session: AsyncSession, *, post: Post, clock: Clock
) -> None:
    await write(session, olena, "unheard-of")
    await bot.settle()
    assert (await post.row()).state == "pending"
    await clock.forward("25 hours")
    await bot.settle()
    row = await post.row()
    assert (row.state, row.error, row.attempts) == ("dead", "unknown kind", 0)


async def test_the_drain_sends_what_comes_until_it_is_stopped(
    committed: Sessions, telegram: Telegram
) -> None:
    bot = World(committed, telegram, FEATURES)
    olena = telegram.person("Olena")
    olena.says("hello")
    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        run = group.create_task(bot.parts.drain.run(cold=False))
        await Post(committed).owe(olena.id, "a")
        bot.parts.drain.wake.set()
        while not heard(olena):
            await asyncio.sleep(0.01)
        run.cancel()
    assert heard(olena) == ["a"]
