"""Merging, and separating again as if nothing had been."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import now
from bot.errors import UserError
from bot.models import (
    Case,
    CaseNews,
    Community,
    Merger,
    Notice,
    Person,
    Submission,
    WorkingGroup,
)
from bot.models.case import FINAL, Status
from bot.models.notice import Recipient
from bot.models.staff import Role
from bot.services.cases import cases, leading, mergers, supports
from bot.services.endings import group_end, retention
from bot.services.letters import recipients
from bot.services.moderating import clarifications, moderation
from bot.services.sending import proposals
from bot.services.steps import case_log
from bot.services.voting import votes
from bot.services.voting.votes import Choice, Voter
from tests.bot.services.rows import draft_of, fresh, kinds
from tests.conftest import Clock
from tests.factories import (
    make_ballot,
    make_case,
    make_community,
    make_group,
    make_person,
    make_published,
    make_staff,
    make_submission,
)

# What was done and told is written down; all else is as it was.
TABLES = ("submission", '"case"', "support", "vote", "tally", "likeness", "merger")
CHATS = [Address(201), Address(202), Address(203)]


@pytest.fixture
async def other(session: AsyncSession, group: WorkingGroup) -> Case:
    community = await make_community(session)
    submission = await make_submission(session, community=community)
    return await make_case(session, group=group, submission=submission)


async def everything(session: AsyncSession) -> dict[str, list[str]]:
    await session.flush()
    return {
        table: list(
            await session.scalars(
                text(f"select t::text from {table} t order by 1")  # noqa: S608
            )
        )
        for table in TABLES
    }


async def merge(
    session: AsyncSession, moderator: Person, case: Case, other: Case
) -> None:
    number = str(other.submission_id)
    await moderation.refuse(session, moderator.id, case.id, "M07", id=number)


async def test_a_merger_of_unread_texts_undone_leaves_the_database_as_it_was(
    session: AsyncSession, moderator: Person, case: Case, other: Case
) -> None:
    case.due_at = case.news_due_at = await now(session) + timedelta(days=1)
    before = await everything(session)
    await merge(session, moderator, case, other)
    assert await everything(session) != before
    assert await draft_of(session, case) is not None
    await mergers.separate(session, moderator.id, case.id)
    assert await everything(session) == before
    assert await kinds(session) == ["case.refused", "case.separated", "queue.answered"]


@pytest.fixture
async def secretary(session: AsyncSession, group: WorkingGroup) -> Person:
    person = await make_person(session)
    await make_staff(session, person, group, role=Role.SECRETARY)
    return person


@pytest.fixture
async def community(session: AsyncSession) -> Community:
    return await make_community(session)


async def shown(
    session: AsyncSession, community: Community, group: WorkingGroup, chat: int
) -> Case:
    submission = await make_published(
        session,
        community,
        group,
        person=await make_person(session),
    )
    address = Address(chat)
    await session.execute(
        text("update submission set address = :address where id = :id"),
        {"address": _sealed(session, address, submission.id), "id": submission.id},
    )
    found = select(Case).where(Case.submission_id == submission.id)
    return (await session.scalars(found)).one()


def _sealed(session: AsyncSession, address: Address, number: int) -> bytes:
    return recipients.seal(session, address, Recipient.AUTHOR, number)


async def test_a_merger_of_shown_proposals_undone_leaves_everything_as_it_was(
    session: AsyncSession, secretary: Person, group: WorkingGroup, community: Community
) -> None:
    one, two = [await shown(session, community, group, chat) for chat in (301, 302)]
    ballot, moment = await make_ballot(session, community), await now(session)
    agreed = [(one, 0), (one, 1), (two, 1), (two, 2)]
    for case, who in agreed:
        voter = Voter(ballot, bytes([who]) * 16, moment)
        await votes.cast(session, voter, case.submission_id, Choice.AGREE)
        await supports.follow(
            session, CHATS[who], case.submission_id, Choice.AGREE, language="uk"
        )
    before = await everything(session)
    facts = {"id": str(two.submission_id)}
    await leading.take(session, secretary.id, one.id, to="merged", facts=facts)
    facts = {"body": "ДСНС"}
    await leading.take(session, secretary.id, two.id, to="referred", facts=facts)
    heard = await session.scalars(select(CaseNews.submission_id).order_by(CaseNews.id))
    # the merger, then the step of the other one: to the authors of both
    assert sorted(heard.all()[1:]) == sorted([one.submission_id, two.submission_id])
    await session.execute(
        update(Case)
        .where(Case.id == two.id)
        .values(status="passed", due_at=None, news_due_at=None)
    )
    await mergers.separate(session, secretary.id, one.id)
    assert await everything(session) == before
    told = await session.scalars(select(CaseNews.submission_id))
    assert told.all() == [two.submission_id]  # nothing was told before evening
    assert await kinds(session) == []


async def test_the_author_of_a_merged_text_hears_that_the_other_was_passed(
    session: AsyncSession, moderator: Person, case: Case, other: Case
) -> None:
    await merge(session, moderator, case, other)
    await moderation.pass_on(session, moderator.id, other.id)
    passed = select(Notice.recipient_id).where(Notice.kind == "case.passed")
    heard = set(await session.scalars(passed))
    assert heard == {case.submission_id, other.submission_id}


async def test_what_was_merged_comes_back_when_the_other_one_is_refused(
    session: AsyncSession, moderator: Person, case: Case, other: Case
) -> None:
    await merge(session, moderator, case, other)
    await moderation.refuse(session, moderator.id, other.id, "M10")
    with pytest.raises(UserError):
        await group_end.check(session, case.group_id)
    await mergers.release(session)
    assert (await fresh(session, case)).status == Status.RECEIVED


@pytest.mark.parametrize("status", [*FINAL, Status.MERGED])
async def test_nothing_is_merged_into_what_is_over(
    session: AsyncSession,
    moderator: Person,
    case: Case,
    other: Case,
    *,
    status: Status,
) -> None:
    other.status = status
    await session.flush()
    with pytest.raises(UserError) as refused:
        await merge(session, moderator, case, other)
    assert "still considered" in refused.value.text.msgid


async def test_after_two_weeks_a_merger_stands_and_the_text_is_gone(
    session: AsyncSession, moderator: Person, case: Case, *, other: Case, clock: Clock
) -> None:
    await merge(session, moderator, case, other)
    await retention.erase_drafts(session)
    assert await draft_of(session, case) is not None
    await moderation.pass_on(session, moderator.id, other.id)
    await clock.forward("15 days")
    assert await mergers.forget(session) == 1
    await retention.erase_drafts(session)
    assert await draft_of(session, case) is None
    with pytest.raises(UserError):
        await mergers.separate(session, moderator.id, case.id)


async def test_a_merger_is_not_forgotten_while_the_other_one_waits(
    session: AsyncSession, moderator: Person, case: Case, *, other: Case, clock: Clock
) -> None:
    await clock.set_to_morning()
    await merge(session, moderator, case, other)
    await clarifications.ask(session, moderator.id, other.id, "Where?")
    await clock.forward("15 days")
    assert await mergers.forget(session) == 0
    await cases.expire(session)
    await mergers.release(session)
    assert (await fresh(session, case)).status == Status.RECEIVED
    assert await draft_of(session, case) is not None
    assert "case.separated" in await kinds(session)


async def test_what_is_separated_late_has_its_time_anew(
    session: AsyncSession, moderator: Person, case: Case, *, other: Case, clock: Clock
) -> None:
    case.due_at = await now(session)
    await case_log.append(session, case, Status.RECEIVED)
    await merge(session, moderator, case, other)
    await clock.forward("13 days")
    await mergers.separate(session, moderator.id, case.id)
    await clock.forward("1 day 1 minute")
    await cases.expire(session)
    await fresh(session, case)
    assert case.status == Status.RECEIVED
    assert case.due_at > await now(session)


async def test_a_text_that_was_merged_unread_can_be_withdrawn(
    session: AsyncSession, moderator: Person, case: Case, other: Case
) -> None:
    await merge(session, moderator, case, other)
    author, number = await _author(session, case), case.submission_id
    assert (await proposals.get_mine(session, author, number)).can_be_withdrawn
    await proposals.withdraw(session, author, number)
    assert (await fresh(session, case)).status == Status.WITHDRAWN
    assert await draft_of(session, case) is None
    with pytest.raises(UserError):
        await mergers.separate(session, moderator.id, case.id)


async def test_a_text_that_is_deleted_at_once_is_no_longer_merged_elsewhere(
    session: AsyncSession, moderator: Person, case: Case, other: Case
) -> None:
    group = await make_group(session)
    await make_staff(session, moderator, group)
    submission = await session.get_one(Submission, case.submission_id)
    sibling = await make_case(session, group=group, submission=submission)
    await merge(session, moderator, case, other)
    await moderation.purge(session, moderator.id, sibling.id)
    assert (await fresh(session, case)).status == Status.CLOSED_SAFETY
    assert await draft_of(session, case) is None
    with pytest.raises(UserError):
        await mergers.separate(session, moderator.id, case.id)


async def test_a_merger_that_comes_too_late_leaves_nothing_behind(
    session: AsyncSession, moderator: Person, case: Case, other: Case
) -> None:
    await moderation.pass_on(session, moderator.id, case.id)
    with pytest.raises(UserError):
        await merge(session, moderator, case, other)
    assert (await session.scalars(select(Merger))).all() == []


async def test_a_text_that_was_separated_is_erased_when_it_is_withdrawn(
    session: AsyncSession, moderator: Person, case: Case, other: Case
) -> None:
    await merge(session, moderator, case, other)
    await mergers.separate(session, moderator.id, case.id)
    author = await _author(session, case)
    await proposals.withdraw(session, author, case.submission_id)
    assert await draft_of(session, case) is None


async def _author(session: AsyncSession, case: Case) -> Person:
    submission = await session.get_one(Submission, case.submission_id)
    return await session.get_one(Person, submission.person_id)
