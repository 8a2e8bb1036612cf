"""What a digest tells of concerns: of urgent ones no text, and never a place."""

import re

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, WorkingGroup
from bot.services.digest import digest_facts, digest_text
from bot.services.digest.digest_facts import Span
from bot.services.digest.digest_text import Page
from bot.services.texts import categories
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


async def written(session: AsyncSession, group: WorkingGroup) -> Page:
    period = Span(group.created_at, group.created_at, is_first=True)
    facts = await digest_facts.gather(session, group.id, period)
    return digest_text.write(group, facts)


@pytest.fixture
async def urgent(session: AsyncSession, group: WorkingGroup) -> list[Case]:
    return [await passed(session, group, "C03", URGENT) for _ in range(2)]


@pytest.fixture
async def page(session: AsyncSession, group: WorkingGroup, urgent: list[Case]) -> Page:
    assert urgent
    await passed(session, group, "C11", ORDINARY)
    return await written(session, group)


async def test_urgent_ones_are_told_by_category_and_number(
    page: Page, urgent: list[Case]
) -> None:
    numbers = {str(case.submission_id) for case in urgent}
    [text] = page.messages
    assert "<b>Терміново: 2</b>\nДоступ до укриття — 2\n" in text
    told = re.search("Доступ до укриття: №\u00a0(.*)\n", text)
    assert told is not None
    assert set(told[1].split(", ")) == numbers
    assert URGENT[:20] not in text


async def test_other_ones_come_without_place_and_persons(page: Page) -> None:
    [text] = page.messages
    assert "Вуличне освітлення" in text
    assert ORDINARY in text
    assert PLACE not in text
    assert "Старшим людям" not in text


async def test_concerns_are_counted_among_all(page: Page) -> None:
    assert (
        "Надійшло 3 · Відповіли на 0\nІз них про те, що турбує: 3" in page.messages[0]
    )


async def test_urgent_ones_are_told_once(page: Page) -> None:
    assert len(page.shown) == 3


async def test_what_no_moderator_passed_is_in_no_digest(
    session: AsyncSession, group: WorkingGroup
) -> None:
    case = await passed(session, group, "C03", URGENT)
    case.passed_at, case.status = None, "received"
    await session.flush()
    [text] = (await written(session, group)).messages
    assert "Доступ до укриття" not in text
