"""What the screen of a locked phone shows of news on what worried somebody."""

from dataclasses import asdict

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.i18n import translator
from bot.models import Case, CaseEvent, CaseNews, Notice
from bot.models.case import Status
from bot.models.notice import Recipient
from bot.services.letters import sealed
from bot.services.moderating import reminders
from bot.services.steps import case_log, drafts, ladder, outcomes, support_news
from bot.services.steps.drafts import Draft
from handlers import FEATURES
from tests.factories import (
    make_case,
    make_community,
    make_group,
    make_person,
    make_submission,
)

RENDERERS = {
    kind: render
    for feature in FEATURES
    for kind, render in feature.notices.items()
    if kind.startswith("case.")
    and kind != support_news.KIND  # nobody can support a concern
}
STEPS = {
    "case.passed": (Status.PASSED, None, {}),
    "case.refused": (Status.CLOSED_SAFETY, "M01", {}),
    "case.expired": (Status.EXPIRED, None, {}),
    "case.day30": (Status.PASSED, None, {}),
    ladder.DAILY: (Status.REFERRED, None, {"to": "Військова частина"}),
    outcomes.KIND: (Status.DONE, None, {"result": "Військова частина"}),
    "case.split": (Status.RECEIVED, "split", {}),
    "case.separated": (Status.PASSED, "separated", {}),
    "case.edited": (Status.EDITED, None, {}),
    "case.needs_info": (Status.NEEDS_INFO, None, {"question": "Чи болить синець?"}),
    reminders.KIND: (Status.NEEDS_INFO, None, {"question": "Чи болить синець?"}),
}
# A preview shows a line or two; spoilers are hidden in it.
TELLING = ("Насильство", "Станіслав", "синець", "військов", "military", "proposal")


async def concern(session: AsyncSession, status: Status, reason: str | None) -> Case:
    community = await make_community(session)
    submission = await make_submission(
        session,
        community=community,
        kind="concern",
        topic="C06",
        person=await make_person(session),
        address=Address(1),
    )
    group = await make_group(session, community, name_uk="РГ Станіслава")
    return await make_case(
        session,
        group=group,
        submission=submission,
        status=status,
        reason=reason,
        due_at=func.app_now(),
    )


async def told_in_the_evening(session: AsyncSession, event: int) -> int:
    """Let a step be told with the others of its day; returns what the notice names."""
    of_event = select(Case.submission_id).join(CaseEvent).where(CaseEvent.id == event)
    number = await session.scalar(of_event)
    news = CaseNews(event_id=event, submission_id=number, due_at=func.app_now())
    session.add(news)
    await session.flush()
    news.told_with = news.id
    await session.flush()
    return news.id


def test_every_notice_to_authors_is_looked_at() -> None:
    assert set(RENDERERS) <= set(STEPS)


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("language", ["uk", "en"])
async def test_previews_of_concerns_are_neutral(
    session: AsyncSession, kind: str, language: str
) -> None:
    status, reason, note = STEPS[kind]
    case = await concern(session, status, reason)
    event = await case_log.append(session, case, status, reason=reason, note=note)
    if status == Status.EDITED:
        offered, cell = Draft("Чи болить синець?"), drafts.edited_cell(case.id)
        case.edited = sealed.seal_json(session, asdict(offered), cell)
        await session.flush()
    if kind == ladder.DAILY:
        event = await told_in_the_evening(session, event)
    if kind == outcomes.KIND:
        await outcomes.promise(session, case, event, reason)
    notice = Notice(
        kind=kind,
        subject=event,
        recipient=Recipient.AUTHOR,
        recipient_id=case.submission_id,
    )
    saying = await RENDERERS[kind](session, notice)
    assert saying is not None
    shown = translator(language).html(saying.content).split("<tg-spoiler>")[0]
    assert str(case.submission_id) in shown.splitlines()[0]
    assert not [word for word in TELLING if word in shown]
