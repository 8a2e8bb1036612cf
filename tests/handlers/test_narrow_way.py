"""The narrow way: a group is made, an idea goes in, the group reads it, once."""

from dataclasses import dataclass
from datetime import time

import pytest
from sqlalchemy import select

from bot.address import Address
from bot.db import now
from bot.jobs.digests import send_digests
from bot.models import Community, Outbox, WorkingGroup
from bot.playground.group import Group
from bot.playground.person import Person as Phone
from bot.services.places import schedules
from tests.conftest import Clock
from tests.factories import TEXT, make_bound_group, make_community
from tests.handlers.cast import (
    agreed,
    coordinator,
    fills_in,
    join,
    last,
    newcomer,
    payload,
    presses,
    resident,
    said,
    says,
)
from tests.world import World

MONDAY = "2026-11-23 09:00+02"
NAMES = {"uk": "Група Станіслава", "en": "Stanislav group"}


@dataclass
class Network:
    """One community with its group."""

    community: Community
    chat: Group
    coordinator: Phone
    moderator: Phone


@pytest.fixture
async def network(town: World, clock: Clock, language: str) -> Network:
    """The same as `made`, of rows."""
    await clock.set("2026-11-20 12:00+02")
    phone = await coordinator(town, language)
    chat = town.telegram.group("Чат", [phone])
    chat.add_bot(by=phone)
    await town.settle()
    moderator = await agreed(town, language=language)
    async with town.sessions.begin() as session:
        community = await make_community(session)
        names = {f"name_{each}": name for each, name in NAMES.items()}
        monday = {"digest_weekday": 0, "digest_time": time(9)}
        group = await make_bound_group(
            session, Address(chat.id), community, language=language, **names, **monday
        )
        schedules.follow(group, await now(session))
    await join(town, moderator, group)
    for each in (phone, moderator):
        await says(town, each, "/menu")
    return Network(community, chat, phone, moderator)


@pytest.fixture
async def made(town: World, clock: Clock, language: str) -> Network:
    """All of it made by pressing and typing."""
    await clock.set("2026-11-20 12:00+02")
    async with town.sessions.begin() as session:
        community = await make_community(session)
    phone = await coordinator(town, language)
    await says(town, phone, "/network")
    await presses(town, phone, said(language, "New working group"))
    await says(town, phone, "Станіславська", NAMES["uk"], NAMES["en"])
    await choose_language(town, phone, language)
    await presses(town, phone, said(language, "Create"))
    chat = await binds(town, phone, language)
    await plans(town, phone, language)
    moderator = await invites(town, phone, language)
    return Network(community, chat, phone, moderator)


async def choose_language(town: World, phone: Phone, language: str) -> None:
    names = {"uk": "Ukrainian", "en": "English"}
    await presses(
        town,
        phone,
        said(language, "Language of the chat"),
        said(language, names[language]),
    )


async def binds(town: World, phone: Phone, language: str) -> Group:
    await presses(
        town,
        phone,
        said(language, "Open the group"),
        said(language, "Link for the chat"),
    )
    chat = town.telegram.group("Чат", [phone])
    chat.add_bot(by=phone, payload=payload(phone))
    await town.settle()
    return chat


async def plans(town: World, phone: Phone, language: str) -> None:
    await says(town, phone, "/digest")
    for button in ("Day and time", "Every Monday, 09:00"):
        await presses(town, phone, said(language, button))


async def invites(town: World, phone: Phone, language: str) -> Phone:
    await says(town, phone, "/network")
    await presses(town, phone, NAMES[language])
    for button in ("Invite to the team", "Moderator"):
        await presses(town, phone, said(language, button))
    moderator = newcomer(town, language)
    await says(town, moderator, f"/start {payload(phone)}")
    for button in ("Next", "I agree, continue"):
        await presses(town, moderator, said(language, button))
    assert NAMES[language] in last(moderator)
    return moderator


