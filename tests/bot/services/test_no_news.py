"""That there is no news of a case is no new step of it, in no digest."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import CaseEvent, WorkingGroup
from bot.models.case import Status
from bot.services.days.periods import Period
from bot.services.digest import digest_facts
from bot.services.figures import network_facts
from bot.services.letters import notes
from bot.services.news import public_facts
from bot.services.steps import case_log
from tests.factories import make_case, make_community, make_document, make_submission

STEP = datetime(2026, 10, 1, 7, tzinfo=UTC)
NEWS = datetime(2026, 12, 31, 7, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
async def documented(session: AsyncSession, group: WorkingGroup) -> WorkingGroup:
    """A group with a proposal in a document since October; no news in December."""
    document = await make_document(session, group_id=group.id)
    submission = await make_submission(
        session, community=await make_community(session), topic="P06"
    )
    case = await make_case(
        session,
        group=group,
        submission=submission,
        status=Status.IN_DOC,
        text="Лавки біля пошти.",
        document_id=document.id,
        passed_at=STEP,
        published_at=STEP,
        created_at=STEP,
    )
    step = CaseEvent(case_id=case.id, status=Status.IN_DOC, at=STEP)
    session.add(step)
    await session.flush()  # what is told is sealed to its id
    await notes.write(session, CaseEvent, step.id, {"title": "Програма"})
    session.add(
        CaseEvent(
            case_id=case.id, status=Status.IN_DOC, reason=case_log.NO_NEWS, at=NEWS
        )
    )
    await session.flush()
    return group


async def test_a_digest_names_no_document_again(
    session: AsyncSession, documented: WorkingGroup
) -> None:
    for moment, named in ((STEP, 1), (NEWS, 0)):
        period = digest_facts.Span(moment - WEEK, moment + WEEK)
        facts = await digest_facts.gather(session, documented.id, period)
        assert len(facts.documents) == named


async def test_a_public_digest_tells_the_step_itself_and_once(
    session: AsyncSession, documented: WorkingGroup
) -> None:
    told = await public_facts.gather(session, documented.id, STEP - WEEK)
    assert [each.facts for each in told.lines[Status.IN_DOC]] == [{"title": "Програма"}]
    again = await public_facts.gather(session, documented.id, NEWS - WEEK)
    assert again.lines[Status.IN_DOC] == []


@pytest.mark.usefixtures("documented")
async def test_the_network_counts_it_in_its_month(session: AsyncSession) -> None:
    for month, hidden in ((10, None), (12, 0)):
        period = Period(date(2026, month, 1), date(2026, month, 31))
        network = await network_facts.gather(session, period)
        assert network.totals["in_doc"] == hidden
