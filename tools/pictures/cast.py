"""People who act at the stand-in, each step carried out before the next."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit

from bot import sample
from bot.i18n import LANGUAGES, Text, translator
from bot.playground.group import Group
from bot.playground.person import Person
from bot.services.team import staff
from tools.pictures.studio import Studio

_NAMES: Final = {
    "resident": ("Оксана", "Oksana"),
    "neighbour": ("Петро", "Petro"),
    "pupil": ("Юля", "Yulia"),
    "moderator": ("Богдан", "Bohdan"),
    "secretary": ("Галина", "Halyna"),
    "deputy": ("Степан", "Stepan"),
    "group": ("Чат групи", "Group chat"),
}
_LINK: Final = re.compile(r"https://t\.me/\S+")


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who types and presses what the bot calls so in their language."""

    studio: Studio
    person: Person
    language: str
    group: Group | None = None

    async def says(self, *texts: str) -> None:
        """Type messages one after the other."""
        for text in texts:
            self.person.says(text, chat=self.group)
            await self.studio.settle()

    async def presses(self, *labels: str) -> None:
        """Press buttons by their English labels, or a part of what they show."""
        for each in labels:
            self.person.presses(self.said(each), chat=self.group)
            await self.studio.settle()

    async def taps(self, label: str) -> None:
        """Tap a key of the reply keyboard by its English label."""
        self.person.taps(self.said(label))
        await self.studio.settle()

    async def sends(self, kind: str) -> None:
        """Send what is no text; in a group, do to the bot what owners can do."""
        match kind:
            case "forward":
                self.person.forwards("…")
            case "edit":
                self._edits()
            case "kick" if self.group:
                self.group.kick_bot()
            case _:
                self.person.sends(kind)
        await self.studio.settle()

    def _edits(self) -> None:
        own = [one for one in self.person.sees() if not one.from_bot][-1]
        self.person.edits(own.message_id, f"{own.text} …")

    async def follows(self, link: str) -> None:
        """Open a link to the bot."""
        asked = parse_qs(urlsplit(link).query)
        if "startgroup" in asked and self.group:
            self.group.add_bot(by=self.person, payload=asked["startgroup"][0])
        else:
            self.person.starts(asked["start"][0])
        await self.studio.settle()

    def said(self, english: str) -> str:
        """Translate what the bot says; `=word` stays, and what it never says."""
        if english.startswith("="):
            return english.removeprefix("=")
        return translator(self.language).plain(Text(english))


def actor(studio: Studio, number: int) -> Actor:
    """Give somebody of the demo's cast their part."""
    person = studio.stage.telegram.people[number]
    return Actor(studio, person, person.user["language_code"])


@dataclass(frozen=True, slots=True)
class Troupe:
    """Everybody whom one walk through the screens needs, in one language."""

    language: str
    actors: Mapping[str, Actor]
    links: Mapping[str, str]

    def actor(self, name: str) -> Actor:
        """Give somebody by their part."""
        return self.actors[name]

    def chat(self, name: str) -> int:
        """Tell which chat a part is played in."""
        one = self.actors[name]
        return one.group.id if one.group and name == "group" else one.person.id

    def spoken(self, words: str) -> str:
        """Choose the words of the walk's language from `uk | en`."""
        choices = words.split(" | ")
        at = LANGUAGES.index(self.language)
        return choices[at] if len(choices) == len(LANGUAGES) else words

    def link(self, name: str) -> str:
        """Find the newest link on a phone, on a button or in a text; or one's own."""
        if name in self.links:
            return self.links[name]
        for message in reversed(self.actors[name].person.sees()):
            found = [key["url"] for key in message.keys if "url" in key]
            found += _LINK.findall(message.text)
            if found:
                return str(found[0])
        raise LookupError(f"{name} sees no link")


async def gathered(studio: Studio, language: str) -> Troupe:
    """Let newcomers join, beside the network's coordinator; one has a link to it."""
    telegram, at = studio.stage.telegram, LANGUAGES.index(language)
    coordinator = telegram.people[sample.COORDINATOR_ID]
    coordinator.user["language_code"] = language
    people = {
        part: telegram.person(names[at], language_code=language)
        for part, names in _NAMES.items()
        if part != "group"
    } | {"coordinator": coordinator}
    members = [coordinator, people["moderator"]]
    group = telegram.group(_NAMES["group"][at], members)
    actors = {part: Actor(studio, one, language) for part, one in people.items()}
    actors["group"] = Actor(studio, coordinator, language, group)
    async with studio.sessions.begin() as session:
        token = await staff.invite_coordinator(session)
    username = telegram.bot["username"]
    return Troupe(
        language, actors, {"operator": f"https://t.me/{username}?start=i_{token}"}
    )
