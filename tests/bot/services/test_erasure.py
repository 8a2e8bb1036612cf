"""Gone means gone: after `/delete` no table and no queue knows the person."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Base, now, vault
from bot.forgotten import Erased, Forgotten
from bot.models import (
    Case,
    CaseEvent,
    Conversation,
    Counter,
    Inbox,
    Outbox,
    Person,
    Remembered,
    Staff,
    Submission,
)
from bot.models.case import Status
from bot.models.outbox import MessageClass
from bot.services.endings import erasure
from bot.services.letters import post
from bot.services.steps import case_log
from bot.services.team import people
from tests.factories import (
    TEXT,
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
    make_submission,
)

CHAT = Address(101)


@pytest.fixture
async def person(session: AsyncSession) -> Person:
    return await make_person(session)


async def erase(session: AsyncSession, person: Person) -> None:
    await session.flush()
    await erasure.erase(session, person, CHAT, vault(session).accounts(CHAT.chat_id))
    session.expire_all()


async def count(session: AsyncSession, table: type[Base]) -> int:
    return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_person_form_communities_and_roles_go(
    session: AsyncSession, person: Person
) -> None:
    community = await make_community(session)
    await people.keep_community(session, person, community.code)
    await make_staff(session, person, await make_group(session), address=CHAT)
    session.add(Conversation(person_id=person.id, turn=1, form="proposal"))
    await erase(session, person)
    for table in (Person, Conversation, Staff):
        assert await count(session, table) == 0


async def test_unread_text_is_withdrawn_and_erased(
    session: AsyncSession, person: Person
) -> None:
    case = await make_case(session, person=person)
    await erase(session, person)
    await session.refresh(case)
    submission = await session.get_one(Submission, case.submission_id)
    assert case.status == Status.WITHDRAWN
    assert (submission.draft, submission.person_id) == (None, None)


async def test_passed_text_stays_without_its_author(
    session: AsyncSession, person: Person
) -> None:
    submission = await make_submission(
        session,
        community=await make_community(session),
        person=person,
        address=CHAT,
        whereabouts="idp",
    )
    case = await make_case(session, submission=submission, status="passed", text=TEXT)
    await erase(session, person)
    await session.refresh(submission)
    await session.refresh(case)
    assert (case.status, case.text, case.news_due_at) == ("passed", TEXT, None)
    left = (submission.person_id, submission.address, submission.whereabouts)
    assert left == (None, None, None)


async def test_questions_to_the_person_are_erased(
    session: AsyncSession, person: Person
) -> None:
    case = await make_case(session, person=person, status="needs_info")
    note = {"question": "Де саме?"}
    await case_log.append(session, case, Status.NEEDS_INFO, note=note)
    await erase(session, person)
    notes = await session.scalars(select(CaseEvent.note))
    assert set(notes) == {None}


async def test_queues_of_the_chat_are_emptied(
    session: AsyncSession, person: Person
) -> None:
    for chat in (CHAT, Address(202)):
        await post.owe(session, chat, {"text": "…"}, message_class=MessageClass.ANSWER)
    session.add(
        Remembered(chat_key=CHAT.key(vault(session)), message_id=1, purpose="question")
    )
    await erase(session, person)
    left = (await session.scalars(select(Outbox.chat_key))).all()
    assert left == [Address(202).key(vault(session))]
    assert await count(session, Remembered) == 0


async def test_updates_set_aside_are_emptied_and_waiting_ones_stay(
    session: AsyncSession, person: Person
) -> None:
    lane, account = CHAT.key(vault(session)), vault(session).accounts(CHAT.chat_id)[0]
    session.add_all(
        Inbox(bot_id=1, update_id=n, lane=at, account=by, state=state, payload=b"s")
        for n, at, by, state in [
            (1, lane, None, "dead"),
            (2, lane, account, "new"),
            (3, lane + 1, None, "dead"),
            (4, lane + 1, account, "dead"),
        ]
    )
    await erase(session, person)
    rows = await session.execute(
        select(Inbox.update_id, Inbox.payload.is_(None)).order_by(Inbox.update_id)
    )
    assert [tuple(row) for row in rows] == [
        (1, True),
        (2, False),
        (3, False),
        (4, True),
    ]


async def test_others_lose_nothing(session: AsyncSession, person: Person) -> None:
    await make_case(session, person=await make_person(session))
    await erase(session, person)
    assert await count(session, Person) == 1
    statuses = await session.scalars(select(Case.status))
    assert statuses.all() == [Status.RECEIVED]


async def test_a_restored_backup_forgets_again(
    session: AsyncSession, person: Person, tmp_path: Path
) -> None:
    keys, moment = vault(session), await now(session)
    person.account = keys.accounts(CHAT.chat_id)[0]
    await make_case(session, person=person)
    await post.owe(session, CHAT, {"text": "…"}, message_class=MessageClass.NOTICE)
    await session.flush()
    forgotten = Forgotten(tmp_path)
    forgotten.erased(moment, keys.accounts(CHAT.chat_id), CHAT.keys(keys))
    entries = [each for each in forgotten.read() if isinstance(each, Erased)]
    assert await erasure.erase_again(session, entries) == 1
    assert await erasure.erase_again(session, entries) == 0
    assert (await count(session, Person), await count(session, Outbox)) == (0, 0)


async def test_who_came_back_is_not_forgotten_again(
    session: AsyncSession, person: Person
) -> None:
    before = person.consent_at - timedelta(seconds=1)
    entry = Erased(before, person.account, 1)
    assert await erasure.erase_again(session, [entry]) == 0
    assert await count(session, Person) == 1


async def test_a_deletion_that_could_not_be_written_down_is_counted(
    session: AsyncSession, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    await erasure.remember(session, Forgotten(tmp_path / "file"), CHAT, [b"a"])
    counted = await session.scalar(select(Counter.n))
    assert counted == 1
