"""A stolen database and its logs name nobody and hold no unmoderated text."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from sqlalchemy import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.address import Address
from bot.crypto import Vault
from bot.models import Counter, Inbox, Outbox, Person, WorkingGroup
from bot.playground.person import Person as Phone
from bot.playground.telegram import Telegram
from handlers import FEATURES
from tests import databases, scan
from tests.canaries import (
    ANSWER,
    CAPTION,
    CHATTER,
    CORRECTED,
    DRAFT,
    FREE,
    MODERATOR_ID,
    PASSED,
    PEOPLE,
    PLACE,
    QUESTION,
    REFUSED,
    RESIDENT_ID,
    TITLE,
    WAITING,
    WORDS,
    first,
)
from tests.conftest import Clock
from tests.factories import make_bound_group, make_community
from tests.handlers.cast import join
from tests.logged import configured
from tests.world import TOKEN, World


@dataclass
class Watch:
    """Lets people act, and scans the database after each move of an update."""

    town: World
    connection: AsyncConnection
    clock: Clock
    canaries: list[str | int]
    found: dict[str, list[str]] = field(default_factory=dict)

    async def over(self, name: str, act: Callable[[], object]) -> None:
        """Watch what somebody does: taken in, carried out, said."""
        act()
        lanes = await self.town._take_in()
        await self.scan(f"{name}, taken in")
        self.town.telegram.faults.sometimes("500", 1.0, "sendMessage")
        await self.town._carry_out(lanes)
        await self.scan(f"{name}, carried out, not yet said")
        self.town.telegram.faults.clear()
        await self.clock.forward("1 minute")
        await self.town.settle()
        await self.scan(f"{name}, said")

    async def scan(self, moment: str) -> None:
        hits = scan.hits(await scan.dump(self.connection), self.canaries)
        if hits:
            self.found[moment] = hits


@dataclass
class Told:
    """How the story ended: what was found at which moment, tables and logs."""

    found: dict[str, list[str]]
    tables: str
    log: str
    resident: Phone


@pytest.fixture(scope="module")
async def told(engine: AsyncEngine, vault: Vault) -> Told:
    """The way of a few proposals, told by people with canaries for names."""
    async with engine.connect() as connection:
        transaction = await connection.begin()
        town = World(databases.joined(connection, vault), Telegram(TOKEN), FEATURES)
        await town.start()
        with configured("DEBUG", "json") as log:
            watch = Watch(town, connection, Clock(connection), [*WORDS])
            resident = await tell(watch)
        tables = await scan.dump(connection)
        await transaction.rollback()
    return Told(watch.found, tables, log(), resident)


async def tell(watch: Watch) -> Phone:
    """Let a resident, a moderator and a group meet; returns the resident."""
    await watch.clock.set("2026-11-23 10:00+02")  # by day: at night some news waits
    resident = phone(watch.town, 0, RESIDENT_ID)
    moderator = phone(watch.town, 1, MODERATOR_ID)
    chat = watch.town.telegram.group(TITLE, [moderator, resident], supergroup=True)
    chat.add_bot(by=moderator)
    watch.canaries += [RESIDENT_ID, MODERATOR_ID, chat.id]
    group = await found_group(watch.town, Address(chat.id))
    await agree(watch, resident)
    await propose(watch, resident)
    await send_other_things(watch, resident)
    await agree(watch, moderator)
    await join(watch.town, moderator, group)
    await moderate(watch, moderator, resident)
    await watch.over("chatter", lambda: resident.says(CHATTER, chat=chat))
    await watch.over("digest", lambda: moderator.says("/digest now"))
    await watch.over("unfinished", lambda: resident.says("/idea"))
    await watch.over("draft", lambda: resident.says(DRAFT))
    return resident


def phone(town: World, number: int, user_id: int) -> Phone:
    """Give somebody a phone whose owner's names are canaries."""
    return town.telegram.person(
        PEOPLE[number], username=PEOPLE[number + 2], language_code="en", id=user_id
    )


async def found_group(town: World, address: Address) -> WorkingGroup:
    async with town.sessions.begin() as session:
        community = await make_community(session)
        return await make_bound_group(session, address, community)


async def agree(watch: Watch, person: Phone) -> None:
    await watch.over("start", lambda: person.says("/start"))
    await watch.over("rules", lambda: person.presses("Next"))
    await watch.over("agreed", lambda: person.presses("I agree"))
    await watch.over("community", lambda: person.presses("Stanislavska"))


