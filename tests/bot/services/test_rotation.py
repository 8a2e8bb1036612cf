"""After a rotation of the key everything that an old one wrote is still found."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from sqlalchemy import LargeBinary, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.address import Address
from bot.crypto import Cell, Vault
from bot.db import Base, now, vault
from bot.intake.store import payload_cell
from bot.models import (
    Case,
    Conversation,
    Decision,
    Digest,
    Inbox,
    KeyFingerprint,
    Person,
    Unasked,
    Verdict,
)
from bot.models.case import Status
from bot.models.notice import Recipient
from bot.models.outbox import MessageClass
from bot.models.staff import Role
from bot.services.cases import supports
from bot.services.letters import mails, notes, notices, post, sealed, unasked
from bot.services.letters.mails import Owed
from bot.services.mail import addresses
from bot.services.moderating import filters, rewriting
from bot.services.moderating.case_search import Query
from bot.services.news import channels, public_digests, subscriptions
from bot.services.places import groups
from bot.services.steps import case_log, drafts
from bot.services.steps.drafts import Draft
from bot.services.team import invitations
from bot.services.upkeep import rotation
from bot.services.voting import votes
from tests import databases
from tests.conftest import SECRET
from tests.factories import (
    make_ballot,
    make_bound_group,
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
    make_submission,
)

CHAT = Address(-1001234567890, 7)


@pytest.fixture
async def rotated(connection: AsyncConnection) -> AsyncIterator[AsyncSession]:
    """A session of a program that was given a new key beside the old one."""
    async with databases.joined(connection, Vault(b"n" * 32, [SECRET]))() as session:
        yield session


async def test_a_group_is_found_by_its_chat(
    session: AsyncSession, rotated: AsyncSession
) -> None:
    made = await make_bound_group(session, CHAT)
    await session.commit()
    found = await groups.by_chat(rotated, CHAT.chat_id)
    assert found is not None
    assert found.id == made.id


async def test_a_group_that_was_found_is_hashed_anew(
    session: AsyncSession, rotated: AsyncSession
) -> None:
    await make_bound_group(session, CHAT)
    await session.commit()
    found = await groups.by_chat(rotated, CHAT.chat_id)
    assert found is not None
    assert found.chat_key == CHAT.key(vault(rotated))


async def test_the_address_of_a_group_still_opens(
    session: AsyncSession, rotated: AsyncSession
) -> None:
    await make_bound_group(session, CHAT)
    await session.commit()
    found = await groups.by_chat(rotated, CHAT.chat_id)
    assert found is not None
    assert groups.address_of(rotated, found) == CHAT


async def test_a_link_still_works(session: AsyncSession, rotated: AsyncSession) -> None:
    group = await make_group(session)
    token = await invitations.issue(session, group_id=group.id, role=Role.MODERATOR)
    await session.commit()
    assert await invitations.use(rotated, token)


HASHES = {
    ("person", "account"),
    ("inbox", "account"),
    ("invitation", "token"),
    ("receipt", "token"),
    ("vote", "mark"),
    ("vote_event", "mark"),
    ("newcomer_vote", "mark"),
}
PUBLISHED = {("likeness", "sense"), ("likeness", "vector")}


def test_every_column_of_bytes_is_sealed_anew_a_hash_or_published() -> None:
    columns = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    renewed = {(each.table, each.column) for each in rotation.SEALED}
    assert columns == renewed | HASHES | PUBLISHED


async def write_everywhere(session: AsyncSession) -> None:
    """Write a value into every sealed column, as the bot does."""
    person, group = await make_person(session), await make_bound_group(session, CHAT)
    await make_staff(session, person, group, address=CHAT)
    community = await make_community(session)
    await make_ballot(session, community)
    submission = await make_submission(session, community=community, address=CHAT)
    agrees = votes.Choice.AGREE
    await supports.follow(session, CHAT, submission.id, agrees, language="uk")
    await subscriptions.follow(session, CHAT, group.id, language="uk")
    await make_staff(session, person, group, role=Role.CHAIR)
    await make_staff(session, person, group, role=Role.SECRETARY)
    await channels.welcome(session, person.id, CHAT)
    await public_digests.draft(session, person.id, group.id)
    case = await make_case(session, submission=submission, group=group)
    note = {"question": "Де саме?"}
    await case_log.append(session, case, Status.NEEDS_INFO, note=note)
    await rewriting.keep(session, case, Draft("…"))
    await filters.look(session, person.id, Query("…"))
    await filters.keep(session, person.id, filters.mark(Query("…")))
    case.text, photos = "…", Draft("…", photos=["…"])
    case.photos = drafts.seal_photos(session, photos, case.id)
    await _decide(session, case)
    await _refuse(session, case, person)
    await post.owe(session, CHAT, {"text": "…"}, message_class=MessageClass.NOTICE)
    answers = sealed.seal_json(session, {}, Cell("conversation", "answers", person.id))
    session.add(Conversation(person_id=person.id, turn=1, answers=answers))
    payload = sealed.seal_json(session, {}, payload_cell(7))
    session.add(Inbox(bot_id=1, update_id=7, lane=1, payload=payload))
    row = await addresses.add(
        session, person.id, group.id, "a@example.org", sector="ses", language="uk"
    )
    digest = Digest(
        group_id=group.id, kind="asked", local_date=date(2026, 11, 23), state="queued"
    )
    session.add(digest)
    await session.flush()  # the database gives the id
    letter = {"subject": "…", "html": "…"}
    await mails.owe_digests(session, [Owed(row, digest.id, letter)])
    await session.commit()


async def _decide(session: AsyncSession, case: Case) -> None:
    decision = Decision(case_id=case.id, status="supported")
    session.add(decision)
    await session.flush()  # the database gives the id
    cell = notes.cell(Decision, decision.id)
    decision.note = sealed.seal_json(session, {"next_step": "…"}, cell)


async def _refuse(session: AsyncSession, case: Case, person: Person) -> None:
    verdict = Verdict(
        case_id=case.id,
        person_id=person.id,
        action="refuse",
        reason="M06",
        due_at=await now(session),
    )
    session.add(verdict)
    await session.flush()  # the database gives the id
    cell = notes.cell(Verdict, verdict.id)
    verdict.note = sealed.seal_json(session, {"contact": "…"}, cell)


async def opened(session: AsyncSession, keys: Vault) -> set[tuple[str, str]]:
    """List the sealed columns whose values these keys open."""
    found = set()
    for each in rotation.SEALED:
        table = Base.metadata.tables[each.table]
        rows = await session.execute(
            select(table.c[each.row], table.c[each.column]).where(
                table.c[each.column].is_not(None)
            )
        )
        for row, value in rows:
            assert keys.open(value, each.cell(row))
            found.add((each.table, each.column))
    return found


async def test_the_new_key_alone_opens_everything_afterwards(
    session: AsyncSession, rotated: AsyncSession
) -> None:
    await write_everywhere(session)
    assert await rotation.left(rotated) == len(rotation.SEALED)
    while await rotation.renew(rotated):
        pass
    assert await rotation.left(rotated) == 0
    assert len(await opened(rotated, Vault(b"n" * 32))) == len(rotation.SEALED)


async def test_stopped_half_way_it_goes_on(
    session: AsyncSession, rotated: AsyncSession
) -> None:
    await write_everywhere(session)
    done = await rotation.renew(rotated)
    await rotated.commit()
    assert await rotation.left(rotated) == len(rotation.SEALED) - done
    everything = await opened(rotated, vault(rotated))
    assert len(everything) == len(rotation.SEALED)


async def test_a_key_that_is_not_given_is_told(
    session: AsyncSession, connection: AsyncConnection
) -> None:
    await write_everywhere(session)
    async with databases.joined(connection, Vault(b"n" * 32))() as other:
        with pytest.raises(KeyError):
            await rotation.renew(other)


async def test_the_database_knows_the_new_key_only(
    session: AsyncSession, rotated: AsyncSession
) -> None:
    session.add(KeyFingerprint(fingerprint=vault(session).fingerprint))
    session.add(KeyFingerprint(fingerprint=vault(rotated).fingerprint))
    await session.commit()
    await rotation.retire(rotated)
    found = (await rotated.scalars(select(KeyFingerprint.fingerprint))).all()
    assert found == [vault(rotated).fingerprint]


async def test_who_follows_can_stop_when_the_former_key_is_gone(
    session: AsyncSession, rotated: AsyncSession, connection: AsyncConnection
) -> None:
    me, group = Address(77), await make_bound_group(session, CHAT)
    community = await make_community(session)
    submission = await make_submission(session, community=community)
    agrees = votes.Choice.AGREE
    await supports.follow(session, me, submission.id, agrees, language="uk")
    await subscriptions.follow(session, me, group.id, language="uk")
    await unasked.take(session, me.key(vault(session)))
    await session.commit()
    while await rotation.renew(rotated):
        pass
    await rotated.commit()
    async with databases.joined(connection, Vault(b"n" * 32))() as later:
        assert await subscriptions.of(later, me) == {group.id}
        assert await supports.count(later, me) == 1
        key = me.key(vault(later))
        found = await notices.address_of(later, Recipient.SUBSCRIBER, key)
        assert found == me
        assert await later.scalar(select(Unasked.chat_key)) == key
        await subscriptions.stop(later, me)
        assert await subscriptions.count(later, group.id) == 0


async def test_a_silent_group_is_found_when_the_former_key_is_gone(
    session: AsyncSession, rotated: AsyncSession, connection: AsyncConnection
) -> None:
    made = await make_bound_group(session, CHAT)
    await session.commit()
    while await rotation.renew(rotated):
        pass
    await rotated.commit()
    async with databases.joined(connection, Vault(b"n" * 32))() as later:
        found = await groups.by_chat(later, CHAT.chat_id)
        assert found is not None
        assert found.id == made.id
