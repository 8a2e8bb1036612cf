"""Planned voting beside voting under way."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import Ballot, Community, Person, Phase, WorkingGroup
from bot.models.phase import PhaseKind
from bot.models.staff import Role
from bot.services.voting import opening, phases
from bot.services.voting.phases import Planned
from tests.conftest import Clock
from tests.factories import (
    make_ballot,
    make_community,
    make_group,
    make_person,
    make_staff,
)

ENDS = datetime.fromisoformat("2026-12-04 23:59+02")


class Votes:
    """A community, its secretary, and a ballot that ends on 4 December."""

    def __init__(self, place: Community, person: Person, group: WorkingGroup) -> None:
        self.code, self._actor, self._group = place.code, person.id, group.id

    async def plan(self, session: AsyncSession, first: date, last: date) -> None:
        """Plan voting."""
        planned = Planned(self.code, PhaseKind.VOTE, first, last)
        await phases.plan(session, self._actor, self._group, planned)


@pytest.fixture
async def ballot(session: AsyncSession, clock: Clock) -> tuple[Votes, Ballot]:
    await clock.set("2026-11-20 10:00+02")
    place, person = await make_community(session), await make_person(session)
    group = await make_group(session, place)
    await make_staff(session, person, group, role=Role.SECRETARY)
    made = await make_ballot(session, place)
    made.closes_at = ENDS
    await session.flush()
    return Votes(place, person, group), made


async def test_the_next_vote_does_not_stretch_the_one_under_way(
    session: AsyncSession, ballot: tuple[Votes, Ballot]
) -> None:
    votes, made = ballot
    await votes.plan(session, date(2027, 1, 10), date(2027, 1, 24))
    await session.refresh(made)
    assert made.closes_at == ENDS


async def test_the_next_vote_begins_after_the_one_under_way(
    session: AsyncSession, ballot: tuple[Votes, Ballot]
) -> None:
    with pytest.raises(UserError, match="under way"):
        await ballot[0].plan(session, date(2026, 12, 1), date(2026, 12, 14))


async def test_a_vote_that_is_over_is_not_opened_again(
    session: AsyncSession, ballot: tuple[Votes, Ballot], clock: Clock
) -> None:
    votes, made = ballot
    await clock.set("2026-12-05 00:01+02")
    await votes.plan(session, date(2026, 12, 5), date(2026, 12, 14))
    await session.refresh(made)
    assert made.closes_at == ENDS


async def test_a_planned_vote_opens_though_the_last_one_was_closed_late(
    session: AsyncSession, ballot: tuple[Votes, Ballot], clock: Clock
) -> None:
    days = {"first_day": date(2026, 12, 5), "last_day": date(2026, 12, 14)}
    session.add(Phase(community_code=ballot[0].code, kind=PhaseKind.VOTE, **days))
    await clock.set("2026-12-05 00:10+02")
    await session.execute(update(Ballot).values(closed_at=func.app_now(), key=None))
    assert await opening.open_due(session) == 1
    count = select(func.count()).select_from(Ballot)
    assert await session.scalar(count) == 2
