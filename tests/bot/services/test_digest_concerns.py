"""What a digest tells of concerns: of urgent ones no text, and never a place."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, WorkingGroup
from bot.services import categories, digest_facts, digest_text
from bot.services.digest_text import Page
from tests.factories import make_case, make_community, make_submission

URGENT = "Укриття буває зачинене, коли оголошують тривогу."
ORDINARY = "Увечері на стежці до зупинки темно."
PLACE = "Біля ліцею"


async def passed(
    session: AsyncSession, group: WorkingGroup, topic: str, text: str
) -> Case:
    submission = await make_submission(
        session,
        community=await make_community(session),
        kind="concern",
        topic=topic,
        whom=["older"],
    )
    return await make_case(
        session,
        group=group,
        submission=submission,
        urgency=categories.every()[topic].urgency,
        status="passed",
        text=text,
        place=PLACE,
        passed_at=group.created_at,
    )


@pytest.fixture
async def urgent(session: AsyncSession, group: WorkingGroup) -> list[Case]:
    return [await passed(session, group, "C03", URGENT) for _ in range(2)]


@pytest.fixture
async def page(session: AsyncSession, group: WorkingGroup, urgent: list[Case]) -> Page:
    assert urgent
    await passed(session, group, "C11", ORDINARY)
    facts = await digest_facts.gather(session, group, group.created_at)
    return digest_text.write(group, facts)


async def test_urgent_ones_are_told_by_number_and_category(
    page: Page, urgent: list[Case]
) -> None:
    first, second = (f"№\u00a0{case.submission_id}" for case in urgent)
    assert (
        "<b>Терміново: 2</b>\n"
        f"{first} · Доступ до укриття\n{second} · Доступ до укриття\n\n"
    ) in page.text
    assert URGENT[:20] not in page.text


async def test_other_ones_come_without_place_and_persons(page: Page) -> None:
    assert "Вуличне освітлення" in page.text
    assert ORDINARY in page.text
    assert PLACE not in page.text
    assert "Старшим людям" not in page.text


async def test_concerns_are_no_proposals(page: Page) -> None:
    assert "Надійшло пропозицій: 0" in page.text
    assert "Що турбує людей: 3" in page.text


async def test_urgent_ones_are_told_once(page: Page) -> None:
    assert len(page.shown) == 3


async def test_what_no_moderator_passed_is_in_no_digest(
    session: AsyncSession, group: WorkingGroup
) -> None:
    case = await passed(session, group, "C03", URGENT)
    case.passed_at, case.status = None, "received"
    await session.flush()
    facts = await digest_facts.gather(session, group, group.created_at)
    assert "Доступ до укриття" not in digest_text.write(group, facts).text