async def passes(town: World, network: Network, language: str) -> str:
    """Let a resident send a proposal and the moderator pass it; gives its number."""
    author = await resident(town, network.community, language=language)
    number = await fills_in(town, author, TEXT, language=language)
    await says(town, network.moderator, "/queue")
    await presses(town, network.moderator, said(language, "Pass to the group"))
    return number


def digests(network: Network, language: str) -> list[str]:
    title = said(language, "Digest for the Working Group")
    return [each.text for each in network.chat.sees() if title in each.text]


async def test_an_idea_reaches_the_group_once(
    town: World, made: Network, clock: Clock, language: str
) -> None:
    number = await passes(town, made, language)
    await clock.set(MONDAY)
    for _ in range(2):
        await send_digests(town.sessions)
        await town.settle()
    [digest] = digests(made, language)
    assert TEXT in digest
    assert number in digest


async def test_what_nobody_passed_is_in_no_digest(
    town: World, network: Network, clock: Clock, language: str
) -> None:
    await clock.forward("1 hour")
    author = await resident(town, network.community, language=language)
    await fills_in(town, author, TEXT, language=language)
    await says(town, network.coordinator, "/digest now")
    [digest] = digests(network, language)
    assert TEXT[:20] not in digest
    counts = "Received {n} · Answered {answered}"
    assert said(language, counts, n=1, answered=0) in digest


async def test_a_digest_follows_the_chat_into_its_supergroup(
    town: World, network: Network, clock: Clock, language: str
) -> None:
    await passes(town, network, language)
    await clock.set(MONDAY)
    await send_digests(town.sessions)
    network.chat = network.chat.migrate()
    await town.settle()
    [digest] = digests(network, language)
    assert TEXT in digest


async def test_a_digest_falls_back_to_the_general_topic(
    town: World, language: str, network: Network
) -> None:
    phone = network.coordinator
    forum = town.telegram.group("Форум", [phone], forum=True, supergroup=True)
    await says(town, phone, "/network")
    await presses(town, phone, NAMES[language], said(language, "Link for the chat"))
    forum.add_bot(by=phone, payload=payload(phone))
    topic = forum.topic("Дайджести")
    phone.says("/here", chat=forum, thread=topic)
    await town.settle()
    forum.delete_topic(topic)
    await says(town, phone, "/digest now")
    assert forum.sees()[-1].text.startswith(f"{NAMES[language]} · ")
    assert "/here" in last(phone)


async def test_the_bot_is_expelled_before_the_digest_leaves(
    town: World, network: Network, clock: Clock, language: str
) -> None:
    await passes(town, network, language)
    await clock.set(MONDAY)
    await send_digests(town.sessions)
    town.telegram.faults.next("403", "sendMessage")
    await town.settle()
    async with town.sessions() as session:
        [row] = await session.scalars(select(Outbox))
        group = (await session.scalars(select(WorkingGroup))).one()
    assert (row.state, row.payload, row.destination) == ("cancelled", None, None)
    assert group.chat_state == "unreachable"
    assert digests(network, language) == []


async def test_the_group_reads_whom_it_helps_and_where(
    town: World, network: Network, clock: Clock, language: str
) -> None:
    author = await resident(town, network.community, language=language)
    await says(town, author, "/idea", TEXT)
    topic, whom = author.sees()[-1].buttons[0], said(language, "Older people")
    for button in (topic, "Whom it helps", whom, "Done", "Place"):
        await presses(town, author, said(language, button))
    await says(town, author, "Садове")
    await presses(town, author, said(language, "Send"))
    await says(town, network.moderator, "/queue")
    await presses(town, network.moderator, said(language, "Pass to the group"))
    await clock.set(MONDAY)
    await send_digests(town.sessions)
    await town.settle()
    [digest] = digests(network, language)
    assert said(language, "Whom it helps: {whom}", whom=whom) in digest
    assert said(language, "Place: {place}", place="Садове") in digest
