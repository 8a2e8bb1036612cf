"""Digests: once for each date, at the local time, with what was not shown before."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot import db
from bot.address import Address
from bot.crypto import Vault
from bot.errors import UserError
from bot.i18n import translator
from bot.models import (
    Case,
    CaseEvent,
    Decision,
    Digest,
    DigestCase,
    Outbox,
    Person,
    WorkingGroup,
)
from bot.models.group import ChatState
from bot.models.outbox import MessageClass
from bot.models.staff import Role
from bot.outbox import claim
from bot.services.cases import cases
from bot.services.digest import budget, digest_again, digest_messages, digests
from bot.services.figures import overview
from bot.services.letters import post, sealed
from bot.services.moderating import moderation
from bot.services.places import groups
from tests.conftest import Clock
from tests.factories import (
    make_bound_group,
    make_case,
    make_community,
    make_document,
    make_due,
    make_group,
    make_person,
    make_staff,
    make_submission,
)
from tests.handlers.cast import both

CHAT = Address(-100_500, 42)
DUE = datetime(2026, 11, 23, 7, tzinfo=UTC)  # a Monday, 09:00 in Kyiv
SCHEDULE = {
    "digest_weekday": 0,
    "digest_time": time(9),
    "next_digest_at": DUE,
    "created_at": DUE - timedelta(days=14),
}


@pytest.fixture
async def group(session: AsyncSession) -> WorkingGroup:
    return await make_bound_group(session, CHAT, **SCHEDULE)


@pytest.fixture
async def secretary(session: AsyncSession, group: WorkingGroup) -> Person:
    person = await make_person(session)
    await make_staff(session, person, group, role=Role.SECRETARY)
    return person


async def passed(session: AsyncSession, group: WorkingGroup, **columns: Any) -> Case:
    values: dict[str, Any] = {
        "status": "passed",
        "text": "Поставити лавки.",
        "passed_at": DUE,
    }
    return await make_case(session, group=group, **values | columns)


async def owed(session: AsyncSession) -> list[str]:
    """Open the texts of all messages owed."""
    rows = await session.scalars(select(Outbox).order_by(Outbox.id))
    cells = [(row.payload or b"", post.payload_cell(row.id)) for row in rows]
    return [sealed.open_json(session, *cell)["text"] for cell in cells]


async def states(session: AsyncSession) -> list[tuple[date, str, bool]]:
    found = await session.execute(
        select(Digest.local_date, Digest.state, Digest.late).order_by(Digest.id)
    )
    return [(day, state, late) for day, state, late in found]


async def test_a_digest_is_due_at_its_moment(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 08:59:59+02")
    assert await digests.due(session) == []
    await clock.set("2026-11-23 09:00+02")
    assert await digests.due(session) == [group.id]


async def test_a_digest_goes_to_the_topic_of_its_group(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    digest_id = await make_due(session, group.id)
    row = (await session.scalars(select(Outbox))).one()
    assert (row.key, row.message_class) == (
        f"digest:{digest_id}",
        MessageClass.BROADCAST,
    )
    assert row.destination is not None
    cell = post.destination_cell(row.id)
    assert sealed.open_address(session, row.destination, cell) == CHAT


@both
async def test_the_print_version_counts_what_its_digest_counted(
    session: AsyncSession, secretary: Person, clock: Clock, language: str
) -> None:
    [group] = await session.scalars(select(WorkingGroup))
    group.language = language
    await clock.set("2026-11-20 10:00+02")
    await passed(session, group, passed_at=DUE - timedelta(days=2))
    await clock.set("2026-11-23 10:00+02")
    digest_id = await make_due(session, group.id)
    [told] = await owed(session)
    await clock.set("2026-11-23 10:05+02")
    await passed(session, group, passed_at=DUE + timedelta(hours=1, minutes=4))
    _group, sheet = await digest_again.printed(
        session, secretary.id, group.id, digest_id
    )
    printed = str(sheet.dump(translator(language)))
    period, late = "9–23", "09:00"
    [counts] = [line for line in told.split("\n") if " 1 · " in line]
    assert all(each in told and each in printed for each in (period, late, counts))


async def test_an_old_button_prints_the_digest_of_this_moment(
    session: AsyncSession, group: WorkingGroup, secretary: Person, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    await make_due(session, group.id)
    _group, sheet = await digest_again.printed(session, secretary.id, group.id)
    assert "9–23" not in str(sheet.dump(translator("uk")))


async def test_a_digest_is_made_once(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    assert await make_due(session, group.id) is not None
    assert await make_due(session, group.id) is None
    assert group.next_digest_at == DUE + timedelta(days=7)


async def test_the_same_date_has_one_digest_whatever_the_schedule(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    await make_due(session, group.id)
    group.digest_time, group.next_digest_at = time(18), DUE + timedelta(hours=9)
    await clock.set("2026-11-23 18:00+02")
    assert await make_due(session, group.id) is None
    assert len(await owed(session)) == 1
    assert group.next_digest_at == DUE + timedelta(days=7, hours=9)


async def test_a_late_digest_is_sent_and_marked(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 20:59+02")
    assert await make_due(session, group.id) is not None
    assert await states(session) == [(DUE.date(), "queued", True)]


async def test_a_digest_of_yesterday_is_skipped_and_recorded(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 21:01+02")
    assert await make_due(session, group.id) is None
    assert await states(session) == [(DUE.date(), "skipped", True)]
    assert await owed(session) == []


async def test_a_digest_that_could_not_leave_in_time_is_skipped_and_told_next(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 19:00+02")
    await passed(session, group, text="Пандус біля пошти.", passed_at=DUE)
    await make_due(session, group.id)
    await clock.set("2026-11-23 20:59+02")
    assert len(await claim.due(session, 1)) == 1
    await clock.set("2026-11-23 21:00+02")
    assert await claim.due(session, 1) == []
    assert await states(session) == [(DUE.date(), "skipped", True)]
    await session.execute(delete(Outbox))
    await clock.set("2026-11-30 09:00+02")
    await make_due(session, group.id)
    [told] = await owed(session)
    assert "Пандус біля пошти." in told
    assert "9–30 листопада" in told


async def test_half_a_digest_that_left_in_time_is_not_skipped(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    for _case in range(12):
        await passed(session, group, text="Пандус біля пошти. " * 70)
    await clock.set("2026-11-23 09:00+02")
    await make_due(session, group.id)
    first, _second = await session.scalars(select(Outbox).order_by(Outbox.id))
    await session.delete(first)
    await session.flush()
    await clock.set("2026-11-23 21:00+02")
    assert await claim.due(session, 1) == []
    assert await states(session) == [(DUE.date(), "queued", False)]


async def test_an_asked_digest_may_leave_for_twelve_hours(
    session: AsyncSession, group: WorkingGroup, secretary: Person, clock: Clock
) -> None:
    await clock.set("2026-11-23 10:00+02")
    await digests.ask(session, secretary.id, group.id, 1)
    row = (await session.scalars(select(Outbox))).one()
    assert row.expires_at == DUE + timedelta(hours=13)


async def test_a_digest_due_before_a_pause_is_skipped_and_recorded(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 10:00+02")
    group.digest_paused_until = date(2027, 1, 11)
    assert await make_due(session, group.id) is None
    assert await states(session) == [(DUE.date(), "skipped", True)]
    assert group.next_digest_at == datetime(2027, 1, 11, 7, tzinfo=UTC)


async def test_each_missed_date_is_recorded(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-12-07 09:00:30+02")
    while await digests.due(session):
        await make_due(session, group.id)
    assert [(day.day, state) for day, state, _ in await states(session)] == [
        (23, "skipped"),
        (30, "skipped"),
        (7, "queued"),
    ]


async def test_a_chat_out_of_reach_gets_no_digest(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    group.chat_state = ChatState.UNREACHABLE
    await passed(session, group)
    assert await make_due(session, group.id) is None
    assert await states(session) == [(DUE.date(), "skipped", False)]
    assert await session.scalar(select(func.count(DigestCase.case_id))) == 0


async def test_a_case_is_shown_until_somebody_acts_on_it(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    case = await passed(session, group, text="Пандус\nбіля пошти.")
    await clock.set("2026-11-23 09:00+02")
    await make_due(session, group.id)
    await clock.set("2026-11-30 09:00+02")
    await make_due(session, group.id)
    case.status, case.due_at = "agenda", DUE + timedelta(days=30)
    await clock.set("2026-12-07 09:00+02")
    await make_due(session, group.id)
    first, second, third = await owed(session)
    assert "Пандус\nбіля пошти." in first
    assert "Пандус біля пошти." in second
    assert "Пандус\nбіля пошти." not in second
    assert "Пандус" not in third
    assert f"У порядку денному: №\u00a0{case.submission_id}" in third


@pytest.mark.parametrize("status", ["agenda", "deferred"])
async def test_what_was_not_decided_on_its_day_waits_again(
    session: AsyncSession, group: WorkingGroup, clock: Clock, status: str
) -> None:
    await passed(session, group, status=status, due_at=DUE - timedelta(days=1))
    await clock.set("2026-11-23 09:00+02")
    await make_due(session, group.id)
    assert "Потрібне рішення групи: 1" in (await owed(session))[0]


async def test_what_was_decided_waits_for_its_announcement(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    case = await passed(session, group)
    session.add(Decision(case_id=case.id, status="supported"))
    await clock.set("2026-11-23 09:00+02")
    await make_due(session, group.id)
    [text] = await owed(session)
    assert "Потрібне рішення" not in text
    assert "Вирішили, але ще не оголосили: 1" in text


async def test_ideas_that_were_merged_are_counted_with_the_one(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    case = await passed(session, group)
    for _n in range(2):
        await passed(session, group, status="merged", merged_into=case.submission_id)
    await clock.set("2026-11-23 09:00+02")
    await make_due(session, group.id)
    assert "→ поліція, рада · 3 ідеї" in (await owed(session))[0]


async def test_documents_of_the_period_are_named(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    document = await make_document(session, group_id=group.id)
    case = await passed(session, group, status="in_doc", document_id=document.id)
    session.add(CaseEvent(case_id=case.id, status="in_doc", at=DUE))
    await clock.set("2026-11-23 09:00+02")
    await make_due(session, group.id)
    await clock.set("2026-11-30 09:00+02")
    await make_due(session, group.id)
    first, second = await owed(session)
    assert "Увійшло до документів</b>\n• Безпечна громада — 1" in first
    assert "Безпечна громада" not in second


async def test_the_second_digest_that_tells_nothing_is_not_sent(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    for day in ("2026-11-23", "2026-11-30", "2026-12-07"):
        await clock.set(f"{day} 09:00+02")
        await make_due(session, group.id)
    await passed(session, group)
    await clock.set("2026-12-14 09:00+02")
    await make_due(session, group.id)
    assert [state for _day, state, _late in await states(session)] == [
        "queued",
        "empty",
        "empty",
        "queued",
    ]
    empty, full = await owed(session)
    assert empty == (
        "Робоча група · 9–23 листопада. За цей час нових пропозицій не було."
    )
    assert "За 23 листопада – 14 грудня" in full


async def test_a_digest_that_was_given_up_has_shown_nothing(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    await passed(session, group, text="Пандус біля пошти.")
    await make_due(session, group.id)
    (await session.scalars(select(Outbox))).one().state = "cancelled"
    await clock.set("2026-11-30 09:00+02")
    await make_due(session, group.id)
    assert "Пандус біля пошти." in (await owed(session))[1]


@pytest.mark.parametrize("place", [0, 1])
async def test_the_next_digest_tells_of_the_time_of_one_given_up(
    session: AsyncSession, group: WorkingGroup, clock: Clock, *, place: int
) -> None:
    await _case(session, group, "P06", created_at=DUE - timedelta(days=1))
    await clock.set("2026-11-23 09:00+02")
    digest_id = await make_due(session, group.id)
    row = (await session.scalars(select(Outbox))).one()
    row.key, row.state = digest_messages.key(digest_id or 0, place), "dead"
    await session.flush()
    found = await overview.of(session, [group.id])
    assert found[group.id].last_digest is None
    await clock.set("2026-11-30 09:00+02")
    await make_due(session, group.id)
    assert "Надійшло 1 ·" in (await owed(session))[1]


async def test_a_reopened_text_is_shown_in_full_again(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    case = await passed(session, group)
    await clock.set("2026-11-23 09:00+02")
    await make_due(session, group.id)
    case.text, case.passed_at = "Лавки\nзламані.", DUE + timedelta(days=1)
    for day in ("2026-11-30", "2026-12-07"):
        await clock.set(f"{day} 09:00+02")
        await make_due(session, group.id)
    _first, second, third = await owed(session)
    assert "Лавки\nзламані." in second
    assert "Лавки\nзламані." not in third


@pytest.mark.parametrize(
    "columns",
    [
        {"status": "received", "passed_at": None, "text": None},
        {"status": "edited", "passed_at": None},
        {"status": "withdrawn"},
        {"status": "closed_safety"},
        {"status": "merged"},
    ],
)
async def test_only_what_moderators_passed_is_shown(
    session: AsyncSession, group: WorkingGroup, clock: Clock, columns: dict[str, Any]
) -> None:
    await clock.set("2026-11-23 09:00+02")
    await passed(session, group, **columns)
    await make_due(session, group.id)
    assert "лавки" not in (await owed(session))[0]


async def test_other_groups_cases_are_not_shown(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    await passed(session, await make_group(session))
    await make_due(session, group.id)
    [text] = await owed(session)
    assert "нових пропозицій не було" in text
    assert "лавки" not in text


async def test_a_digest_counts_its_period(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    inside, before = DUE - timedelta(days=1), DUE - timedelta(days=40)
    await _case(session, group, "P06", created_at=inside)
    await _case(session, group, "P06", created_at=inside, answered_at=inside)
    await _case(session, group, "P02", created_at=inside)
    await _case(session, group, "P02", created_at=inside)
    await _case(session, group, "P01", created_at=before)
    await make_due(session, group.id)
    [text] = await owed(session)
    assert "Надійшло 4 · Відповіли на 1" in text
    assert "Чекають понад 30 днів: 1" in text
    assert "Укриття й оповіщення — 2; Дороги, автобус, ліхтарі — 2" in text


@pytest.mark.parametrize("reason", ["M06", "M07", "M11"])
async def test_whoever_was_told_why_not_is_counted_as_answered(
    session: AsyncSession, secretary: Person, clock: Clock, *, reason: str
) -> None:
    chat = await make_bound_group(session, Address(-100_501))  # new at this moment
    await make_staff(session, secretary, chat)
    first, case = [await _case(session, chat, "P06") for _ in range(2)]
    facts = {"contact": "15-80", "id": str(first.submission_id)}
    await moderation.refuse(session, secretary.id, case.id, reason, **facts)
    await digests.ask(session, secretary.id, chat.id, 1)
    await clock.forward("1 minute")
    await digests.ask(session, secretary.id, chat.id, 2)
    one, other = (await owed(session))[-2:]
    assert "Надійшло 2 · Відповіли на 1" in one
    assert "Надійшло 0 · Відповіли на 0" in other


async def test_what_nobody_read_is_not_counted_as_answered(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-20 09:00+02")
    case = await _case(session, group, "P06", created_at=DUE - timedelta(days=20))
    assert await cases.expire(session) == 1
    await session.refresh(case)
    assert case.answered_at is not None
    await clock.set("2026-11-23 09:00+02")
    await make_due(session, group.id)
    text = (await owed(session))[-1]
    assert "Відповіли на 1" not in text


@pytest.mark.parametrize(
    "status",
    ["declined", "redirected", "closed_safety", "merged", "withdrawn", "expired"],
)
async def test_what_the_group_will_never_read_is_no_frequent_topic(
    session: AsyncSession, group: WorkingGroup, clock: Clock, status: str
) -> None:
    await clock.set("2026-11-23 09:00+02")
    inside = DUE - timedelta(days=1)
    for topic, state in (("P06", status), ("P06", status), ("P02", "received")):
        await _case(session, group, topic, created_at=inside, status=state)
    await make_due(session, group.id)
    [text] = await owed(session)
    assert "Найчастіше" not in text


async def test_the_group_reads_whom_it_helps_and_where(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    community = await make_community(session)
    submission = await make_submission(
        session, community=community, whom=["older", "idp"]
    )
    await passed(session, group, submission=submission, place="Садове")
    await make_due(session, group.id)
    [text] = await owed(session)
    assert "Старшим людям, Переселенцям (ВПО)\nМісце: Садове" in text


async def test_the_next_period_begins_where_the_last_one_ended(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    week = timedelta(days=7)
    for sent_at in (DUE - week, DUE, DUE + week):
        await _case(session, group, "P06", created_at=sent_at - timedelta(days=1))
        group.next_digest_at = sent_at
        await clock.set(sent_at.isoformat())
        await make_due(session, group.id)
    for told in await owed(session):
        assert "Надійшло 1 ·" in told


async def test_a_digest_can_be_asked_for(
    session: AsyncSession, group: WorkingGroup, secretary: Person
) -> None:
    assert await digests.ask(session, secretary.id, group.id, 1) is not None
    assert len(await owed(session)) == 1


async def test_asking_twice_in_a_moment_asks_once(
    session: AsyncSession, group: WorkingGroup, secretary: Person, clock: Clock
) -> None:
    await digests.ask(session, secretary.id, group.id, 1)
    assert await digests.ask(session, secretary.id, group.id, 2) is None
    await clock.forward("1 minute")
    assert await digests.ask(session, secretary.id, group.id, 1) is None
    assert await digests.ask(session, secretary.id, group.id, 2) is not None
    assert len(await owed(session)) == 2


async def test_nobody_asks_for_an_eighth_digest_in_a_week(
    session: AsyncSession, group: WorkingGroup, secretary: Person, clock: Clock
) -> None:
    await clock.set("2026-11-20 09:00+02")
    for n in range(budget.MOST - 1):
        await digests.ask(session, secretary.id, group.id, n)
        await clock.forward("1 minute")
    with pytest.raises(UserError, match="planned digests included"):
        await digests.ask(session, secretary.id, group.id, 99)
    await passed(session, group)
    await clock.set("2026-11-23 09:01+02")
    assert await make_due(session, group.id) is not None


async def test_a_digest_without_room_is_left_out_and_told_by_the_next(
    session: AsyncSession, group: WorkingGroup, secretary: Person, clock: Clock
) -> None:
    await clock.set("2026-11-22 09:00+02")
    group.digest_time = group.next_digest_at = None
    await session.flush()
    for n in range(budget.MOST):
        await digests.ask(session, secretary.id, group.id, n)
        await clock.forward("1 minute")
    await passed(session, group, text="Полагодити міст.")
    group.digest_time, group.next_digest_at = time(9), DUE
    await clock.set("2026-11-23 09:00+02")
    assert await make_due(session, group.id) is None
    assert (await budget.look(session, group.id)).left_out == date(2026, 11, 23)
    await clock.set("2026-11-30 09:00+02")
    await make_due(session, group.id)
    assert "Полагодити міст" in (await owed(session))[-1]
    assert (await budget.look(session, group.id)).left_out is None


@pytest.mark.parametrize(("at", "silent"), [("20:59", False), ("21:00", True)])
async def test_at_night_a_digest_makes_no_sound(
    session: AsyncSession, group: WorkingGroup, clock: Clock, at: str, *, silent: bool
) -> None:
    await clock.set(f"2026-11-23 {at}+02")
    await make_due(session, group.id)
    [row] = await session.scalars(select(Outbox))
    assert row.payload is not None
    payload = sealed.open_json(session, row.payload, post.payload_cell(row.id))
    assert payload["disable_notification"] is silent


async def test_members_cannot_ask(session: AsyncSession, group: WorkingGroup) -> None:
    member = await make_person(session)
    await make_staff(session, member, group, role=Role.MEMBER)
    with pytest.raises(UserError):
        await digests.ask(session, member.id, group.id, 1)


async def test_a_group_without_a_chat_cannot_be_digested(session: AsyncSession) -> None:
    person, group = await make_person(session), await make_group(session)
    await make_staff(session, person, group)
    with pytest.raises(UserError, match="neither a chat"):
        await digests.ask(session, person.id, group.id, 1)


async def test_a_group_without_a_schedule_is_left_alone(session: AsyncSession) -> None:
    group = await make_bound_group(session, CHAT)
    assert await digests.due(session) == []
    assert await make_due(session, group.id) is None


async def test_a_schedule_without_a_time_ends(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    group.digest_time = None
    await make_due(session, group.id)
    assert group.next_digest_at is None


@pytest.fixture
async def committed(engine: AsyncEngine, vault: Vault) -> AsyncIterator[db.Sessions]:
    """Sessions that commit, as two replicas do; swept up afterwards."""
    sessions = db.make_sessions(engine, vault)
    yield sessions
    async with sessions.begin() as session:
        # What teams did is never deleted, but emptied with everything.
        await session.execute(text("truncate outbox, person, working_group cascade"))


async def test_a_second_replica_leaves_a_claimed_digest_alone(
    committed: db.Sessions,
) -> None:
    async with committed.begin() as session:
        due = SCHEDULE | {"next_digest_at": await db.now(session)}
        group = await make_bound_group(session, CHAT, **due)
    async with committed.begin() as first, committed.begin() as second:
        assert await make_due(first, group.id) is not None
        assert await make_due(second, group.id) is None
    async with committed.begin() as session:
        assert len(await owed(session)) == 1


async def _case(
    session: AsyncSession, group: WorkingGroup, topic: str, **columns: Any
) -> Case:
    submission = await make_submission(
        session, community=await make_community(session), topic=topic
    )
    return await make_case(session, group=group, submission=submission, **columns)


async def test_a_digest_asked_for_as_its_group_moves_goes_with_it(
    committed: db.Sessions,
) -> None:
    new = Address(-1_000_000_000_600)
    async with committed.begin() as session:
        group = await make_bound_group(session, CHAT)
        secretary = await make_person(session)
        await make_staff(session, secretary, group, role=Role.SECRETARY)
    async with asyncio.TaskGroup() as both, committed.begin() as session:
        await groups.move_chat(session, CHAT.chat_id, new.chat_id)
        await session.flush()
        both.create_task(ask(committed, secretary.id, group.id))
        await asyncio.sleep(0.2)  # in which it would be made
    async with committed() as session:
        row = (await session.scalars(select(Outbox))).one()
        assert row.chat_key == new.key(db.vault(session))


async def ask(
    sessions: db.Sessions, person_id: int, group_id: int, by: int = 1
) -> int | None:
    async with sessions.begin() as session:
        return await digests.ask(session, person_id, group_id, by)


async def test_of_two_who_ask_in_the_same_moment_one_gets_a_digest(
    committed: db.Sessions,
) -> None:
    async with committed.begin() as session:
        group = await make_bound_group(session, CHAT)
        secretary = await make_person(session)
        await make_staff(session, secretary, group, role=Role.SECRETARY)
    async with asyncio.TaskGroup() as both, committed.begin() as session:
        assert await digests.ask(session, secretary.id, group.id, 1) is not None
        other = both.create_task(ask(committed, secretary.id, group.id, 2))
        await asyncio.sleep(0.2)  # in which it comes to wait for the group
    assert other.result() is None


async def test_of_several_made_at_once_each_tells_of_its_own(
    session: AsyncSession, group: WorkingGroup, clock: Clock
) -> None:
    await clock.set("2026-11-23 09:00+02")
    other = await make_bound_group(session, Address(-100_501), **SCHEDULE)
    await passed(session, group, text="Поставити лавки.")
    await passed(session, other, text="Засипати яму.")
    await passed(session, other, text="Полагодити гойдалку.")
    made = await digests.make_all_due(session, [group.id, other.id])
    one, two = await owed(session)
    assert list(made) == [group.id, other.id]
    assert ("лавки" in one, "яму" in one) == (True, False)
    assert ("лавки" in two, "яму" in two) == (False, True)
    assert ("Надійшло 1" in one, "Надійшло 2" in two) == (True, True)
