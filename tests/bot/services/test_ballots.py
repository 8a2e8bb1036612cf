"""Ballots: who opens them, when they close, and that their keys die."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.models import Community, Inbox, Person, WorkingGroup
from bot.models.staff import Role
from bot.services.days import deadlines
from bot.services.endings import destruction
from bot.services.voting import ballots
from tests.conftest import Clock
from tests.factories import (
    make_ballot,
    make_community,
    make_group,
    make_person,
    make_staff,
)

Secretary = tuple[Person, WorkingGroup, Community]


@pytest.fixture
async def secretary(session: AsyncSession) -> Secretary:
    community = await make_community(session)
    group = await make_group(session, community)
    person = await make_person(session)
    await make_staff(session, person, group, role=Role.SECRETARY)
    return person, group, community


async def test_a_ballot_is_open_to_the_end_of_the_14th_day(
    session: AsyncSession, secretary: Secretary
) -> None:
    person, group, community = secretary
    ballot = await ballots.open_for(session, person.id, group.id, community.code)
    end = ballot.closes_at.astimezone(ZoneInfo(deadlines.ZONE))
    day = deadlines.local_day(ballot.opens_at) + timedelta(days=14)
    assert (end.date(), end.hour, end.minute) == (day, 23, 59)
    assert await ballots.open_in(session, [community.code]) == [ballot]


async def test_one_community_votes_once_at_a_time(
    session: AsyncSession, secretary: Secretary
) -> None:
    person, group, community = secretary
    await ballots.open_for(session, person.id, group.id, community.code)
    with pytest.raises(UserError, match="under way"):
        await ballots.open_for(session, person.id, group.id, community.code)


async def test_nobody_opens_a_ballot_elsewhere(
    session: AsyncSession, secretary: Secretary
) -> None:
    person, group, _ = secretary
    elsewhere = await make_community(session)
    with pytest.raises(UserError):
        await ballots.open_for(session, person.id, group.id, elsewhere.code)


async def test_a_moderator_opens_no_ballot(session: AsyncSession) -> None:
    community = await make_community(session)
    group = await make_group(session, community)
    person = await make_person(session)
    await make_staff(session, person, group)
    with pytest.raises(UserError, match="Who may do this"):
        await ballots.open_for(session, person.id, group.id, community.code)


async def test_a_mark_tells_accounts_apart_and_ballots_too(
    session: AsyncSession,
) -> None:
    first, second = [
        await make_ballot(session, await make_community(session)) for _ in range(2)
    ]
    marks = {
        ballots.mark_of(session, ballot, user_id)
        for ballot in (first, second)
        for user_id in (1, 2)
    }
    assert len(marks) == 4


async def test_the_key_dies_with_the_ballot(
    session: AsyncSession, clock: Clock
) -> None:
    ballot = await make_ballot(session, await make_community(session))
    await clock.forward("15 days")
    assert len(await ballots.close_due(session)) == 1
    await session.refresh(ballot)
    assert ballot.key is None
    with pytest.raises(UserError, match="Voting has ended"):
        ballots.mark_of(session, ballot, 1)


async def test_a_ballot_waits_for_presses_that_came_in_time(
    session: AsyncSession, clock: Clock
) -> None:
    await make_ballot(session, await make_community(session))
    waiting: dict[str, Any] = {"bot_id": 1, "update_id": 1, "lane": 1}
    await session.execute(
        insert(Inbox), [waiting | {"received_at": await now(session)}]
    )
    await clock.forward("15 days")
    assert len(await ballots.close_due(session)) == 0


async def test_what_waits_for_a_former_bot_is_not_waited_for(
    session: AsyncSession, clock: Clock
) -> None:
    await make_ballot(session, await make_community(session))
    came = await now(session)
    former: dict[str, Any] = {"bot_id": 1, "update_id": 1, "lane": 1}
    await session.execute(insert(Inbox), [former | {"received_at": came}])
    later = came + timedelta(days=1)
    done = {"bot_id": 2, "update_id": 1, "lane": 1, "state": "done"}
    await session.execute(insert(Inbox), [done | {"received_at": later}])
    await clock.forward("15 days")
    assert len(await ballots.close_due(session)) == 1


async def test_a_press_that_is_on_its_way_is_waited_for(
    session: AsyncSession, clock: Clock
) -> None:
    ballot = await make_ballot(session, await make_community(session))
    await clock.forward("14 days 20 seconds")
    assert len(await ballots.close_due(session)) == 0
    assert await ballots.asking_in(session, [ballot.community_code]) == []
    await clock.forward("20 seconds")
    assert len(await ballots.close_due(session)) == 1


async def test_closed_early_it_ends_at_once(
    session: AsyncSession, secretary: Secretary, clock: Clock
) -> None:
    person, group, community = secretary
    ballot = await ballots.open_for(session, person.id, group.id, community.code)
    await clock.forward("1 day")
    await ballots.close_early(session, person.id, group.id, community.code)
    assert await ballots.asking_in(session, [community.code]) == []
    await clock.forward("31 seconds")
    assert len(await ballots.close_due(session)) == 1
    await session.refresh(ballot)
    assert ballot.closed_at is not None


async def test_the_kill_switch_destroys_the_key(session: AsyncSession) -> None:
    community = await make_community(session)
    ballot = await make_ballot(session, community)
    await destruction.destroy(session, community.code)
    await session.refresh(ballot)
    assert (ballot.key, ballot.closed_at is None) == (None, False)


async def test_a_ballot_closed_long_ago_is_not_counted_every_night(
    session: AsyncSession, clock: Clock
) -> None:
    await make_ballot(session, await make_community(session))
    opened = await ballots.lately_open(session)
    await clock.forward("15 days")
    await ballots.close_due(session)
    closed = await ballots.lately_open(session)
    await clock.forward("2 days")
    assert (len(opened), len(closed), await ballots.lately_open(session)) == (1, 1, [])
