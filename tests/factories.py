"""Rows for tests, made with keyword defaults; each returns what it made."""

import secrets
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db
from bot.address import Address
from bot.crypto import Cell
from bot.models import (
    Ballot,
    Case,
    Community,
    Document,
    GroupCommunity,
    Person,
    Staff,
    Submission,
    WorkingGroup,
)
from bot.models.notice import Recipient
from bot.models.staff import Role
from bot.models.submission import SUBMISSION_IDS
from bot.services.digest import digests
from bot.services.letters import recipients, sealed
from bot.services.team import people
from bot.services.voting import ballots

Row = TypeVar("Row")
TEXT = "Поставити лавки біля амбулаторії, бо людям ніде чекати."


async def make_person(
    session: AsyncSession, *, account: bytes | None = None, language: str = "uk"
) -> Person:
    return await _add(
        session,
        Person(
            account=account or secrets.token_bytes(32),
            language=language,
            consent_version=people.CONSENT_VERSION,
        ),
    )


async def make_community(
    session: AsyncSession, *, code: str | None = None, **columns: Any
) -> Community:
    values = {
        "name_uk": "Станіславська",
        "name_en": "Stanislavska",
        "type": "сільська",
        "raion_uk": "Херсонський",
        "raion_en": "Khersonskyi",
        "oblast_uk": "Херсонська",
        "oblast_en": "Khersonska",
        "centre_uk": "Станіслав",
        "centre_en": "Stanislav",
        "codifier_only": False,
    }
    code = code or f"UA{secrets.randbelow(10**17):017}"
    return await _add(session, Community(code=code, **values | columns))


async def make_group(
    session: AsyncSession, *communities: Community, **columns: Any
) -> WorkingGroup:
    names = {"name_uk": "Робоча група", "name_en": "Working Group"}
    group = await _add(session, WorkingGroup(**names | columns))
    for community in communities:
        await _add(
            session, GroupCommunity(group_id=group.id, community_code=community.code)
        )
    return group


async def make_bound_group(
    session: AsyncSession, address: Address, *communities: Community, **columns: Any
) -> WorkingGroup:
    group = await make_group(session, *communities, chat_state="bound", **columns)
    group.chat = recipients.seal(session, address, Recipient.GROUP, group.id)
    group.chat_key = address.key(db.vault(session))
    await session.flush()  # queries look for the key
    return group


async def make_staff(
    session: AsyncSession,
    person: Person,
    group: WorkingGroup | None,
    *,
    role: Role = Role.MODERATOR,
    address: Address | None = None,
) -> Staff:
    staff = Staff(
        person_id=person.id, group_id=None if group is None else group.id, role=role
    )
    if address is not None:
        staff.address = recipients.seal(session, address, Recipient.STAFF, person.id)
    return await _add(session, staff)


async def make_submission(
    session: AsyncSession,
    *,
    community: Community,
    person: Person | None = None,
    text: str = TEXT,
    place: str | None = None,
    address: Address | None = None,
    **columns: Any,
) -> Submission:
    number = (await session.execute(SUBMISSION_IDS.next_value().select())).scalar_one()
    draft = sealed.seal_json(
        session, {"text": text, "place": place}, Cell("submission", "draft", number)
    )
    values = {"kind": "proposal", "language": "uk", "topic": "P01", "draft": draft}
    submission = Submission(
        id=number,
        person_id=None if person is None else person.id,
        community_code=community.code,
        **values | columns,
    )
    if address is not None:
        submission.address = recipients.seal(session, address, Recipient.AUTHOR, number)
    return await _add(session, submission)


async def make_case(
    session: AsyncSession,
    *,
    group: WorkingGroup | None = None,
    submission: Submission | None = None,
    person: Person | None = None,
    **columns: Any,
) -> Case:
    if submission is None:
        community = await make_community(session)
        submission = await make_submission(session, community=community, person=person)
    group = group or await make_group(session)
    return await _add(
        session, Case(submission_id=submission.id, group_id=group.id, **columns)
    )


async def make_published(
    session: AsyncSession,
    community: Community,
    group: WorkingGroup,
    *,
    person: Person | None = None,
    **columns: Any,
) -> Submission:
    """A proposal that was passed on and shown to its community."""
    submission = await make_submission(
        session, community=community, person=person, draft=None
    )
    shown: dict[str, Any] = {
        "community_code": community.code,
        "text": TEXT,
        "status": "passed",
        "published_at": await db.now(session),
    }
    await make_case(session, group=group, submission=submission, **shown | columns)
    return submission


async def make_document(session: AsyncSession, **columns: Any) -> Document:
    if "group_id" not in columns:
        columns["group_id"] = (await make_group(session)).id
    values: dict[str, Any] = {"kind": "D2", "title": "Безпечна громада", "number": "7"}
    values |= {"adopted_on": date(2026, 11, 20)} | columns
    return await _add(session, Document(**values))


async def make_ballot(session: AsyncSession, community: Community) -> Ballot:
    closes_at = await db.now(session) + timedelta(days=14)
    ballot = await _add(
        session, Ballot(community_code=community.code, closes_at=closes_at)
    )
    key = secrets.token_bytes(32)
    ballot.key = db.vault(session).seal(key, ballots.key_cell(ballot.id))
    await session.flush()
    return ballot


async def _add(session: AsyncSession, row: Row) -> Row:
    session.add(row)
    await session.flush()  # the database gives the id
    if inspect(row, raiseerr=True).expired_attributes:
        await session.refresh(row)
    return row


async def make_due(session: AsyncSession, group_id: int) -> int | None:
    return (await digests.make_all_due(session, [group_id])).get(group_id)
