"""Who gets to which command, label, button and link, in which chat: every cell.

The rows come from the registry, the answers from `tests/rights.py`. Behind the gate
stand recorders: what a handler does with the right group or case has its own tests.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.address import Address
from bot.context import Context
from bot.db import now, vault
from bot.errors import UserError
from bot.features import Feature, Handler
from bot.i18n import every_language, translator
from bot.models import Person
from bot.models.staff import Role
from bot.playground.telegram import Telegram
from bot.unit import Unit
from handlers import FEATURES
from tests.factories import make_group, make_person, make_staff
from tests.rights import MAY
from tests.world import World

NEWCOMER, RESIDENT = "newcomer", "resident"
ROLES = (NEWCOMER, RESIDENT, *Role)
CHATS = ("private", "group")
SAID = ("help", "exit", "Queue: 3")  # a message for each pattern
USER = 5001
GROUP_CHAT = -5001
_IDS = count(1)


@dataclass(frozen=True)
class Row:
    """Something that people type, press or open, and who may."""

    name: str
    chat: str
    rule: str | None
    update: Mapping[str, Any] = field(hash=False)


def typed(text: str) -> Mapping[str, Any]:
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"text": text} | ({"entities": entities} if text[0] == "/" else {})


def rows(feature: Feature) -> Iterator[Row]:
    """List everything by which people reach a feature."""
    for name in feature.commands:
        yield Row(f"/{name}", "private", feature.rule(name), typed(f"/{name}"))
    for name in feature.group_commands:
        yield Row(f"/{name}", "group", feature.rule(name), typed(f"/{name}"))
    yield from labels(feature)
    for pattern in feature.said:
        said = next(each for each in SAID if pattern.search(each))
        yield Row(said, "private", feature.rule(pattern.pattern), typed(said))
    for action in feature.buttons:
        data = f"{feature.name}:{action}"
        yield Row(data, "private", feature.rule(action), {"data": data})
    for name in feature.payloads:
        yield Row(f"{name}_", "private", feature.rule(name), {"payload": f"{name}_1"})


def labels(feature: Feature) -> Iterator[Row]:
    """List the labels of its menu, in every language by the same name."""
    for text in feature.every_label():
        name = translator("en").plain(text)
        for said in every_language(text):
            yield Row(name, "private", feature.rule(name), typed(said))


def files(feature: Feature) -> Iterator[Row]:
    """List the files that a feature takes."""
    for ending in feature.files:
        name = f"{feature.name}{ending}"
        document = {"file_id": "1", "file_unique_id": "1", "file_name": name}
        yield Row(name, "private", feature.rule(ending), {"document": document})


EVERY = [row for each in FEATURES for row in (*rows(each), *files(each))]


@dataclass
class Door:
    """The features with recorders behind the gate, and somebody before it."""

    world: World
    session: AsyncSession
    reached: list[str]
    moment: datetime

    async def enters(self, row: Row, person: Person | None, chat: str) -> bool:
        """Tell whether somebody gets to what stands in a row."""
        self.reached.clear()
        unit = self._unit(person, chat)
        dispatch, application = self.world.parts.dispatch, self.world.parts.application
        with suppress(UserError):
            if "payload" in row.update and chat == "private":
                await dispatch.follow(
                    Update(next(_IDS)),
                    Context.of(unit, application),
                    row.update["payload"],
                )
            else:
                await dispatch.handle(unit, _raw(row, chat), application)
        return f"{row.chat} {row.name}" in self.reached

    def _unit(self, person: Person | None, chat: str) -> Unit:
        address = Address(USER if chat == "private" else GROUP_CHAT)
        return Unit(
            self.session,
            next(_IDS),
            1,
            self.moment,
            iter(range(1000)),
            address,
            USER,
            private=chat == "private",
            accounts=vault(self.session).accounts(USER),
            person=person,
            pressed=1,
        )


def _raw(row: Row, chat: str) -> dict[str, Any]:
    """Write what Telegram would deliver; a link opened in a group is a command."""
    said = (
        typed(f"/start {row.update['payload']}")
        if "payload" in row.update
        else row.update
    )
    place = {"id": USER if chat == "private" else GROUP_CHAT, "type": chat}
    sender = {"id": USER, "is_bot": False, "first_name": "Olena"}
    message = {"message_id": 1, "date": 1, "chat": place, "from": sender}
    if "data" not in row.update:
        return {"update_id": next(_IDS), "message": message | {**said}}
    query = {"id": "1", "from": sender, "chat_instance": "1", "message": message}
    return {"update_id": next(_IDS), "callback_query": query | {**said}}


def recording(features: Iterable[Feature], reached: list[str]) -> list[Feature]:
    """Replace every handler by one that notes that somebody got there."""

    def note(name: str) -> Handler:
        async def handler(_update: Update, _context: Context) -> None:
            reached.append(name)

        return handler

    return [
        replace(
            feature,
            commands={each: note(f"private /{each}") for each in feature.commands},
            group_commands={
                each: note(f"group /{each}") for each in feature.group_commands
            },
            labels={
                each: note(f"private {translator('en').plain(each)}")
                for each in feature.labels
            },
            team_labels={
                each: (right, note(f"private {translator('en').plain(each)}"))
                for each, (right, _) in feature.team_labels.items()
            },
            said={
                each: note(f"private {next(s for s in SAID if each.search(s))}")
                for each in feature.said
            },
            buttons={
                each: note(f"private {feature.name}:{each}") for each in feature.buttons
            },
            payloads={each: note(f"private {each}_") for each in feature.payloads},
            files={
                each: note(f"private {feature.name}{each}") for each in feature.files
            },
            fallback=feature.fallback and note("nothing"),
        )
        for feature in features
    ]


def expected(row: Row, role: str, chat: str) -> bool:
    """Tell what should come of it."""
    if row.chat != chat:
        return False
    if row.rule == "anybody":
        return True
    if row.rule == "person":
        return role != NEWCOMER
    return role in MAY[row.rule]  # type: ignore[index]  # the test of rules knows them


@pytest.fixture
async def door(session: AsyncSession, telegram: Telegram, town: World) -> Door:
    reached: list[str] = []
    world = World(town.sessions, telegram, recording(FEATURES, reached))
    await world.start()
    return Door(world, session, reached, await now(session))


async def somebody(session: AsyncSession, role: str) -> Person | None:
    if role == NEWCOMER:
        return None
    [account] = vault(session).accounts(USER)
    person = await make_person(session, account=account, language="en")
    if role != RESIDENT:
        group = None if role == Role.COORDINATOR else await make_group(session)
        await make_staff(session, person, group, role=Role(role))
    return person


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("role", ROLES)
async def test_every_cell(door: Door, role: str, chat: str) -> None:
    person = await somebody(door.session, role)
    found = {row: await door.enters(row, person, chat) for row in EVERY}
    wrong = {
        row.name: got for row, got in found.items() if got != expected(row, role, chat)
    }
    assert wrong == {}


def test_the_matrix_is_not_empty() -> None:
    assert len(EVERY) * len(ROLES) * len(CHATS) > 2000