async def propose(watch: Watch, person: Phone) -> None:
    """Send two proposals; the first is corrected, the second is for passing on."""
    await watch.over("idea", lambda: person.taps("Suggest an idea"))
    await watch.over("personal data", lambda: person.says(REFUSED))
    await watch.over("text", lambda: person.says(WAITING))
    own = [each for each in person.sees() if not each.from_bot][-1].message_id
    await watch.over("topic", lambda: person.presses(buttons(person)[0]))
    await watch.over("detail", lambda: person.presses("Place"))
    await watch.over("place", lambda: person.says(PLACE))
    await watch.over("edited", lambda: person.edits(own, CORRECTED))
    await watch.over("sent", lambda: person.presses("Send"))
    await watch.over("another", lambda: person.says("/idea"))
    await watch.over("second text", lambda: person.says(PASSED))
    await watch.over("second topic", lambda: person.presses(buttons(person)[0]))
    await watch.over("second sent", lambda: person.presses("Send"))


async def send_other_things(watch: Watch, person: Phone) -> None:
    """Send what is no text of a form."""
    await watch.over("contact", lambda: person.sends("contact"))
    await watch.over("location", lambda: person.sends("location"))
    await watch.over("caption", lambda: person.sends("photo", caption=CAPTION))
    await watch.over("refused", lambda: person.presses("Neither"))
    await watch.over("free text", lambda: person.says(FREE))
    await watch.over("cancelled", lambda: person.says("/cancel"))


async def moderate(watch: Watch, moderator: Phone, author: Phone) -> None:
    """Ask about the first proposal, pass the second on."""
    await watch.over("queue", lambda: moderator.says("/queue"))
    await watch.over("asks", lambda: moderator.presses("Ask for details"))
    await watch.over("question", lambda: moderator.says(QUESTION))
    await watch.over("answers", lambda: author.presses("Answer"))
    await watch.over("answer", lambda: author.says(ANSWER))
    await watch.over("passes", lambda: moderator.presses("Pass to the group"))


def buttons(person: Phone) -> list[str]:
    return person.sees()[-1].buttons


async def test_no_table_ever_holds_a_canary(told: Told) -> None:
    assert told.found == {}


async def test_the_logs_hold_no_canary(told: Told) -> None:
    assert scan.hits(told.log, [*WORDS, RESIDENT_ID]) == []


async def test_what_a_moderator_passed_on_is_found(told: Told) -> None:
    assert scan.hits(told.tables, [first(PASSED)]) == [first(PASSED)]


async def test_the_story_was_told_to_its_end(told: Told) -> None:
    said = "\n".join(each.text for each in told.resident.sees() if each.from_bot)
    assert [each for each in ENDS if each not in said] == []


ENDS = (
    "Your proposal is No. ",
    "We do not need your contact",
    "has your answer on No. ",
    "passed to the group",
    "Which topic is it about?",
)


SEALED_NOT = json.dumps({"text": DRAFT}).encode()
PLANTED = {
    "name": (insert(Counter).values(name=PEOPLE[0], n=1), PEOPLE[0]),
    "name in other letters": (
        insert(Counter).values(name=PEOPLE[0].upper(), n=1),
        PEOPLE[0],
    ),
    "id": (insert(Counter).values(name="id", n=RESIDENT_ID), RESIDENT_ID),
    "id as a key": (
        insert(Outbox).values(
            id=1, chat_key=RESIDENT_ID, method="sendMessage", message_class=0
        ),
        RESIDENT_ID,
    ),
    "id in bytes": (
        insert(Person).values(
            account=RESIDENT_ID.to_bytes(8), language="uk", consent_version=1
        ),
        RESIDENT_ID,
    ),
    "text in bytes": (
        insert(Inbox).values(bot_id=1, update_id=1, lane=1, payload=DRAFT.encode()),
        first(DRAFT),
    ),
    "text in JSON": (
        insert(Inbox).values(bot_id=1, update_id=1, lane=1, payload=SEALED_NOT),
        first(DRAFT),
    ),
}


@pytest.mark.parametrize(("row", "canary"), PLANTED.values(), ids=PLANTED)
async def test_a_planted_canary_is_found(
    connection: AsyncConnection, row: Insert, canary: str | int
) -> None:
    await connection.execute(row)
    assert scan.hits(await scan.dump(connection), [canary]) == [str(canary)]


async def test_an_empty_database_has_no_hits(connection: AsyncConnection) -> None:
    written = await scan.dump(connection)
    assert scan.hits(written, [*WORDS, RESIDENT_ID]) == []
