"""Texts that nobody reads: who is told on which day, and once."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Notice, Person, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.cases import cases, unread
from bot.services.moderating import clarifications
from bot.services.steps import case_log
from tests.conftest import Clock
from tests.factories import make_case, make_group, make_person, make_staff


async def told(session: AsyncSession) -> list[tuple[str, int]]:
    found = await session.execute(
        select(Notice.kind, Notice.recipient_id)
        .where(Notice.kind.startswith("unread."))
        .order_by(Notice.id)
    )
    return [(kind, person_id) for kind, person_id in found]


async def waiting(session: AsyncSession, group: WorkingGroup) -> Case:
    case = await make_case(session, group=group)
    await case_log.append(session, case, Status.RECEIVED)
    return case


async def test_days_2_7_and_12_go_up_the_team(
    session: AsyncSession, clock: Clock
) -> None:
    group = await make_group(session)
    staff = []
    for role in (Role.MODERATOR, Role.SECRETARY, Role.COORDINATOR):
        staff.append(await make_person(session))
        of = None if role is Role.COORDINATOR else group
        await make_staff(session, staff[-1], of, role=role)
    moderator, secretary, coordinator = (each.id for each in staff)
    await waiting(session, group)
    for days in (1, 1, 3, 2, 3, 2):  # 1, 2, 5, 7, 10, 12
        await clock.forward(f"{days} days")
        await unread.remind(session)
        await unread.remind(session)
    assert await told(session) == [
        ("unread.2", moderator),
        ("unread.7", moderator),
        ("unread.7", secretary),
        ("unread.12", moderator),
        ("unread.12", secretary),
        ("unread.12", coordinator),
    ]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.COORDINATOR])
async def test_without_a_secretary_the_next_one_is_told(
    session: AsyncSession, clock: Clock, moderator: Person, role: Role
) -> None:
    case = (await session.scalars(select(WorkingGroup))).one()
    other = await make_person(session)
    of = None if role is Role.COORDINATOR else case
    await make_staff(session, other, of, role=role)
    await waiting(session, case)
    await clock.forward("7 days")
    await unread.remind(session)
    assert await told(session) == [("unread.7", moderator.id), ("unread.7", other.id)]


async def test_one_notice_tells_of_all_that_wait(
    session: AsyncSession, clock: Clock, group: WorkingGroup, moderator: Person
) -> None:
    for _ in range(3):
        await waiting(session, group)
    await clock.forward("2 days")
    assert await unread.remind(session) == 3
    notice = (await session.scalars(select(Notice))).one()
    news = await unread.news(session, notice)
    assert news is not None
    assert (news.n, news.can_read, notice.recipient_id) == (3, True, moderator.id)


async def test_what_has_been_read_meanwhile_is_no_news(
    session: AsyncSession, clock: Clock, group: WorkingGroup, moderator: Person
) -> None:
    assert moderator
    case = await waiting(session, group)
    await clock.forward("2 days")
    await unread.remind(session)
    case.status = Status.DECLINED
    await session.flush()
    notice = (await session.scalars(select(Notice))).one()
    assert await unread.news(session, notice) is None


async def test_an_answer_begins_the_term_anew(
    session: AsyncSession, clock: Clock, case: Case, moderator: Person
) -> None:
    await case_log.append(session, case, Status.RECEIVED)
    await clock.forward("13 days")
    await clarifications.ask(session, moderator.id, case.id, "Де саме?")
    await clock.forward("13 days")
    assert await cases.expire(session) == 0
    author = (
        await session.scalars(select(Person).where(Person.id != moderator.id))
    ).one()
    await clarifications.answer(session, author, case.id, "Біля школи.")
    await clock.forward("13 days")
    assert await cases.expire(session) == 0
    await unread.remind(session)
    assert [kind for kind, _ in await told(session)] == ["unread.12"]
    await clock.forward("1 day")
    assert await cases.expire(session) == 1


async def test_a_question_of_one_group_keeps_the_text_for_the_other(
    session: AsyncSession, clock: Clock, case: Case, moderator: Person
) -> None:
    submission = await session.get_one(Submission, case.submission_id)
    other = await make_case(session, submission=submission)
    await clock.forward("13 days")
    await clarifications.ask(session, moderator.id, case.id, "Де саме?")
    await clock.forward("13 days")
    assert await cases.expire(session) == 0
    await session.refresh(other)
    assert other.status == Status.RECEIVED
