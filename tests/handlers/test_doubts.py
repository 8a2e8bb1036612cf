"""A digest in doubt: its team is asked to look, and decides by one press."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.jobs.digests import tell_network
from bot.models import Outbox, Staff, WorkingGroup
from bot.models.staff import Role
from bot.outbox import claim, sweep
from bot.playground.group import Group
from bot.playground.person import Person as Phone
from bot.services.digest import digests
from bot.services.doubts import doubts
from tests.conftest import Clock
from tests.factories import make_bound_group, make_person, make_staff
from tests.handlers.cast import (
    agreed,
    both,
    coordinator,
    join,
    last,
    presses,
    said,
    says,
)
from tests.world import World

ASKED = (
    "Nobody knows whether the digest of {moment} came to the chat of {group}. Please "
    "look there."
)
AGAIN, CAME = "Send again", "It came"


class Doubtful:
    """A group with a chat, and its digest lost on the way."""

    def __init__(self, town: World, group: WorkingGroup, chat: Group) -> None:
        self.town, self.group, self.chat = town, group, chat

    async def member(self, role: Role, language: str = "uk") -> Phone:
        phone = await agreed(self.town, language=language)
        await join(self.town, phone, self.group, role)
        await says(self.town, phone, "/menu")
        return phone

    async def lose(self, *, came: bool = False) -> None:
        """Send a digest whose answer is lost."""
        async with self.town.sessions.begin() as session:
            asker = await make_person(session)
            await make_staff(session, asker, self.group, role=Role.MODERATOR)
            await digests.ask(session, asker.id, self.group.id, 1)
        self.town.telegram.faults.next("reset", "sendMessage", after=came)
        await self.town.settle()

    def arrived(self) -> int:
        return sum(message.from_bot for message in self.chat.sees())


@pytest.fixture
async def lost(town: World, session: AsyncSession, clock: Clock) -> Doubtful:
    await clock.set("2026-11-23 12:00+02")
    owner = town.telegram.person("Owner", id=3001)
    chat = town.telegram.group("Чат", [owner])
    chat.add_bot(by=owner)
    group = await make_bound_group(
        session, Address(chat.id), name_uk="РГ Станіслава", name_en="WG of Stanislav"
    )
    await session.commit()
    await town.settle()
    return Doubtful(town, group, chat)


def asks(phone: Phone, language: str) -> int:
    """Count how often somebody was asked to look into the chat."""
    words = said(language, ASKED, moment="|", group="|").split("|")[0]
    return sum(words in each.text for each in phone.sees())


@both
async def test_the_secretary_sends_a_lost_digest_again_by_one_press(
    lost: Doubtful, language: str
) -> None:
    secretary = await lost.member(Role.SECRETARY, language)
    await lost.lose()
    assert (lost.arrived(), asks(secretary, language)) == (0, 1)
    assert ("WG of Stanislav" if language == "en" else "РГ") in last(secretary)
    await presses(lost.town, secretary, said(language, AGAIN))
    assert lost.arrived() == 1
    assert last(secretary) == said(language, "It is sent again.")


@both
async def test_a_digest_that_came_stays_one(lost: Doubtful, language: str) -> None:
    chair = await lost.member(Role.CHAIR, language)
    await lost.lose(came=True)
    await presses(lost.town, chair, said(language, CAME))
    assert lost.arrived() == 1
    assert last(chair) == said(language, "Thank you. It is not sent again.")


@pytest.mark.parametrize("second", [AGAIN, CAME])
async def test_a_second_press_does_nothing_and_says_so(
    lost: Doubtful, second: str
) -> None:
    secretary, chair = [await lost.member(r) for r in (Role.SECRETARY, Role.CHAIR)]
    await lost.lose()
    await presses(lost.town, secretary, said("uk", AGAIN))
    await presses(lost.town, chair, said("uk", second))
    assert lost.arrived() == 1
    assert last(chair) == said("uk", "Somebody has decided on it already.")


async def test_what_is_lost_again_is_told_again(lost: Doubtful) -> None:
    secretary = await lost.member(Role.SECRETARY)
    await lost.lose()
    async with lost.town.sessions.begin() as session:
        [doubt] = await doubts.find_all(session)
        await doubts.send_again(session, doubt.reference)
    lost.town.telegram.faults.next("reset", "sendMessage")
    await lost.town.settle()
    assert asks(secretary, "uk") == 2


async def test_without_secretary_and_chair_coordinators_are_asked(
    lost: Doubtful,
) -> None:
    boss, moderator = await coordinator(lost.town), await lost.member(Role.MODERATOR)
    await says(lost.town, boss, "/menu")
    await lost.lose()
    assert (asks(boss, "uk"), asks(moderator, "uk")) == (1, 0)
    await presses(lost.town, boss, said("uk", AGAIN))
    assert lost.arrived() == 1


async def test_a_dead_sender_leaves_a_doubt_that_is_told(lost: Doubtful) -> None:
    secretary = await lost.member(Role.SECRETARY)
    async with lost.town.sessions.begin() as writing:
        asker = await make_person(writing)
        await make_staff(writing, asker, lost.group, role=Role.MODERATOR)
        await digests.ask(writing, asker.id, lost.group.id, 1)
        rows = await writing.scalars(select(Outbox.id).filter_by(message_class=3))
        await claim.take(writing, rows.all(), 99)
        await sweep.release(writing, 1)
    await lost.town.settle()
    assert asks(secretary, "uk") == 1


async def test_the_digest_s_screen_shows_it_until_it_is_decided(
    lost: Doubtful,
) -> None:
    moderator = await lost.member(Role.MODERATOR)
    await lost.lose()
    await says(lost.town, moderator, "/digest")
    assert asks(moderator, "uk") == 1
    await presses(lost.town, moderator, said("uk", AGAIN))
    await says(lost.town, moderator, "/digest")
    assert (asks(moderator, "uk"), lost.arrived()) == (0, 1)


async def test_who_lost_the_role_sends_nothing_again(
    lost: Doubtful, session: AsyncSession
) -> None:
    secretary = await lost.member(Role.SECRETARY)
    await lost.lose()
    async with lost.town.sessions.begin() as writing:
        mine = Staff.role == Role.SECRETARY
        await writing.execute(update(Staff).where(mine).values(role=Role.OBSERVER))
    await presses(lost.town, secretary, said("uk", AGAIN))
    assert lost.arrived() == 0
    assert len(await doubts.find_all(session)) == 1


@both
async def test_a_coordinator_gets_a_lost_digest_of_the_network_again(
    town: World, clock: Clock, language: str
) -> None:
    await clock.set("2026-11-23 12:00+02")
    boss = await coordinator(town, language)
    await says(town, boss, "/menu")
    await clock.set("2026-12-01 10:00+02")
    town.telegram.faults.next("reset", "sendMessage")
    await tell_network(town.sessions)
    await town.settle()
    asked = "Nobody knows whether the network’s digest of {moment} came."
    assert said(language, f"{asked} Please look in this chat.", moment="|").split("|")[
        0
    ] in last(boss)
    await presses(town, boss, said(language, AGAIN))
    title = said(language, "Digest of the network")
    assert sum(title in each.text for each in boss.sees()) == 1
