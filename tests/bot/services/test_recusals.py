"""Whom a text is about: nothing of it is theirs, whichever group and role they have."""

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import (
    Case,
    CaseTaken,
    Notice,
    Person,
    Recusal,
    Submission,
    WorkingGroup,
)
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.cases import decisions, leading
from bot.services.digest import answers, needed
from bot.services.meetings import agenda
from bot.services.moderating import case_search, queue, recusals
from bot.services.moderating.case_search import Query
from bot.services.steps import group_cases
from tests.factories import make_case, make_group, make_person, make_staff


@pytest.fixture
async def passed(session: AsyncSession, moderator: Person, case: Case) -> Case:
    """What the group has, about a moderator of it who is its secretary, too."""
    group = await session.get_one(WorkingGroup, case.group_id)
    await make_staff(session, moderator, group, role=Role.SECRETARY)
    session.add(Recusal(case_id=case.id, person_id=moderator.id))
    case.status, case.text, case.passed_at = Status.PASSED, "Text", func.app_now()
    await session.flush()
    return case


async def test_a_secretary_decides_nothing_of_a_text_about_themselves(
    session: AsyncSession, moderator: Person, passed: Case
) -> None:
    with pytest.raises(UserError, match="left this text"):
        await leading.check(session, moderator.id, passed.id, "closed_safety")


async def test_nobody_takes_back_what_was_decided_about_themselves(
    session: AsyncSession, moderator: Person, passed: Case
) -> None:
    with pytest.raises(UserError, match="left this text"):
        await decisions.take_back(session, moderator.id, passed.id)


async def test_nobody_answers_the_author_of_a_text_about_themselves(
    session: AsyncSession, moderator: Person, passed: Case
) -> None:
    with pytest.raises(UserError, match="left this text"):
        await answers.answer(session, moderator.id, passed.id, "It was not so.")


async def test_nobody_takes_on_a_text_about_themselves(
    session: AsyncSession, moderator: Person, passed: Case
) -> None:
    with pytest.raises(UserError, match="left this text"):
        await needed.take(session, moderator.id, passed.id)


async def test_what_a_group_has_is_not_shown_to_whom_it_is_about(
    session: AsyncSession, moderator: Person, passed: Case
) -> None:
    who, group, status = moderator.id, passed.group_id, Status.PASSED
    assert await needed.first(session, who, group) is None
    assert await group_cases.counts(session, who, group) == {}
    assert await group_cases.page(session, who, group, status, after=0) == []
    assert (await case_search.search(session, who, Query())).found == []
    with pytest.raises(UserError, match="left this text"):
        await group_cases.card(session, who, passed.id)


async def test_the_pass_over_an_agenda_leaves_out_whom_a_text_is_about(
    session: AsyncSession, moderator: Person, passed: Case
) -> None:
    passed.status = Status.AGENDA
    who, group = moderator.id, passed.group_id
    assert await agenda.undecided(session, who, group, after=0) == (None, 0)


@pytest.fixture
async def sibling(
    session: AsyncSession, moderator: Person, submission: Submission, case: Case
) -> Case:
    """The same text before another group that the same person moderates alone."""
    group = await make_group(session)
    await make_staff(session, moderator, group)
    await recusals.note(session, moderator.id, case.id)
    return await make_case(session, group=group, submission=submission)


async def test_a_text_is_about_somebody_in_each_of_their_groups(
    session: AsyncSession, moderator: Person, sibling: Case
) -> None:
    assert await queue.next_card(session, moderator.id) is None
    with pytest.raises(UserError):
        await queue.get_card(session, moderator.id, sibling.id)


async def test_each_group_that_nobody_can_read_for_needs_another_moderator(
    session: AsyncSession, moderator: Person, submission: Submission, case: Case
) -> None:
    group, above = await make_group(session), await make_person(session)
    await make_staff(session, moderator, group)
    await make_staff(session, above, group, role=Role.SECRETARY)
    other = await make_case(session, group=group, submission=submission)
    await queue.leave_to_others(session, moderator.id, case.id)
    told = select(Notice.subject).where(Notice.kind == recusals.ALONE)
    assert (await session.scalars(told)).all() == [other.id]


async def test_those_above_hear_again_when_the_next_moderator_leaves_it_too(
    session: AsyncSession, moderator: Person, group: WorkingGroup, case: Case
) -> None:
    await make_staff(session, await make_person(session), group, role=Role.SECRETARY)
    await queue.leave_to_others(session, moderator.id, case.id)
    await session.execute(update(Notice).values(sent_at=func.app_now()))
    second = await make_person(session)
    await make_staff(session, second, group)
    await queue.leave_to_others(session, second.id, case.id)
    assert (await session.scalars(select(Notice.sent_at))).all() == [None]


async def test_what_somebody_had_taken_on_is_free_when_it_is_about_them(
    session: AsyncSession, moderator: Person, submission: Submission, case: Case
) -> None:
    group = await make_group(session)
    member = await make_staff(session, moderator, group, role=Role.MEMBER)
    other = await make_case(session, group=group, submission=submission)
    session.add(CaseTaken(case_id=other.id, staff_id=member.id))
    await session.flush()
    await queue.leave_to_others(session, moderator.id, case.id)
    assert (await session.scalars(select(CaseTaken))).all() == []
