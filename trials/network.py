"""A network that lives for a year in this process: its bot, its groups, its clock."""

import asyncio
from collections.abc import Collection, Iterable
from random import Random
from typing import TYPE_CHECKING, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, async_sessionmaker
from telegram import Update
from typing_extensions import override

from bot.address import Address
from bot.context import Context
from bot.crypto import Vault
from bot.db import Sessions, vault
from bot.features import Feature
from bot.jobs import JOBS
from bot.models import Community, WorkingGroup
from bot.models.staff import Role
from bot.playground.telegram import Telegram
from bot.services.team import people
from bot.services.upkeep import rotation
from bot.updates.turn import Took
from handlers import FEATURES
from tests import databases, world
from tests.canaries import TITLE
from tests.conftest import SECRET
from tests.factories import make_bound_group, make_community, make_staff
from tests.world import World
from trials.citizens import Acts
from trials.evidence import IDS, NAMES, USERNAME
from trials.officials import Official

if TYPE_CHECKING:
    from bot.playground.group import Group

PLACES: Final = ("Станіславська", "Білозерська", "Чорнобаївська", "Музиківська")
NEW_KEY: Final = b"n" * 32
KEYS: Final = (SECRET, NEW_KEY)
OCCUPIED, UNSERVED = "Олешківська", "Скадовська"
_AT_ONCE: Final = 4
_FORWARD: Final = text("update clock set ahead = ahead + make_interval(hours => :n)")
_FINE: Final = ("message is not modified", "message to delete not found")


async def _fail(_update: Update, context: Context) -> None:
    """Fail at what somebody said."""
    raise RuntimeError(" ".join(context.arguments))


_FEATURES: Final = (*FEATURES, Feature(name="fail.1", commands={"fail": _fail}))


class Crowd(World):
    """Serves a few lanes at the same time, as replicas do."""

    @override
    async def _carry_out(self, lanes: Collection[int]) -> bool:
        places = asyncio.Semaphore(_AT_ONCE)

        async def take(lane: int) -> Took:
            async with places:
                return await self.parts.turn.take(lane)

        took = await asyncio.gather(*map(take, sorted(lanes)))
        await self._speak()
        return any(each in (Took.LAST, Took.MORE) for each in took)


class Network:
    """Groups of one community each, their moderators, and two coordinators."""

    def __init__(self, sessions: Sessions, seed: int, groups: int) -> None:
        self.sessions = sessions
        self.telegram = Telegram(world.TOKEN, seed=seed)
        # A test has one connection, where nothing goes on at the same time.
        is_test = isinstance(sessions.kw["bind"], AsyncConnection)
        served = World if is_test else Crowd
        self.town = served(sessions, self.telegram, _FEATURES)
        self.dice = Random(f"{seed} year")  # noqa: S311 - a seed gives the year again
        self.team: dict[Role, list[Official]] = {}
        self.chats: list[Group] = []
        self.communities: list[Community] = []
        self.refused: set[str] = set()
        self.calls = 0
        self._groups = groups
        self._ids = IDS

    @property
    def keys(self) -> Vault:
        """Return the keys of the moment."""
        found: Vault = self.sessions.kw["info"]["vault"]
        return found

    async def found(self) -> None:
        """Make groups and teams, in a morning."""
        async with self.sessions.begin() as session:
            await session.execute(databases.MORNING)
        await self.town.start()
        for n, name in enumerate(PLACES[: self._groups]):
            await self._found_group(n, name)
        for _ in range(2):
            await self._appoint(Role.COORDINATOR, None)
        async with self.sessions.begin() as session:
            for name in (OCCUPIED, UNSERVED):
                await make_community(session, name_uk=name, centre_uk=name)

    async def let(self, acting: Iterable[Acts]) -> None:
        """Let people act at the same time: each an act, then the bot its work."""
        active = list(acting)
        while active:
            active = [acts for acts in active if next(acts, _END) is not _END]
            await self._settle()

    async def forward(self, hours: int) -> None:
        """Let time pass, and the scheduler tick."""
        async with self.sessions.begin() as session:
            await session.execute(_FORWARD, {"n": hours})
        for _name, _seconds, job in JOBS:
            await job(self.sessions)
        await self._settle()

    async def rotate(self) -> None:
        """Go on under a new key, and seal everything anew."""
        info = {"vault": Vault(NEW_KEY, [SECRET])}
        self.sessions = async_sessionmaker(**self.sessions.kw | {"info": info})
        self.town = await self.town.restart(self.sessions)
        async with self.sessions.begin() as session:
            while await rotation.renew(session):
                pass

    def newcomer(self) -> int:
        """Give the number of the next account."""
        self._ids += 1
        return self._ids

    async def _settle(self) -> None:
        await self.town.settle()
        calls = self.telegram.calls
        self.refused |= {
            f"{call.method}: {call.description}"
            for call in calls
            if call.description and not any(each in call.description for each in _FINE)
        }
        self.calls += len(calls)
        calls.clear()

    async def _found_group(self, n: int, name: str) -> None:
        moderator = await self._phone()
        chat = self.telegram.group(f"{TITLE} {n}", [moderator.phone], supergroup=True)
        chat.add_bot(by=moderator.phone)
        self.chats.append(chat)
        async with self.sessions.begin() as session:
            community = await make_community(session, name_uk=name)
            group = await make_bound_group(session, Address(chat.id), community)
        self.communities.append(community)
        await self._give_role(moderator, Role.MODERATOR, group)
        if n % 2:
            await self._appoint(Role.SECRETARY, group)

    async def _appoint(self, role: Role, group: WorkingGroup | None) -> None:
        await self._give_role(await self._phone(), role, group)

    async def _phone(self) -> Official:
        number = self.newcomer()
        name = f"{USERNAME}_{number}"
        phone = self.telegram.person(NAMES[1], username=name, id=number)
        self.telegram.chats[phone.id].started = True
        return Official(phone, "uk", self.dice)

    async def _give_role(
        self, official: Official, role: Role, group: WorkingGroup | None
    ) -> None:
        number = official.phone.id
        async with self.sessions.begin() as session:
            accounts = vault(session).accounts(number)
            person = await people.agree(session, accounts, language="uk")
            address = Address(number)
            await make_staff(session, person, group, role=role, address=address)
        self.team.setdefault(role, []).append(official)


_END: Final = object()
