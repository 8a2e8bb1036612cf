"""What moderators and others read of texts that wait too long."""

from typing import NamedTuple

import pytest

from bot.models.staff import Role
from bot.services.cases import unread
from tests.conftest import Clock
from tests.factories import TEXT
from tests.handlers.cast import agreed, join, last, resident, said, sends_proposal
from tests.handlers.conftest import Place
from tests.world import World

ERASED = "On day {day} the text is erased and its author is told so."


class Told(NamedTuple):
    """Who is told what on which day, and with which buttons."""

    language: str
    role: Role
    day: int
    line: str
    buttons: list[str]


@pytest.mark.parametrize(
    "told",
    [
        Told("uk", Role.MODERATOR, 2, "Не прочитано вже 2 дні: 1", ["Відкрити чергу"]),
        Told("uk", Role.SECRETARY, 7, "Не прочитано вже 7 днів: 1", []),
        Told("en", Role.MODERATOR, 12, "Not read for 12 days: 1", ["Open the queue"]),
    ],
    ids=["moderator", "secretary", "in English"],
)
async def test_a_count_and_a_day_are_told_and_only_moderators_get_the_queue(
    town: World, place: Place, clock: Clock, told: Told
) -> None:
    author = await resident(town, place.community, language="uk")
    await sends_proposal(town, author, TEXT)
    phone = await agreed(town, language=told.language)
    town.telegram.chats[phone.id].started = True
    await join(town, phone, place.group, told.role)
    await clock.forward(f"{told.day} days")
    async with town.sessions.begin() as session:
        await unread.remind(session)
    await town.settle()
    assert told.line in last(phone)
    assert said(told.language, ERASED, day=14) in last(phone)
    assert phone.sees()[-1].buttons == told.buttons
    assert TEXT not in last(phone)
