"""Moderation: the group's moderators read and decide, once, and the author hears."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import (
    Case,
    CaseEvent,
    Notice,
    Outbox,
    Person,
    Staff,
    Submission,
    WorkingGroup,
)
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.moderating import moderation, queue
from tests.bot.services.rows import draft_of, fresh, kinds
from tests.factories import TEXT, make_case, make_group, make_person, make_staff


async def test_card_shows_what_helps_to_judge(
    session: AsyncSession, moderator: Person, case: Case, group: WorkingGroup
) -> None:
    card = await queue.next_card(session, moderator.id)
    assert card is not None
    assert (card.case_id, card.number) == (case.id, str(case.submission_id))
    assert (card.draft.text, card.draft.place) == (TEXT, "Біля амбулаторії")
    assert (card.topic, card.whom, card.group) == ("P09", ["older"], group)


async def test_oldest_comes_first_and_skipped_ones_do_not(
    session: AsyncSession, moderator: Person, case: Case, group: WorkingGroup
) -> None:
    younger = await make_case(session, group=group)
    first = await queue.next_card(session, moderator.id)
    second = await queue.next_card(session, moderator.id, after=case.id)
    assert first is not None
    assert second is not None
    assert (first.case_id, second.case_id) == (case.id, younger.id)
    assert await queue.size(session, moderator.id) == 2


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MODERATOR])
async def test_nobody_but_moderators_sees_the_text(
    session: AsyncSession, case: Case, group: WorkingGroup, role: Role
) -> None:
    person = await make_person(session)
    scope = None if role is Role.COORDINATOR else group
    await make_staff(session, person, scope, role=role)
    assert await queue.next_card(session, person.id) is None
    assert await queue.size(session, person.id) == 0
    with pytest.raises(UserError):
        await moderation.pass_on(session, person.id, case.id)


async def test_moderator_of_another_group_sees_nothing(
    session: AsyncSession, case: Case
) -> None:
    person = await make_person(session)
    await make_staff(session, person, await make_group(session))
    assert await queue.next_card(session, person.id) is None
    with pytest.raises(UserError):
        await moderation.refuse(session, person.id, case.id, "M10")


async def test_passed_text_is_plain_and_the_draft_is_gone(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    await moderation.pass_on(session, moderator.id, case.id)
    await fresh(session, case)
    assert (case.status, case.text) == (Status.PASSED, TEXT)
    assert (case.place, case.passed_at is not None) == ("Біля амбулаторії", True)
    assert await draft_of(session, case) is None
    assert await queue.size(session, moderator.id) == 0


async def test_author_hears_that_the_text_was_passed(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    await moderation.pass_on(session, moderator.id, case.id)
    notice = (await session.scalars(select(Notice))).one()
    assert (notice.kind, notice.recipient_id) == ("case.passed", case.submission_id)
    assert (await session.scalars(select(Outbox))).one().notice_id == notice.id


async def test_step_names_the_moderator(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    await moderation.pass_on(session, moderator.id, case.id)
    event = (await session.scalars(select(CaseEvent))).one()
    staff = (await session.scalars(select(Staff))).one()
    assert (event.status, event.staff_id) == (Status.PASSED, staff.id)


async def test_second_press_tells_nobody_anything(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    await moderation.pass_on(session, moderator.id, case.id)
    for again in (
        moderation.pass_on(session, moderator.id, case.id),
        moderation.refuse(session, moderator.id, case.id, "M10"),
    ):
        with pytest.raises(UserError, match="decided already"):
            await again
    assert await kinds(session) == ["case.passed"]
    assert (await fresh(session, case)).status == Status.PASSED


async def test_decision_on_a_stale_card_is_refused(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    await moderation.refuse(session, moderator.id, case.id, "M05")
    await make_case(
        session, submission=await session.get_one(Submission, case.submission_id)
    )
    with pytest.raises(UserError):
        await moderation.pass_on(session, moderator.id, case.id)
    assert await kinds(session) == ["case.refused"]
