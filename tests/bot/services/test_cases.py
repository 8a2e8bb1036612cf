"""What time does to cases: nobody waits without hearing, nothing is kept too long."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.models import Case, Notice, Outbox, Submission
from bot.models.case import Status
from bot.services.cases import cases
from bot.services.steps import step_news
from tests.bot.services.rows import kinds
from tests.conftest import Clock
from tests.factories import make_case, make_community, make_submission


async def addressed(session: AsyncSession, **columns: Any) -> Case:
    submission = await make_submission(
        session, community=await make_community(session), address=Address(101)
    )
    return await make_case(session, submission=submission, **columns)


async def test_no_news_is_told_every_30_days(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set("2026-11-01 12:00+02")
    await addressed(session, status="passed", news_due_at=func.app_now())
    for _ in range(2):
        assert await cases.tell_no_news(session) == 1
        assert await cases.tell_no_news(session) == 0
        await clock.forward("30 days")
    assert await kinds(session) == ["case.day30", "case.day30"]


@pytest.mark.parametrize("due_at", [None, func.app_now()], ids=["open", "past"])
async def test_no_news_names_the_next_day(
    session: AsyncSession, clock: Clock, due_at: Any
) -> None:
    await clock.set("2026-11-01 12:00+02")
    await addressed(session, status="passed", news_due_at=func.app_now(), due_at=due_at)
    await cases.tell_no_news(session)
    notice = (await session.scalars(select(Notice))).one()
    news = await step_news.of(session, notice.subject)
    assert news is not None
    assert str(news.due) == "2026-12-01"


async def test_no_news_is_told_by_day(session: AsyncSession, clock: Clock) -> None:
    await clock.set("2026-11-01 23:30+02")
    await addressed(session, status="passed", news_due_at=func.app_now())
    await cases.tell_no_news(session)
    assert await kinds(session) == []
    await clock.set("2026-11-02 08:00+02")
    await cases.tell_no_news(session)
    assert await kinds(session) == ["case.day30"]


async def test_unanswered_question_is_closed_kindly(
    session: AsyncSession, clock: Clock
) -> None:
    await clock.set_to_morning()
    case = await addressed(session, status="needs_info", due_at=func.app_now())
    assert await cases.expire(session) == 1
    assert (case.status, case.reason) == (Status.EXPIRED, cases.UNANSWERED)
    assert await kinds(session) == ["case.expired"]


@pytest.mark.parametrize("status", ["received", "review"])
async def test_text_that_nobody_read_is_erased_after_14_days(
    session: AsyncSession, clock: Clock, status: str
) -> None:
    case = await addressed(session, status=status)
    await clock.forward("13 days")
    assert await cases.expire(session) == 0
    await clock.forward("1 day")
    assert await cases.expire(session) == 1
    assert (case.status, case.reason) == (Status.EXPIRED, cases.UNREAD)
    draft = select(Submission.draft).where(Submission.id == case.submission_id)
    assert await session.scalar(draft) is None


async def test_reply_address_dies_90_days_after_the_last_answer(
    session: AsyncSession, clock: Clock
) -> None:
    await addressed(session, status="declined", answered_at=func.app_now())
    await clock.forward("89 days")
    assert await cases.forget_addresses(session) == 0
    await clock.forward("1 day")
    assert await cases.forget_addresses(session) == 1


async def test_reply_address_lives_while_an_answer_is_owed(
    session: AsyncSession, clock: Clock
) -> None:
    case = await addressed(session, status="declined", answered_at=func.app_now())
    await make_case(
        session, submission=await session.get_one(Submission, case.submission_id)
    )
    await clock.forward("1 year")
    assert await cases.forget_addresses(session) == 0


async def test_news_of_a_case_without_an_address_goes_nowhere(
    session: AsyncSession,
) -> None:
    await make_case(session, status="passed", news_due_at=func.app_now())
    assert await cases.tell_no_news(session) == 1
    assert await session.scalar(select(func.count()).select_from(Outbox)) == 0


async def test_news_of_a_case_that_is_gone_is_none(session: AsyncSession) -> None:
    assert await step_news.of(session, 0) is None
