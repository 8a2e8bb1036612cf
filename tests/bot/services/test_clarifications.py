"""Questions to authors: asked once, answered by them alone, back into the queue."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.models import Case, CaseEvent, Notice, Person, WorkingGroup
from bot.models.case import Status
from bot.services.moderating import clarifications, queue
from bot.services.steps import step_news
from tests.factories import TEXT, make_case, make_group, make_person, make_staff

QUESTION = "Біля якого входу?"


@pytest.fixture
async def author(session: AsyncSession) -> Person:
    return await make_person(session)


@pytest.fixture
async def group(session: AsyncSession) -> WorkingGroup:
    return await make_group(session)


@pytest.fixture
async def moderator(session: AsyncSession, group: WorkingGroup) -> Person:
    person = await make_person(session)
    await make_staff(session, person, group)
    return person


@pytest.fixture
async def case(
    session: AsyncSession, author: Person, group: WorkingGroup, moderator: Person
) -> Case:
    case = await make_case(session, person=author, group=group)
    await clarifications.ask(session, moderator.id, case.id, QUESTION)
    await session.refresh(case)
    return case


async def test_asked_case_leaves_the_queue_for_two_weeks(
    session: AsyncSession, case: Case, moderator: Person
) -> None:
    assert case.status == Status.NEEDS_INFO
    assert case.due_at is not None
    assert case.due_at > await now(session) + timedelta(days=13)
    assert await queue.size(session, moderator.id) == 0


async def test_author_hears_the_question(session: AsyncSession, case: Case) -> None:
    notice = (await session.scalars(select(Notice))).one()
    news = await step_news.of(session, notice.subject)
    assert notice.kind == "case.needs_info"
    assert news is not None
    assert (news.case_id, news.facts) == (case.id, {"question": QUESTION})


async def test_question_is_sealed(session: AsyncSession, case: Case) -> None:
    event = (
        await session.scalars(select(CaseEvent).where(CaseEvent.case_id == case.id))
    ).one()
    assert event.note is not None
    assert QUESTION.encode() not in event.note


async def test_author_finds_the_question(
    session: AsyncSession, author: Person, case: Case
) -> None:
    (found,) = await clarifications.open_for(session, author)
    assert (found.case_id, found.facts) == (case.id, {"question": QUESTION})


async def test_answer_stands_under_the_text_in_the_queue(
    session: AsyncSession, author: Person, case: Case, moderator: Person
) -> None:
    await clarifications.answer(session, author, case.id, "Біля головного.")
    card = await queue.next_card(session, moderator.id)
    assert card is not None
    assert card.draft.text == f"{TEXT}\n\nБіля головного."


async def test_answered_question_is_closed(
    session: AsyncSession, author: Person, case: Case
) -> None:
    await clarifications.answer(session, author, case.id, "Біля головного.")
    with pytest.raises(UserError):
        await clarifications.answer(session, author, case.id, "Ще одне.")


async def test_nobody_answers_for_the_author(
    session: AsyncSession, case: Case, moderator: Person
) -> None:
    with pytest.raises(UserError):
        await clarifications.answer(session, moderator, case.id, "Так")


async def test_question_is_asked_once(
    session: AsyncSession, case: Case, moderator: Person
) -> None:
    with pytest.raises(UserError):
        await clarifications.ask(session, moderator.id, case.id, "Ще?")


async def test_stranger_does_not_ask(session: AsyncSession) -> None:
    case = await make_case(session)
    with pytest.raises(UserError):
        await clarifications.ask(
            session, (await make_person(session)).id, case.id, QUESTION
        )
