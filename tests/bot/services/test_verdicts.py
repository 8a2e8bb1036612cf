"""Decisions that wait a minute leave only if the text is as it was seen."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import Sessions
from bot.jobs.moderation import carry_out_verdicts
from bot.models import Case, Person, Submission
from bot.models.case import Status
from bot.services.cases import urgent
from bot.services.moderating import details, queue, recusals, verdicts
from bot.services.moderating.verdicts import Order
from bot.services.texts.categories import URGENT
from tests.bot.services.rows import draft_of, fresh, kinds
from tests.conftest import Clock
from tests.factories import make_case

MINUTE = timedelta(seconds=60)
REFERRED = {"body": "ДСНС", "by": "2027-01-15"}


@pytest.mark.parametrize(
    "order",
    [Order(), Order("M02"), Order(facts=REFERRED)],
    ids=["pass", "refuse", "refer"],
)
async def test_a_decision_on_a_text_that_grew_drops_and_the_team_hears(
    session: AsyncSession,
    moderator: Person,
    case: Case,
    *,
    submission: Submission,
    order: Order,
    clock: Clock,
) -> None:
    case.urgency, case.called = URGENT, urgent.MODERATORS
    await session.flush()
    card = await queue.get_card(session, moderator.id, case.id)
    seen = Order(order.reason, order.facts, card.draft.revision)
    await verdicts.give(session, moderator.id, case.id, seen, after=MINUTE)
    author = await session.get_one(Person, submission.person_id)
    await details.add(session, author, submission.id, "By the stop.")
    await clock.forward("60 seconds")
    for each in await verdicts.due(session):
        await verdicts.carry_out(session, each)
    await fresh(session, case)
    assert (case.status, case.seen_at, case.called) == (Status.RECEIVED, None, 0)
    assert await draft_of(session, case) is not None
    assert "queue.returned" in await kinds(session)


async def test_a_text_is_passed_to_a_service_after_a_minute(
    session: AsyncSession, moderator: Person, case: Case, clock: Clock
) -> None:
    order = Order(facts=REFERRED)
    await verdicts.give(session, moderator.id, case.id, order, after=MINUTE)
    assert (await fresh(session, case)).status == Status.RECEIVED
    await clock.forward("60 seconds")
    for each in await verdicts.due(session):
        await verdicts.carry_out(session, each)
    assert (await fresh(session, case)).status == Status.REFERRED


async def test_a_decision_that_fails_lets_others_come_first(
    sessions: Sessions,
    session: AsyncSession,
    *,
    moderator: Person,
    case: Case,
    clock: Clock,
) -> None:
    await verdicts.give(session, moderator.id, case.id, Order(), after=MINUTE)
    await session.execute(update(Submission).values(draft=b"no seal"))
    await session.commit()
    await clock.forward("60 seconds")
    await carry_out_verdicts(sessions)
    assert await verdicts.due(session) == []
    await clock.forward("60 seconds")
    assert len(await verdicts.due(session)) == 1


@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "elsewhere"])
async def test_a_decision_of_who_left_the_text_meanwhile_drops(
    session: AsyncSession,
    moderator: Person,
    case: Case,
    submission: Submission,
    *,
    clock: Clock,
    elsewhere: bool,
) -> None:
    await verdicts.give(session, moderator.id, case.id, Order(), after=MINUTE)
    left = await make_case(session, submission=submission) if elsewhere else case
    await recusals.note(session, moderator.id, left.id)
    await clock.forward("60 seconds")
    for each in await verdicts.due(session):
        await verdicts.carry_out(session, each)
    assert (await fresh(session, case)).status == Status.RECEIVED
    assert await verdicts.due(session) == []
