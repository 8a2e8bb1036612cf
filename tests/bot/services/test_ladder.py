"""The ladder: every status has its entry, every way a right, and dates are kept."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.models import Notice
from bot.models.case import FINAL, Status
from bot.services.steps import case_news, ladder, steps, support_news, ways
from bot.services.steps.ladder import LADDER
from bot.services.steps.ways import Due, Way
from bot.services.team import access
from tests.factories import make_case, make_document, make_person

MOMENT = datetime(2026, 11, 20, 10, tzinfo=UTC)  # a Friday
KYIV = "Europe/Kyiv"


def test_every_status_has_its_entry() -> None:
    assert {each.to for each in LADDER} == set(Status)


def test_only_its_author_leads_on_from_a_final_answer() -> None:
    ways = [each for each in LADDER if set(each.since) & set(FINAL)]
    assert [(each.since, each.by) for each in ways] == [((Status.DONE,), "reopening")]


def test_every_way_but_the_first_begins_somewhere() -> None:
    assert [each.to for each in LADDER if not each.since] == [Status.RECEIVED]


def test_each_way_is_there_once() -> None:
    ways = [(each.to, each.by) for each in LADDER]
    assert len(ways) == len(set(ways))


def test_every_way_of_the_team_has_a_right() -> None:
    rights = {each.by for each in LADDER} - {"author", "reopening", "itself"}
    assert rights <= set(access.RIGHTS)


def test_what_closes_a_case_promises_no_date() -> None:
    assert [each for each in LADDER if each.to in FINAL and each.due] == []


def test_a_case_that_is_open_can_be_led_on() -> None:
    assert all(list(ladder.onward(status)) for status in ladder.OPEN)


@pytest.mark.parametrize(
    ("due", "asked", "by"),
    [
        (Due(2, working=True), None, date(2026, 11, 24)),
        (Due(30), None, date(2026, 12, 20)),
        (Due(5, working=True, asked=True), date(2026, 12, 4), date(2026, 12, 11)),
        (Due(asked=True), date(2027, 3, 1), date(2027, 3, 1)),
    ],
)
def test_a_date_is_counted_in_the_groups_days(
    due: Due, asked: date | None, by: date
) -> None:
    promised = ways.dates(due, MOMENT, KYIV, asked)
    assert promised.due_at is not None
    assert promised.news_due_at is not None
    assert promised.due_at.date() == promised.news_due_at.date() == by
    assert promised.news_due_at.hour == 17


@pytest.mark.parametrize("way", [each for each in LADDER if each.since])
async def test_a_case_goes_a_way_from_its_beginnings_only(
    session: AsyncSession, way: Way
) -> None:
    case, document = await make_case(session), await make_document(session)
    for status in Status:
        case.status, case.document_id = status, document.id
        await session.flush()
        if status in way.since:
            await steps.move(session, case, way)
            assert case.status == way.to
        else:
            with pytest.raises(UserError):
                await steps.move(session, case, way)


async def test_who_was_told_by_another_replica_meanwhile_hears_nothing(
    session: AsyncSession,
) -> None:
    person = await make_person(session)
    await case_news._tell(session, person.id)
    await support_news._tell(session, 1)
    assert await session.scalar(select(func.count()).select_from(Notice)) == 0
