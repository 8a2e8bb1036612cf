"""Whom a new text wakes: moderators with nothing to do, the others once a day."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Notice, Person, Staff, WorkingGroup
from bot.models.notice import Recipient
from bot.services.moderating import moderation
from bot.services.team import queue_news
from tests.conftest import Clock
from tests.factories import make_case, make_group, make_person, make_staff


async def comes(session: AsyncSession, group: WorkingGroup) -> Case:
    """Lay one more text before a group."""
    case = await make_case(session, group=group)
    number = case.submission_id
    await queue_news.tell(session, queue_news.SENT, number, number)
    return case


async def told(session: AsyncSession, person: Person) -> int:
    is_theirs = Notice.recipient == Recipient.STAFF, Notice.recipient_id == person.id
    found = select(Notice.id).where(*is_theirs)
    return len((await session.scalars(found)).all())


async def test_while_something_waits_the_next_is_not_told(
    session: AsyncSession, clock: Clock, moderator: Person, group: WorkingGroup
) -> None:
    await comes(session, group)
    await clock.forward("23 hours")
    await comes(session, group)
    assert await told(session, moderator) == 1


async def test_after_a_silent_day_the_next_is_told_though_something_waits(
    session: AsyncSession, clock: Clock, moderator: Person, group: WorkingGroup
) -> None:
    await comes(session, group)
    for _ in range(2):
        await clock.forward("25 hours")
        await comes(session, group)
        await comes(session, group)
    assert await told(session, moderator) == 3


async def test_an_empty_queue_that_fills_is_told_at_once(
    session: AsyncSession, moderator: Person, group: WorkingGroup
) -> None:
    first = await comes(session, group)
    await moderation.pass_on(session, moderator.id, first.id)
    await comes(session, group)
    assert await told(session, moderator) == 2


async def test_who_was_invited_while_texts_wait_hears_of_the_next(
    session: AsyncSession, moderator: Person, group: WorkingGroup
) -> None:
    await comes(session, group)
    newcomer = await make_person(session)
    await make_staff(session, newcomer, group)
    await comes(session, group)
    assert (await told(session, moderator), await told(session, newcomer)) == (1, 1)


async def test_other_news_do_not_silence_the_queue(
    session: AsyncSession, moderator: Person, group: WorkingGroup, case: Case
) -> None:
    session.add(
        Notice(kind="gone", subject=1, recipient="staff", recipient_id=moderator.id)
    )
    await comes(session, group)
    assert await told(session, moderator) == 2
    assert case.group_id == group.id


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_only_moderators_of_the_group_are_told(
    session: AsyncSession, group: WorkingGroup, *, elsewhere: bool
) -> None:
    person = await make_person(session)
    place = await make_group(session) if elsewhere else group
    row: Staff = await make_staff(session, person, place)
    row.role = row.role if elsewhere else "secretary"
    await session.flush()
    await comes(session, group)
    assert await told(session, person) == 0
