"""What happens when in a year: who joins, sends, answers, wanders, has all deleted."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from bot.db import Sessions
from bot.models.staff import Role
from trials.citizens import DEAD, FATES, Acts, Citizen
from trials.evidence import NAMES, USERNAME
from trials.network import OCCUPIED, PLACES, UNSERVED, Network

HALF_A_WEEK: Final = 84  # hours
DAYS_FOR_QUEUES: Final = 24 * 4  # hours after which bare numbers are gone, too
_COMMANDS: Final = ("/idea", "/concern")
_LANGUAGES: Final = ("uk", "en")
_TO_A_GROUP: Final = 4  # people at least
_WANDERS: Final = 0.5  # share of people who come back for something else
_DELETES: Final = 0.2
_VOTING: Final = 5  # half-weeks between two ballots of a community
_GROWTH, _ROTATION, _CLOSING = 0.2, 0.4, 0.6  # of the year

_DELETED: Final = "Your data is deleted. To erase the chat, delete it in Telegram too."

Deed = Callable[[], Acts]


class Calendar:
    """The plan of a year, and who of its people is gone in the end."""

    def __init__(self, sessions: Sessions, people: int, steps: int, seed: int) -> None:
        self.network = Network(sessions, seed, min(people // _TO_A_GROUP, len(PLACES)))
        self.erased: list[int] = []
        self.met: list[int] = []
        self._people, self._steps = people, steps
        self._plan = defaultdict[int, dict[Citizen, list[Deed]]](dict)

    async def live(self) -> None:
        """Live through the year, half a week at a time."""
        network = self.network
        await network.found()
        for n in range(self._people):
            self._invite(n)
        for step in range(self._steps):
            await network.let(map(_one_by_one, self._plan[step].values()))
            await network.let(self._officials(step))
            await self._events(step)
            await network.forward(HALF_A_WEEK)
        for _ in range(2):
            await network.forward(DAYS_FOR_QUEUES)
        await network.town.close()

    def _invite(self, n: int) -> None:
        """Plan what one of the people does, from their first half-week on."""
        dice, network = self.network.dice, self.network
        number, language = network.newcomer(), _LANGUAGES[n % 2]
        name = f"{USERNAME}_{number}"
        phone = network.telegram.person(
            NAMES[0], username=name, language_code=language, id=number
        )
        citizen = Citizen(phone, language, FATES[n % len(FATES)], dice)
        first = n * self._steps // self._people
        self.met.append(number)
        command = _COMMANDS[n // 2 % 2]
        self._add(first, citizen, lambda: self._arrive(citizen, command))
        for step in range(first + 1, first + 4):
            self._add(step, citizen, citizen.answer)
        self._plan_later(citizen, first)

    def _plan_later(self, citizen: Citizen, first: int) -> None:
        """Plan what they come back for."""
        dice, later = self.network.dice, range(first + 1, self._steps)
        if later and dice.random() < _WANDERS:
            self._add(dice.choice(later), citizen, citizen.wander)
        if later and dice.random() < _DELETES:
            self._add(dice.choice(later), citizen, lambda: self._leave(citizen))

    def _add(self, step: int, citizen: Citizen, deed: Deed) -> None:
        """Plan something that somebody does unless they had all deleted before."""
        deeds = self._plan[step].setdefault(citizen, [])
        deeds.append(lambda: iter(()) if citizen.is_gone else deed())

    def _arrive(self, citizen: Citizen, command: str) -> Acts:
        yield from citizen.join()
        yield from citizen.send(command)
        if citizen.fate == "refuse":
            yield from citizen.say(f"/fail {DEAD}")
        if citizen.fate == "leave":
            yield from self._leave(citizen)

    def _leave(self, citizen: Citizen) -> Acts:
        citizen.is_gone = True
        yield from citizen.delete()
        # Behind an update that fails again and again the question comes too late.
        if citizen.heard(_DELETED):
            self.erased.append(citizen.phone.id)

    def _officials(self, step: int) -> Iterator[Acts]:
        team = self.network.team
        for moderator in team[Role.MODERATOR]:
            yield moderator.go_through()
        if step % 4 == 0:
            yield team[Role.COORDINATOR][0].digest(len(self.network.chats))

    async def _events(self, step: int) -> None:
        network = self.network
        if step == int(self._steps * _ROTATION):
            await network.rotate()
        first, second = network.team[Role.COORDINATOR]
        if step % _VOTING == 0:
            await network.let([first.open_voting(len(network.chats))])
        if step == int(self._steps * _GROWTH):
            found, mark = first.found_group(UNSERVED), second.mark_occupied(OCCUPIED)
            await network.let([found, mark])
            await network.let([first.set_contacts()])
        if step == int(self._steps * _CLOSING):
            name = network.communities[0].name_uk
            await network.let([first.ask_to_close(name)])
            await network.let([second.confirm_closing()])


def _one_by_one(deeds: list[Deed]) -> Acts:
    """Let one person do one thing after the other."""
    return chain.from_iterable(deed() for deed in deeds)
