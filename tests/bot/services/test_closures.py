"""The kill switch: two people, and nothing leads to anybody of the community."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db
from bot.address import Address
from bot.db import Base
from bot.errors import UserError
from bot.models import (
    Case,
    Closure,
    Community,
    GroupNews,
    Notice,
    Outbox,
    Person,
    PersonCommunity,
    PublicDigest,
    Request,
    Submission,
    Subscription,
    Unasked,
)
from bot.models.case import Status
from bot.models.notice import Recipient
from bot.models.staff import Role
from bot.services.endings import closures, destruction
from bot.services.letters import notices, unasked
from bot.services.news import subscriptions
from bot.services.places import closed, communities
from bot.services.sending import proposals
from bot.services.sending.proposals import Proposal
from bot.services.steps import steps
from bot.services.team import people
from tests.conftest import Clock
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


async def count(session: AsyncSession, table: type[Base]) -> int:
    return await session.scalar(select(func.count()).select_from(table)) or 0


async def make_coordinator(session: AsyncSession) -> Person:
    person = await make_person(session)
    await make_staff(session, person, None, role=Role.COORDINATOR, address=Address(9))
    return person


async def asked(session: AsyncSession, community: Community) -> tuple[Person, int]:
    """Let one coordinator ask; return another, and the request."""
    first, second = [await make_coordinator(session) for _ in range(2)]
    await closures.ask(session, first.id, community.code)
    return second, (await session.scalars(select(Request.id))).one()


async def send(
    session: AsyncSession, person: Person, *served: Community, **columns: Any
) -> Submission:
    """Send something to communities, each with a group of its own."""
    submission = await make_submission(
        session, community=served[0], person=person, address=CHAT, **columns
    )
    for community in served:
        group = await make_group(session, community)
        await make_case(session, submission=submission, group=group)
    return submission


async def test_one_person_alone_closes_nothing(session: AsyncSession) -> None:
    community = await make_community(session)
    _second, request = await asked(session, community)
    first = (await session.get_one(Request, request)).asked_by
    with pytest.raises(UserError, match="second person"):
        await closures.confirm(session, first or 0, request)
    assert not await closed.is_closed(session, community.code)


async def test_two_people_close_it(session: AsyncSession) -> None:
    community = await make_community(session)
    second, request = await asked(session, community)
    await closures.confirm(session, second.id, request)
    assert await closed.is_closed(session, community.code)
    with pytest.raises(UserError, match="no longer open"):
        await closures.confirm(session, second.id, request)


async def test_the_other_coordinators_are_asked_and_told(session: AsyncSession) -> None:
    second, request = await asked(session, await make_community(session))
    await closures.confirm(session, second.id, request)
    rows = await session.execute(select(Notice.kind, Notice.recipient_id))
    first = (await session.get_one(Request, request)).asked_by
    assert {tuple(row) for row in rows} == {
        ("request.community.close", second.id),
        ("closure.closed", first),
    }


async def test_a_coordinator_without_a_second_cannot_even_ask(
    session: AsyncSession,
) -> None:
    community = await make_community(session)
    with pytest.raises(UserError, match="there is none yet"):
        await closures.ask(
            session, (await make_coordinator(session)).id, community.code
        )


async def test_a_request_is_open_for_a_day(session: AsyncSession, clock: Clock) -> None:
    second, request = await asked(session, await make_community(session))
    await clock.forward("24 hours")
    with pytest.raises(UserError, match="no longer open"):
        await closures.confirm(session, second.id, request)


async def test_others_may_neither_ask_nor_confirm(session: AsyncSession) -> None:
    community = await make_community(session)
    _second, request = await asked(session, community)
    chair = await make_person(session)
    await make_staff(session, chair, await make_group(session), role=Role.CHAIR)
    with pytest.raises(UserError):
        await closures.ask(session, chair.id, community.code)
    with pytest.raises(UserError):
        await closures.confirm(session, chair.id, request)


async def test_nothing_leads_to_its_people(session: AsyncSession) -> None:
    community, person = await make_community(session), await make_person(session)
    await people.keep_community(session, person, community.code)
    submission = await send(session, person, community, whereabouts="idp")
    case = (await session.scalars(select(Case))).one()
    await steps.tell(session, "case.day30", case, 1)
    assert await count(session, Outbox) == 1
    await destruction.destroy(session, community.code)
    await session.refresh(submission)
    await session.refresh(case)
    assert (submission.person_id, submission.address, submission.draft) == (None,) * 3
    assert (case.status, case.news_due_at) == (Status.CLOSED_SAFETY, None)
    for table in (Person, PersonCommunity, Outbox):
        assert await count(session, table) == 0


async def test_what_the_group_has_read_stays(session: AsyncSession) -> None:
    community = await make_community(session)
    submission = await send(session, await make_person(session), community)
    case = (await session.scalars(select(Case))).one()
    case.status, case.text = Status.PASSED, TEXT
    await session.flush()
    await destruction.destroy(session, community.code)
    await session.refresh(case)
    assert (case.status, case.text) == (Status.PASSED, TEXT)
    assert submission.id == case.submission_id


async def test_other_communities_lose_nothing(session: AsyncSession) -> None:
    closed, other = [await make_community(session) for _ in range(2)]
    person = await make_person(session)
    kept = await send(session, person, other)
    await people.keep_community(session, person, other.code)
    await people.keep_community(session, person, closed.code)
    await destruction.destroy(session, closed.code)
    await session.refresh(kept)
    assert (kept.person_id, kept.address is None) == (person.id, False)
    assert (await session.scalars(select(PersonCommunity.community_code))).all() == [
        other.code
    ]


async def test_what_was_sent_to_two_communities_is_cut_off_with_either(
    session: AsyncSession,
) -> None:
    home, host = [await make_community(session) for _ in range(2)]
    submission = await send(session, await make_person(session), home, host)
    await destruction.destroy(session, host.code)
    await session.refresh(submission)
    assert (submission.person_id, submission.address) == (None, None)


async def test_a_role_ties_somebody_to_the_network(session: AsyncSession) -> None:
    community, moderator = await make_community(session), await make_person(session)
    await make_staff(session, moderator, await make_group(session))
    await people.keep_community(session, moderator, community.code)
    await destruction.destroy(session, community.code)
    assert await count(session, Person) == 1


async def test_news_of_it_goes_to_nobody_who_stays(session: AsyncSession) -> None:
    community, moderator = await make_community(session), await make_person(session)
    await make_staff(session, moderator, await make_group(session))
    await send(session, moderator, community)
    case = (await session.scalars(select(Case))).one()
    await steps.tell(session, "case.day30", case, 1)
    await destruction.destroy(session, community.code)
    assert (await count(session, Person), await count(session, Outbox)) == (1, 0)


async def test_who_only_hears_its_news_is_told_nothing_more(
    session: AsyncSession,
) -> None:
    community, reader = await make_community(session), Address(77)
    group, keys = await make_group(session, community), db.vault(session)
    person = await make_person(session, account=keys.accounts(77)[0])
    await people.keep_community(session, person, community.code)
    await subscriptions.follow(session, reader, group.id, language="uk")
    digest = PublicDigest(group_id=group.id, since=func.app_now())
    session.add(digest)
    await session.flush()
    key = reader.key(keys)
    await unasked.take(session, key)
    session.add(GroupNews(digest_id=digest.id, chat_key=key, due_at=func.app_now()))
    hears = Recipient.SUBSCRIBER
    await notices.write(
        session, "public", subject=digest.id, recipient=hears, recipient_id=key
    )
    assert await count(session, Outbox) == 1
    await destruction.destroy(session, community.code)
    for table in (Outbox, Notice, GroupNews, Subscription, Unasked, Person):
        assert await count(session, table) == 0


async def test_a_closed_community_takes_nothing_in(session: AsyncSession) -> None:
    community, person = await make_community(session), await make_person(session)
    await make_group(session, community)
    session.add(Closure(community_code=community.code, closed_at=func.app_now()))
    await session.flush()
    proposal = Proposal(text=TEXT, topic="P01", communities=[community.code])
    with pytest.raises(UserError, match="takes no more messages"):
        await proposals.submit(session, person, proposal, CHAT)
    assert await communities.list_served(session) == []


async def test_what_came_at_the_moment_of_closing_is_swept(
    session: AsyncSession,
) -> None:
    community = await make_community(session)
    session.add(Closure(community_code=community.code, closed_at=func.app_now()))
    submission = await send(session, await make_person(session), community)
    assert await destruction.sweep(session) == 1
    await session.refresh(submission)
    assert (submission.person_id, submission.address) == (None, None)
    assert await destruction.sweep(session) == 0


async def test_a_restored_backup_is_closed_again(session: AsyncSession) -> None:
    community = await make_community(session)
    submission = await send(session, await make_person(session), community)
    moment = await db.now(session)
    assert await closures.close_again(session, community.code, moment)
    assert not await closures.close_again(session, community.code, moment)
    assert not await closures.close_again(session, "UA", moment)
    await session.refresh(submission)
    assert submission.address is None
