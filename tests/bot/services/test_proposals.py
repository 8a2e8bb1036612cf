"""Proposals: sent to every group of the community, seen by their author only."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.crypto import Cell
from bot.errors import UserError
from bot.models import Case, CaseEvent, Community, Person, Submission
from bot.models.case import Status
from bot.models.notice import Recipient
from bot.services.letters import recipients, sealed
from bot.services.sending import proposals
from bot.services.sending.proposals import Proposal
from tests.conftest import Clock
from tests.factories import TEXT, make_case, make_community, make_group, make_person

HOME = Address(101)


@pytest.fixture
async def author(session: AsyncSession) -> Person:
    return await make_person(session, language="en")


@pytest.fixture
async def community(session: AsyncSession) -> Community:
    return await make_community(session)


def proposal(*communities: Community) -> Proposal:
    return Proposal(
        text=TEXT,
        topic="P09",
        communities=[community.code for community in communities],
        place="Біля амбулаторії",
        whom=["older"],
        whereabouts="idp",
    )


async def test_receipt_tells_number_readers_and_day(
    session: AsyncSession, author: Person, community: Community, clock: Clock
) -> None:
    await clock.set("2026-11-19 10:00+02")  # a Thursday
    group = await make_group(session, community)
    receipt = await proposals.submit(session, author, proposal(community), HOME)
    assert receipt.number.isdecimal()
    assert [each.name_uk for each in receipt.groups] == [group.name_uk]
    assert receipt.due == date(2026, 11, 23)


async def test_every_group_of_both_communities_gets_a_case(
    session: AsyncSession, author: Person, community: Community
) -> None:
    host = await make_community(session)
    groups = [
        await make_group(session, community),
        await make_group(session, community, host),
        await make_group(session, host),
    ]
    await make_group(session, await make_community(session))
    await proposals.submit(session, author, proposal(community, host), HOME)
    cases = (await session.scalars(select(Case).order_by(Case.id))).all()
    assert {case.group_id for case in cases} == {group.id for group in groups}
    assert {case.status for case in cases} == {Status.RECEIVED}


async def test_case_hears_of_itself_after_30_days(
    session: AsyncSession, author: Person, community: Community
) -> None:
    await make_group(session, community)
    await proposals.submit(session, author, proposal(community), HOME)
    case = (await session.scalars(select(Case))).one()
    assert case.news_due_at == case.created_at + timedelta(days=30)
    event = (await session.scalars(select(CaseEvent))).one()
    assert (event.case_id, event.status) == (case.id, Status.RECEIVED)


async def test_text_place_and_address_are_sealed_to_their_row(
    session: AsyncSession, author: Person, community: Community
) -> None:
    await make_group(session, community)
    receipt = await proposals.submit(session, author, proposal(community), HOME)
    row = await session.get_one(Submission, int(receipt.number))
    assert row.draft is not None
    assert row.address is not None
    draft = sealed.open_json(session, row.draft, Cell("submission", "draft", row.id))
    assert draft == {"text": TEXT, "place": "Біля амбулаторії"}
    whose = Recipient.AUTHOR, row.id
    assert recipients.unseal(session, row.address, *whose) == HOME
    assert TEXT.encode() not in row.draft


async def test_community_without_a_group_is_refused(
    session: AsyncSession, author: Person, community: Community
) -> None:
    with pytest.raises(UserError):
        await proposals.submit(session, author, proposal(community), HOME)


async def test_mine_lists_the_newest_first(
    session: AsyncSession, author: Person, community: Community
) -> None:
    await make_group(session, community)
    first, second = [
        await proposals.submit(session, author, proposal(community), HOME)
        for _ in range(2)
    ]
    mine = await proposals.mine(session, author)
    assert [each.number for each in mine] == [second.number, first.number]
    assert mine[0].statuses == [Status.RECEIVED]
    assert mine[0].text == TEXT


async def test_strangers_proposal_is_not_there(session: AsyncSession) -> None:
    author, stranger = await make_person(session), await make_person(session)
    case = await make_case(session, person=author)
    assert list(await proposals.mine(session, stranger)) == []
    for act in (proposals.get_mine, proposals.withdraw):
        with pytest.raises(UserError):
            await act(session, stranger, case.submission_id)


async def test_withdrawn_text_is_erased(session: AsyncSession, author: Person) -> None:
    case = await make_case(session, person=author)
    await proposals.withdraw(session, author, case.submission_id)
    mine = await proposals.get_mine(session, author, case.submission_id)
    assert (mine.statuses, mine.text) == ([Status.WITHDRAWN], None)
    assert not mine.can_be_withdrawn


async def test_passed_proposal_stays_with_the_group(
    session: AsyncSession, author: Person
) -> None:
    case = await make_case(session, person=author, status="passed", text=TEXT)
    with pytest.raises(UserError):
        await proposals.withdraw(session, author, case.submission_id)
