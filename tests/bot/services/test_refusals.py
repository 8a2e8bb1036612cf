"""Refusals: each reason its status, its facts, its sentence to the author."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import (
    Case,
    Notice,
    Person,
    Submission,
    WorkingGroup,
)
from bot.models.case import Status
from bot.services.moderating import moderation
from bot.services.steps import step_news
from tests.bot.services.rows import draft_of, fresh, kinds
from tests.factories import TEXT, make_case


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
    news = await step_news.of(session, notice.subject)
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


async def test_of_a_case_that_was_reopened_the_passed_text_is_deleted_too(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    case.status, case.text, case.place = Status.REVIEW, TEXT, "Біля амбулаторії"
    await session.flush()
    await moderation.purge(session, moderator.id, case.id)
    closed = await fresh(session, case)
    assert (closed.text, closed.place) == (None, None)
