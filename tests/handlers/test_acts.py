"""The log of what teams did: shown to those above them, changed by nobody."""

from typing import get_args

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, CaseEvent, Staff, StaffAct, VoteEvent
from bot.models.staff import Role
from bot.services.team import acts
from bot.services.team.acts import Act
from bot.services.voting import publishing
from handlers.acts import ACTS
from tests.factories import (
    make_ballot,
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
    make_submission,
)
from tests.handlers.cast import agreed, coordinator, join, last, presses, said, says
from tests.handlers.conftest import Desk, Place
from tests.world import World


async def test_coordinators_read_who_did_what_by_role(
    town: World, place: Place, language: str
) -> None:
    phone, chair = await coordinator(town, language), await agreed(town)
    await join(town, chair, place.group, Role.CHAIR)
    await says(town, chair, "/settings")
    await presses(town, chair, "Зберегти")
    await says(town, phone, "/team")
    await presses(town, phone, phone.sees()[-1].buttons[0])
    await presses(town, phone, "1", said(language, "Yes, withdraw"))
    await says(town, phone, "/log")
    newest, settings = last(phone).splitlines()[2:4]
    assert said(language, "withdrew a role or a link") in newest
    assert said(language, "Network coordinator") in newest
    assert said(language, "changed the settings") in settings
    assert said(language, "Chair") in settings


async def test_what_is_noted_is_the_role_that_may(
    session: AsyncSession,
) -> None:
    group, person = await make_group(session), await make_person(session)
    for role in (Role.OBSERVER, Role.SECRETARY):
        await make_staff(session, person, group, role=role)
    await acts.note(session, person.id, "ballot.close", group.id)
    assert await session.scalar(select(StaffAct.role)) == Role.SECRETARY


async def test_a_long_log_is_turned(town: World, session: AsyncSession) -> None:
    rows = [StaffAct(act="group.bind", role="chair", staff_id=1) for _ in range(16)]
    session.add_all(rows)
    await session.commit()
    phone = await coordinator(town, "en")
    await says(town, phone, "/log")
    await presses(town, phone, "Show more")
    assert last(phone).count("made a link for a chat") == 1


@pytest.mark.parametrize(
    "change", ["update staff_act set act = 'x'", "delete from staff_act"]
)
async def test_nobody_changes_the_log(session: AsyncSession, change: str) -> None:
    session.add(StaffAct(act="group.bind", role="chair", staff_id=1))
    await session.flush()
    with pytest.raises(DBAPIError, match="never changed"):
        await session.execute(text(change))


async def test_a_secretary_reads_what_was_done_for_the_own_group(
    town: World, place: Place, desk: Desk, language: str
) -> None:
    secretary = await agreed(town, language=language)
    await join(town, secretary, place.group, Role.SECRETARY)
    async with town.sessions.begin() as session:
        other = await make_group(session)
        session.add_all(
            StaffAct(act="export", role="coordinator", staff_id=1, group_id=group_id)
            for group_id in (None, other.id)
        )
    await presses(town, desk.moderator, said(language, "Pass to the group"))
    async with town.sessions() as session:
        case_id = await session.scalar(select(Case.id))
    await presses(town, desk.moderator, said(language, "Show to the community"))
    async with town.sessions.begin() as session:
        moderator = await session.scalar(
            select(Staff.person_id).where(Staff.role == Role.MODERATOR)
        )
        await publishing.publish(session, moderator or 0, case_id or 0)  # again
    await says(town, secretary, "/log")
    (line,) = last(secretary).splitlines()[2:-2]
    assert said(language, "showed a proposal to the community") in line


@pytest.mark.parametrize(
    "change",
    [
        "update case_event set status = 'done'",
        "update case_event set staff_id = 1",
        "update case_event set staff_id = null",
        "delete from case_event",
        "update vote_event set choice = -1",
        "delete from vote_event",
    ],
)
async def test_nobody_changes_a_step_or_a_vote(
    session: AsyncSession, change: str
) -> None:
    await _step_and_vote(session)
    with pytest.raises(DBAPIError, match="never changed"):
        await session.execute(text(change))


@pytest.mark.parametrize(
    "change",
    [
        "update case_event set note = null",
        "delete from submission",
        "delete from ballot",
    ],
)
async def test_steps_and_votes_end_with_what_they_tell_of(
    session: AsyncSession, change: str
) -> None:
    await _step_and_vote(session)
    await session.execute(text(change))


async def _step_and_vote(session: AsyncSession) -> None:
    community, person = await make_community(session), await make_person(session)
    submission = await make_submission(session, community=community, person=person)
    case = await make_case(session, submission=submission)
    ballot = await make_ballot(session, community)
    vote = VoteEvent(ballot_id=ballot.id, mark=b"m", submission_id=submission.id)
    vote.choice, vote.at = 1, case.created_at
    session.add_all([CaseEvent(case_id=case.id, status="passed", staff_id=7), vote])
    await session.flush()


def test_every_act_has_words() -> None:
    assert set(ACTS) == set(get_args(Act))
