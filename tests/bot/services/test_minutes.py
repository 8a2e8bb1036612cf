"""Minutes: what a meeting decided, as far as it is kept; the sheet of the next one."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from bot.i18n import LANGUAGES, translator
from bot.models import Case, Meeting, WorkingGroup
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.cases import decisions
from bot.services.meetings import minutes, minutes_text
from bot.services.meetings.minutes import Minutes
from bot.services.steps import case_log
from tests.conftest import Clock
from tests.factories import TEXT, make_case, make_group, make_person, make_staff

HELD = date(2026, 12, 14)


@pytest.fixture
async def group(session: AsyncSession, clock: Clock) -> WorkingGroup:
    await clock.set("2026-12-15 12:00+02")
    group = await make_group(session)
    session.add(Meeting(group_id=group.id, day=HELD))
    return group


async def heard(session: AsyncSession, group: WorkingGroup, **columns: Any) -> Case:
    return await make_case(
        session, group=group, text=TEXT, passed_at=func.app_now(), **columns
    )


async def secretary_of(session: AsyncSession, group: WorkingGroup) -> int:
    person = await make_person(session)
    await make_staff(session, person, group, role=Role.SECRETARY)
    return person.id


async def test_of_a_decision_they_tell_what_is_left(
    session: AsyncSession, group: WorkingGroup
) -> None:
    case = await heard(session, group, status="supported", decided_at=func.app_now())
    await case_log.append(session, case, Status.AGENDA, reason=case_log.NO_NEWS)
    await case_log.append(session, case, Status.SUPPORTED)  # its words were erased
    actor = await secretary_of(session, group)
    found = await minutes.of(session, actor, group.id)
    written = [translator("en").html(e.content) for e in minutes_text.write(found)]
    assert "DECIDED: Supported" in "\n".join(written)


async def test_the_sheet_of_the_next_meeting_leaves_the_last_one_out(
    session: AsyncSession, group: WorkingGroup
) -> None:
    told = await heard(session, group, status="supported", decided_at=func.app_now())
    await case_log.append(session, told, Status.SUPPORTED, note={"next_step": "x"})
    planned = await heard(session, group, status="agenda")
    group.meets_on = date(2027, 1, 18)
    await session.flush()
    actor = await secretary_of(session, group)
    sheet = await minutes.to_fill_in(session, actor, group.id)
    assert [(each.item.case_id, each.status) for each in sheet.heard] == [
        (planned.id, None)
    ]
    last = await minutes.of(session, actor, group.id)
    assert (last.day, told.id in {e.item.case_id for e in last.heard}) == (HELD, True)


async def test_a_mistaken_second_decision_leaves_the_first_one_in_them(
    session: AsyncSession, group: WorkingGroup
) -> None:
    case = await heard(session, group, status="passed")
    actor = await secretary_of(session, group)
    facts = {"reason": "G01", "date": "2027-01-18", "next_step": "x"}
    await decisions.decide(session, actor, case.id, to="deferred", facts=facts)
    [kept] = await decisions.waiting(session, actor, group.id)
    await decisions.announce(session, actor, group.id, up_to=kept.id)
    await decisions.decide(session, actor, case.id, to="supported", facts=facts)
    await decisions.take_back(session, actor, case.id)
    found = await minutes.of(session, actor, group.id)
    assert [each.status for each in found.heard] == [Status.DEFERRED]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_they_name_what_is_known_of_a_case(
    session: AsyncSession, group: WorkingGroup, language: str
) -> None:
    case = await heard(session, group, status="supported", decided_at=func.app_now())
    steps = {
        Status.SUPPORTED: {"next_step": "x"},
        Status.REFERRED: {"body": "ДСНС", "by": "2027-01-15"},
        Status.IN_DOC: {"title": "Безпека 2027", "adopted": "2026-12-15"},
    }
    for status, note in steps.items():
        await case_log.append(session, case, status, note=note)
    told = {"answer": "Кошти є", "who": "chair"}
    await case_log.append(
        session, case, Status.IN_DOC, reason=case_log.ANSWERED, note=told
    )
    actor = await secretary_of(session, group)
    found = await minutes.of(session, actor, group.id)
    written = read(found, language)
    for each in ("ДСНС", "Безпека 2027", "Кошти є", "15", "2027"):
        assert each in written
    assert "____" not in written


@pytest.mark.parametrize("language", LANGUAGES)
async def test_they_hear_each_topic_once_and_name_rows_of_numbers_by_their_ends(
    session: AsyncSession, group: WorkingGroup, language: str
) -> None:
    cases = [
        await heard(session, group, status="agenda", due_at=func.app_now())
        for _ in range(3)
    ]
    actor = await secretary_of(session, group)
    written = read(await minutes.of(session, actor, group.id), language)
    numbers = [each.submission_id for each in cases]
    assert f"{numbers[0]}–{numbers[-1]}" in written
    assert written.count({"uk": "СЛУХАЛИ", "en": "HEARD"}[language]) == 1


def read(found: Minutes, language: str) -> str:
    words = translator(language)
    return "\n".join(words.plain(e.content) for e in minutes_text.write(found))
