"""What a moderator saw is what is passed on, and an answer is not lost as unread."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import Case, Person
from bot.models.case import Status
from bot.services.cases import cases
from bot.services.moderating import (
    bans,
    clarifications,
    details,
    moderation,
    queue,
    rewriting,
    splitting,
)
from bot.services.steps import case_log
from tests.conftest import Clock
from tests.factories import (
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
    make_submission,
)


async def _asked(session: AsyncSession) -> tuple[Person, Person, Case]:
    community = await make_community(session)
    group = await make_group(session, community)
    author, moderator = await make_person(session), await make_person(session)
    await make_staff(session, moderator, group)
    submission = await make_submission(session, community=community, person=author)
    case = await make_case(session, submission=submission, group=group)
    await case_log.append(session, case, Status.RECEIVED)
    return author, moderator, case


async def test_a_text_that_changed_after_the_card_is_not_passed(
    session: AsyncSession,
) -> None:
    author, moderator, case = await _asked(session)
    card = await queue.get_card(session, moderator.id, case.id)
    await clarifications.ask(session, moderator.id, case.id, "Where?")
    await clarifications.answer(session, author, case.id, "By the stop.")
    with pytest.raises(UserError, match="changed"):
        await moderation.pass_on(
            session, moderator.id, case.id, seen=card.draft.revision
        )


async def test_a_text_that_grew_is_neither_split_nor_rewritten(
    session: AsyncSession,
) -> None:
    author, moderator, case = await _asked(session)
    card = await queue.get_card(session, moderator.id, case.id)
    await details.add(session, author, case.submission_id, "By the stop.")
    who, seen, parts = (moderator.id, case.id), card.draft.revision, ("Roof.", "Bench.")
    with pytest.raises(UserError, match="changed"):
        await splitting.split(session, *who, parts, seen=seen)
    with pytest.raises(UserError, match="changed"):
        await rewriting.offer(session, *who, "Roof.", seen=seen)


async def test_a_part_does_not_count_among_what_one_sends_a_day(
    session: AsyncSession,
) -> None:
    author, moderator, case = await _asked(session)
    card = await queue.get_card(session, moderator.id, case.id)
    parts, seen = ("A roof.", "A bench."), card.draft.revision
    await splitting.split(session, moderator.id, case.id, parts, seen=seen)
    await bans.check_sending(session, author, [], a_day=2)
    with pytest.raises(UserError, match="within a day"):
        await bans.check_sending(session, author, [], a_day=1)


async def test_an_answer_on_day_15_is_not_thrown_away_as_unread(
    session: AsyncSession, clock: Clock
) -> None:
    author, moderator, case = await _asked(session)
    await clock.forward("10 days")
    await clarifications.ask(session, moderator.id, case.id, "Where?")
    await clock.forward("5 days")
    await clarifications.answer(session, author, case.id, "By the stop.")
    await cases.expire(session)
    status = select(Case.status).where(Case.id == case.id)
    assert await session.scalar(status) == "review"
