"""Moderation: the group's moderators read and decide, once, and the author hears."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
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
from bot.services import cases, moderation
from tests.factories import (
    TEXT,
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
    make_submission,
)

AUTHOR_CHAT = Address(101)


@pytest.fixture
async def group(session: AsyncSession) -> WorkingGroup:
    return await make_group(session, contact="rada@example.org")


@pytest.fixture
async def moderator(session: AsyncSession, group: WorkingGroup) -> Person:
    person = await make_person(session)
    await make_staff(session, person, group)
    return person


@pytest.fixture
async def submission(session: AsyncSession) -> Submission:
    return await make_submission(
        session,
        community=await make_community(session),
        person=await make_person(session),
        place="Біля амбулаторії",
        address=AUTHOR_CHAT,
        topic="P09",
        whom=["older"],
    )


@pytest.fixture
async def case(
    session: AsyncSession, group: WorkingGroup, submission: Submission
) -> Case:
    return await make_case(session, group=group, submission=submission)


async def fresh(session: AsyncSession, case: Case) -> Case:
    await session.flush()
    await session.refresh(case)
    return case


async def draft_of(session: AsyncSession, case: Case) -> bytes | None:
    found = await session.scalars(
        select(Submission.draft).where(Submission.id == case.submission_id)
    )
    return found.one()


async def kinds(session: AsyncSession) -> list[str]:
    return list(await session.scalars(select(Notice.kind).order_by(Notice.id)))


async def test_card_shows_what_helps_to_judge(
    session: AsyncSession, moderator: Person, case: Case, group: WorkingGroup
) -> None:
    card = await moderation.next_in_queue(session, moderator.id)
    assert card is not None
    assert (card.case_id, card.number) == (case.id, str(case.submission_id))
    assert (card.draft.text, card.draft.place) == (TEXT, "Біля амбулаторії")
    assert (card.topic, card.whom, card.group) == ("P09", ["older"], group)


async def test_oldest_comes_first_and_skipped_ones_do_not(
    session: AsyncSession, moderator: Person, case: Case, group: WorkingGroup
) -> None:
    younger = await make_case(session, group=group)
    first = await moderation.next_in_queue(session, moderator.id)
    second = await moderation.next_in_queue(session, moderator.id, after=case.id)
    assert first is not None
    assert second is not None
    assert (first.case_id, second.case_id) == (case.id, younger.id)
    assert await moderation.queue_size(session, moderator.id) == 2


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MODERATOR])
async def test_nobody_but_moderators_sees_the_text(
    session: AsyncSession, case: Case, group: WorkingGroup, role: Role
) -> None:
    person = await make_person(session)
    scope = None if role is Role.COORDINATOR else group
    await make_staff(session, person, scope, role=role)
    assert await moderation.next_in_queue(session, person.id) is None
    assert await moderation.queue_size(session, person.id) == 0
    with pytest.raises(UserError):
        await moderation.pass_on(session, person.id, case.id)


async def test_moderator_of_another_group_sees_nothing(
    session: AsyncSession, case: Case
) -> None:
    person = await make_person(session)
    await make_staff(session, person, await make_group(session))
    assert await moderation.next_in_queue(session, person.id) is None
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
    assert await moderation.queue_size(session, moderator.id) == 0


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


@pytest.mark.parametrize(
    ("reason", "status", "facts"),
    [
        ("M01", Status.CLOSED_SAFETY, {}),
        ("M02", Status.DECLINED, {}),
        ("M05", Status.DECLINED, {}),
        ("M06", Status.REDIRECTED, {"contact": "1545"}),
        ("M08", Status.REDIRECTED, {}),
        ("M09", Status.REDIRECTED, {"link": "ЦНАП"}),
        ("M14", Status.DECLINED, {}),
        ("M15", Status.CLOSED_SAFETY, {}),
    ],
)
async def test_reason_leads_to_its_status(
    session: AsyncSession,
    *,
    moderator: Person,
    case: Case,
    reason: str,
    status: Status,
    facts: dict[str, str],
) -> None:
    await moderation.refuse(session, moderator.id, case.id, reason, **facts)
    await fresh(session, case)
    assert (case.status, case.reason) == (status, reason)
    assert case.news_due_at is None
    assert await draft_of(session, case) is None


async def test_author_hears_the_reason_and_whom_to_write_to(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    await moderation.refuse(session, moderator.id, case.id, "M06", contact="1545")
    notice = (await session.scalars(select(Notice))).one()
    news = await cases.news(session, notice.subject)
    assert news is not None
    assert (news.reason, news.facts) == ("M06", {"contact": "1545"})
    assert (news.number, news.contact) == (
        str(case.submission_id),
        "rada@example.org",
    )


@pytest.mark.parametrize(
    ("reason", "facts"), [("M99", {}), ("M06", {}), ("M07", {"id": "9999"})]
)
async def test_reason_without_its_facts_is_refused(
    session: AsyncSession,
    *,
    moderator: Person,
    case: Case,
    reason: str,
    facts: dict[str, str],
) -> None:
    with pytest.raises(UserError):
        await moderation.refuse(session, moderator.id, case.id, reason, **facts)
    assert (await fresh(session, case)).status == Status.RECEIVED


async def test_duplicate_is_merged_into_a_case_of_the_same_group(
    session: AsyncSession, moderator: Person, case: Case, group: WorkingGroup
) -> None:
    original = await make_case(session, group=group, status="passed", text=TEXT)
    number = str(original.submission_id)
    await moderation.refuse(session, moderator.id, case.id, "M07", id=number)
    assert (await fresh(session, case)).status == Status.MERGED


async def test_case_of_another_group_is_no_original(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    foreign = await make_case(session, status="passed", text=TEXT)
    number = str(foreign.submission_id)
    with pytest.raises(UserError):
        await moderation.refuse(session, moderator.id, case.id, "M07", id=number)


async def test_text_for_two_groups_lives_until_both_decided(
    session: AsyncSession, moderator: Person, case: Case, submission: Submission
) -> None:
    other = await make_case(session, submission=submission)
    await moderation.refuse(session, moderator.id, case.id, "M05")
    assert await draft_of(session, case) is not None
    assert (await fresh(session, other)).status == Status.RECEIVED


async def test_dangerous_text_leaves_every_queue(
    session: AsyncSession, moderator: Person, case: Case, submission: Submission
) -> None:
    other = await make_case(session, submission=submission)
    await moderation.refuse(session, moderator.id, case.id, "M01")
    assert await draft_of(session, case) is None
    assert (await fresh(session, other)).status == Status.CLOSED_SAFETY
    assert await kinds(session) == ["case.refused"]
