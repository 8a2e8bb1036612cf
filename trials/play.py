"""The whole way of all appeals, on whatever stage: with processes, or without."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Final

from sqlalchemy import text

from bot.db import Sessions
from bot.playground.telegram import Telegram
from trials import outcome
from trials.hand import Hand, Stage
from trials.hotline import Appeal, Plan
from trials.outcome import Outcome
from trials.reader import Reader
from trials.residents import Resident
from trials.team import Coordinator, Moderator
from trials.town import LANGUAGE, Town

_DAYS_LATER: Final = text("update digest set made_at = made_at - interval '2 days'")
_MENUS: Final = ("uk", "en")  # every other resident reads English menus


class Play:
    """Residents, a moderator and a coordinator, and what they do."""

    def __init__(
        self,
        sessions: Sessions,
        telegram: Telegram,
        *,
        town: Town,
        plan: Plan,
        stage: Stage,
    ) -> None:
        self.numbers: dict[str, Appeal] = {}
        self.residents = [
            Resident(_hand(telegram, n, stage), share)
            for n, share in enumerate(plan.shares)
        ]
        moderator = Hand(town.moderator, LANGUAGE, stage)
        self.moderator = Moderator(moderator, plan, self.numbers)
        self.reader = Reader(moderator)
        coordinator = Hand(town.coordinator, LANGUAGE, stage)
        self.coordinator = Coordinator(coordinator, town.chat, LANGUAGE, self._pause)
        self._town = town
        self._plan = plan
        self._sessions = sessions

    @property
    def parts(self) -> Sequence[Callable[[], Awaitable[Outcome]]]:
        """List the parts of the play in their order; each gives what came of it."""
        return [self.send, self.decide, self.digest]

    async def send(self) -> Outcome:
        """Let everybody send what they have to say."""
        async with asyncio.TaskGroup() as group:
            for resident in self.residents:
                group.create_task(resident.take_part())
        for resident in self.residents:
            self.numbers |= resident.receipts
        async with self._sessions() as session:
            return await outcome.stored(session, self.residents)

    async def decide(self) -> Outcome:
        """Let the moderator read everything, and those who are asked answer."""
        await self.moderator.go_through(self.numbers)
        async with asyncio.TaskGroup() as group:
            for resident in self.residents:
                group.create_task(resident.answer_all(self.moderator.asked))
        await self.moderator.go_through(self.moderator.asked)
        async with self._sessions() as session:
            return await outcome.decided(session, self.numbers)

    async def digest(self) -> Outcome:
        """Let the coordinator bring everything to the group, and page through it."""
        await self.coordinator.digest_all()
        await self.reader.read_all(self._town.group_id)
        shown = {n for each in self.coordinator.digests() for n in each.numbers}
        shown.update(self.reader.cards)
        return {"digested": Counter((self.numbers[n].id,) for n in shown)}

    async def _pause(self) -> None:
        """Let digests be older: nobody gets two in a moment, eight in a week."""
        async with self._sessions.begin() as session:
            await session.execute(_DAYS_LATER)

    def seen(self) -> Outcome:
        """Read off the phones what residents saw in the end."""
        return outcome.seen(self.residents)

    def complaints(self) -> Iterator[str]:
        """Name cards, digests and pages that do not show what they should."""
        for misread in self.moderator.misread:
            yield f"{misread} is not on its card"
        yield from self._misprinted()
        for number, card in self.reader.cards.items():
            if self._plan.passed_text(self.numbers[number]) not in card:
                yield f"{self.numbers[number].id} is not on its page"

    def _misprinted(self) -> Iterator[str]:
        digests = self.coordinator.digests()
        passed = len(self.numbers) - len(self._plan.refused)
        for digest in digests:
            if digest.waits != passed:
                yield f"a digest tells of {digest.waits} that wait, not {passed}"
            for number in digest.numbers:
                appeal = self.numbers[number]
                if not digest.shows(self._plan.passed_text(appeal)):
                    yield f"{appeal.id} is not in its digest"


def _hand(telegram: Telegram, n: int, stage: Stage) -> Hand:
    language = _MENUS[n % len(_MENUS)]
    return Hand(telegram.person(f"Person {n}", language_code=language), language, stage)
