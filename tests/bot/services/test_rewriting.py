"""Texts that were written anew: only what the author was asked about is passed on."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import Case, CaseEvent, Person, StaffAct, Submission
from bot.models.case import Status
from bot.services.endings import my_data
from bot.services.moderating import clarifications, queue, rewriting
from bot.services.sending import proposals
from tests.bot.services.conftest import AUTHOR_CHAT
from tests.bot.services.rows import fresh
from tests.factories import make_case, make_group, make_staff

NEW = "Поставити три лавки біля амбулаторії, щоб люди не чекали стоячи."


@pytest.fixture
async def author(session: AsyncSession, submission: Submission) -> Person:
    return await session.get_one(Person, submission.person_id)


@pytest.fixture
async def asked(session: AsyncSession, moderator: Person, case: Case) -> Case:
    """The same text before another group, whose question the author has to answer."""
    group = await make_group(session)
    await make_staff(session, moderator, group)
    submission = await session.get_one(Submission, case.submission_id)
    asked = await make_case(session, group=group, submission=submission)
    await _offer(session, moderator, case)
    await clarifications.ask(session, moderator.id, asked.id, "Where?")
    return asked


async def _offer(session: AsyncSession, moderator: Person, case: Case) -> None:
    seen = (await queue.get_card(session, moderator.id, case.id)).draft.revision
    await rewriting.offer(session, moderator.id, case.id, NEW, seen=seen)


async def test_an_answer_to_one_group_leaves_the_offer_of_another_as_it_is(
    session: AsyncSession, case: Case, *, asked: Case, author: Person
) -> None:
    await clarifications.answer(session, author, asked.id, "By the stop.")
    await rewriting.agree(session, author, case.id)
    await fresh(session, case)
    assert (case.status, case.text) == (Status.PASSED, NEW)


async def test_without_the_text_that_was_offered_nothing_is_passed(
    session: AsyncSession, moderator: Person, case: Case, *, author: Person
) -> None:
    await _offer(session, moderator, case)
    case.edited = None
    await session.flush()
    with pytest.raises(UserError):
        await rewriting.agree(session, author, case.id)
    assert (await fresh(session, case)).text is None


async def test_a_text_that_was_offered_is_kept_nowhere_once_it_is_withdrawn(
    session: AsyncSession, moderator: Person, case: Case, *, author: Person
) -> None:
    await _offer(session, moderator, case)
    assert await rewriting.offered(session, case.id) == NEW
    await proposals.withdraw(session, author, case.submission_id)
    notes = await session.scalars(select(CaseEvent.note))
    assert ((await fresh(session, case)).edited, set(notes)) == (None, {None})
    assert await rewriting.offered(session, case.id) is None


async def test_a_text_that_was_offered_is_among_what_is_kept_of_its_author(
    session: AsyncSession, moderator: Person, case: Case, *, author: Person
) -> None:
    await _offer(session, moderator, case)
    kept = await my_data.gather(session, author, AUTHOR_CHAT, [author.account])
    assert kept.sent[0].passed == [NEW]


async def test_the_log_is_silent_on_what_was_not_changed(
    session: AsyncSession, moderator: Person, case: Case
) -> None:
    await rewriting.restore(session, moderator.id, case.id)
    assert (await session.scalars(select(StaffAct.act))).all() == []
