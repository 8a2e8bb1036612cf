"""The narrow way told once from end to end: the scripts in tests/data are the stories.

A line `# resident` opens a chat, `> words` types, `> [label]` presses a button under a
message, `> {label}` taps the keyboard; the rest is what the bot then shows, to a word.
A message that changed in place is shown anew; one that lost its buttons is not.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text
from typing_extensions import override

from bot.address import Address
from bot.playground.group import Group
from bot.playground.message import Message
from bot.playground.person import Person as Phone
from handlers import FEATURES
from tests.conftest import Clock
from tests.factories import make_bound_group, make_community
from tests.handlers.cast import LANGUAGES, agreed, coordinator, join, newcomer
from tests.world import World

SCRIPTS = Path(__file__).parent / "data"
IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)
RECEIPT = {"uk": "Дякуємо! Ваша пропозиція", "en": "Thank you! Your proposal"}
MOST = 10  # presses and messages from /start to the receipt

Cast = dict[str, Phone | Group]
Shown = tuple[str, Sequence[str]]


class Story:
    """Plays a script line by line and writes down what each chat shows."""

    def __init__(self, town: World, cast: Cast) -> None:
        self.town = town
        self.told: list[str] = []
        self._cast = cast
        self._seen: dict[str, dict[int, Shown]] = {name: {} for name in cast}
        self._keys: list[str] = []

    async def play(self, script: str) -> str:
        name = ""
        for line in script.splitlines():
            if line.startswith("# "):
                name = line.removeprefix("# ")
            elif line.startswith("> "):
                await self._act(self._cast[name], line.removeprefix("> "))
            else:
                continue
            self.told.append(line)
            self._look(name)
        return "\n\n".join(self.told) + "\n"

    async def carry_out(self) -> None:
        await self.town.settle()

    async def _act(self, who: Phone | Group, line: str) -> None:
        assert isinstance(who, Phone)
        if line.startswith("["):
            who.presses(line[1:-1])
        elif line.startswith("{"):
            who.taps(line[1:-1])
        else:
            who.says(line)
        await self.carry_out()

    def _look(self, name: str) -> None:
        who, seen = self._cast[name], self._seen[name]
        for message in who.sees():
            shown = (message.html, message.buttons)
            if message.from_bot and _is_news(shown, seen.get(message.message_id)):
                self.told.append(_written(message))
            seen[message.message_id] = shown
        if name == "resident" and isinstance(who, Phone):
            self._look_at_keyboard(who)

    def _look_at_keyboard(self, phone: Phone) -> None:
        keys = phone.keyboard()
        if keys != self._keys:
            self.told.append("\n".join(f"{{{key}}}" for key in keys))
        self._keys = keys


class KilledStory(Story):
    """The same, but each update is taken in by a bot that is killed then."""

    @override
    async def carry_out(self) -> None:
        await self.town._take_in()
        self.town = World(self.town.sessions, self.town.telegram, FEATURES)
        await self.town.start()
        await self.town.settle()


def _is_news(shown: Shown, before: Shown | None) -> bool:
    lost_buttons = before is not None and shown == (before[0], [])
    return shown != before and not lost_buttons


def _written(message: Message) -> str:
    return "\n".join([message.html, *(f"[{each}]" for each in message.buttons)])


def script(language: str) -> str:
    return (SCRIPTS / f"story_{language}.txt").read_text("utf-8")


@pytest.fixture
async def cast(town: World, clock: Clock, language: str) -> Cast:
    await clock.set("2026-11-19 10:00+02")  # a Thursday
    leader = await coordinator(town, language)
    moderator = await agreed(town, language=language)
    chat = town.telegram.group("Чат", [leader, moderator])
    chat.add_bot(by=leader)
    async with town.sessions.begin() as session:
        await session.execute(text("alter sequence submission_id restart with 101"))
        group = await make_bound_group(
            session,
            Address(chat.id),
            await make_community(session),
            name_uk="РГ Станіслава",
            name_en="WG of Stanislav",
            language=language,
        )
    await join(town, moderator, group)
    await clock.forward("1 minute")  # the digest tells what came after the group did
    resident = newcomer(town, language)
    return {
        "resident": resident,
        "moderator": moderator,
        "coordinator": leader,
        "group": chat,
    }


@IN_BOTH
async def test_the_story_goes_word_for_word(
    town: World, cast: Cast, language: str
) -> None:
    assert await Story(town, cast).play(script(language)) == script(language)


@IN_BOTH
async def test_the_story_is_the_same_when_every_update_kills_the_bot(
    town: World, cast: Cast, language: str
) -> None:
    assert await KilledStory(town, cast).play(script(language)) == script(language)


@IN_BOTH
async def test_ten_presses_and_messages_lead_to_a_receipt(
    town: World, cast: Cast, language: str
) -> None:
    story = Story(town, cast)
    await story.play(script(language))
    receipt = next(n for n, t in enumerate(story.told) if RECEIPT[language] in t)
    before = [line for line in story.told[:receipt] if line.startswith("> ")]
    assert before[0] == "> /start"
    assert len(before) <= MOST
