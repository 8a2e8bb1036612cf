"""Working groups, their chats, and what happens to the chats."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db
from bot.address import Address
from bot.errors import UserError
from bot.models import (
    Gate,
    GroupCommunity,
    Invitation,
    Notice,
    Outbox,
    Person,
    WorkingGroup,
)
from bot.models.case import Status
from bot.models.group import ChatState
from bot.models.outbox import MessageClass
from bot.models.staff import Role
from bot.services.endings import group_end
from bot.services.letters import post, sealed
from bot.services.places import groups
from bot.services.places.groups import NewGroup
from tests.conftest import Clock
from tests.factories import (
    make_bound_group,
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
)

CHAT = Address(-100_500)
ELSEWHERE = Address(-100_777)
SUPERGROUP = -1_001_234


@pytest.fixture
async def coordinator(session: AsyncSession) -> Person:
    person = await make_person(session)
    await make_staff(session, person, None, role=Role.COORDINATOR, address=Address(7))
    return person


async def told(session: AsyncSession) -> list[str]:
    return list(await session.scalars(select(Notice.kind).order_by(Notice.id)))


async def test_a_group_serves_its_communities(
    session: AsyncSession, coordinator: Person
) -> None:
    codes = [(await make_community(session)).code for _ in range(2)]
    new = NewGroup(name_uk="Група", name_en="Group", communities=[*codes, codes[0]])
    group = await groups.create(session, coordinator.id, new)
    served = select(GroupCommunity.community_code).where(
        GroupCommunity.group_id == group.id
    )
    assert sorted(await session.scalars(served)) == sorted(codes)
    assert (group.language, group.time_zone) == ("uk", "Europe/Kyiv")


async def test_only_coordinators_create_groups(session: AsyncSession) -> None:
    person, group = await make_person(session), await make_group(session)
    await make_staff(session, person, group, role=Role.CHAIR)
    new = NewGroup(name_uk="Група", name_en="Group", communities=[])
    with pytest.raises(UserError):
        await groups.create(session, person.id, new)


async def test_a_person_sees_the_groups_of_their_roles(session: AsyncSession) -> None:
    person, mine = await make_person(session), await make_group(session)
    await make_group(session)
    await make_staff(session, person, mine, role=Role.OBSERVER)
    assert [g.id for g in await groups.list_of(session, person.id)] == [mine.id]


async def test_a_coordinator_sees_all_groups(
    session: AsyncSession, coordinator: Person
) -> None:
    made = {(await make_group(session)).id for _ in range(2)}
    assert {g.id for g in await groups.list_of(session, coordinator.id)} == made


async def test_groups_are_listed_by_what_a_person_may_do(session: AsyncSession) -> None:
    person = await make_person(session)
    chaired, observed = await make_group(session), await make_group(session)
    await make_staff(session, person, chaired, role=Role.CHAIR)
    await make_staff(session, person, observed, role=Role.OBSERVER)
    found = await groups.list_for(session, person.id, "group.digest")
    assert [group.id for group in found] == [chaired.id]


async def test_a_link_binds_the_chat_where_it_is_opened(
    session: AsyncSession, coordinator: Person
) -> None:
    group = await make_group(session)
    token = await groups.bind_link(session, coordinator.id, group.id)
    await groups.bind(session, token, CHAT)
    found = await groups.by_chat(session, CHAT.chat_id)
    assert found is not None
    assert (found.id, found.chat_state) == (group.id, ChatState.BOUND)
    assert groups.address_of(session, found) == CHAT


async def test_a_bound_chat_is_in_the_database_only_sealed(
    session: AsyncSession,
) -> None:
    group = await make_bound_group(session, CHAT)
    assert group.chat is not None
    assert str(CHAT.chat_id).encode() not in group.chat
    assert group.chat_key != CHAT.chat_id


async def test_a_redelivered_binding_changes_nothing(
    session: AsyncSession, coordinator: Person
) -> None:
    group = await make_group(session)
    token = await groups.bind_link(session, coordinator.id, group.id)
    first = await groups.bind(session, token, CHAT)
    assert await groups.bind(session, token, CHAT) == first


async def test_a_link_binds_one_chat_only(
    session: AsyncSession, coordinator: Person
) -> None:
    group = await make_group(session)
    token = await groups.bind_link(session, coordinator.id, group.id)
    await groups.bind(session, token, CHAT)
    with pytest.raises(UserError):
        await groups.bind(session, token, ELSEWHERE)
    assert await groups.by_chat(session, ELSEWHERE.chat_id) is None


async def test_a_chat_of_another_group_is_not_taken_over(
    session: AsyncSession, coordinator: Person
) -> None:
    await make_bound_group(session, CHAT)
    newcomer = await make_group(session)
    token = await groups.bind_link(session, coordinator.id, newcomer.id)
    with pytest.raises(UserError, match="another working group"):
        await groups.bind(session, token, CHAT)
    used = await session.scalar(select(func.count(Invitation.used_at)))
    assert used == 0


async def test_a_binding_link_ends_after_a_week(
    session: AsyncSession, coordinator: Person, clock: Clock
) -> None:
    group = await make_group(session)
    token = await groups.bind_link(session, coordinator.id, group.id)
    await clock.forward("7 days 1 second")
    with pytest.raises(UserError, match="no longer works"):
        await groups.bind(session, token, CHAT)


async def test_a_made_up_link_binds_nothing(session: AsyncSession) -> None:
    with pytest.raises(UserError, match="no longer works"):
        await groups.bind(session, "x" * 32, CHAT)


async def test_only_coordinators_make_binding_links(session: AsyncSession) -> None:
    person, group = await make_person(session), await make_group(session)
    await make_staff(session, person, group, role=Role.MODERATOR)
    with pytest.raises(UserError):
        await groups.bind_link(session, person.id, group.id)


async def test_the_topic_is_where_the_team_says_here(
    session: AsyncSession, coordinator: Person
) -> None:
    group = await make_bound_group(session, CHAT)
    here = Address(CHAT.chat_id, 42)
    assert await groups.set_topic(session, coordinator.id, here)
    assert groups.address_of(session, group) == here


async def test_a_stranger_cannot_choose_the_topic(session: AsyncSession) -> None:
    await make_bound_group(session, CHAT)
    stranger = await make_person(session)
    with pytest.raises(UserError):
        await groups.set_topic(session, stranger.id, Address(CHAT.chat_id, 42))


async def test_a_chat_of_no_group_has_no_topic_to_choose(
    session: AsyncSession, coordinator: Person
) -> None:
    assert not await groups.set_topic(session, coordinator.id, CHAT)


@pytest.mark.usefixtures("coordinator")
async def test_a_lost_topic_falls_back_and_is_told_once(session: AsyncSession) -> None:
    group = await make_bound_group(session, Address(CHAT.chat_id, 42))
    await groups.leave_topic(session, CHAT.chat_id)
    await groups.leave_topic(session, CHAT.chat_id)
    assert groups.address_of(session, group) == CHAT
    assert await told(session) == ["group.topic_gone"]


async def test_a_supergroup_takes_over_all_references(session: AsyncSession) -> None:
    group = await make_bound_group(session, CHAT)
    row_id = await _owe(session, CHAT)
    await groups.move_chat(session, CHAT.chat_id, SUPERGROUP)
    await groups.move_chat(session, CHAT.chat_id, SUPERGROUP)
    row = await session.get_one(Outbox, row_id, populate_existing=True)
    moved = Address(SUPERGROUP)
    assert row.chat_key == group.chat_key == moved.key(db.vault(session))
    assert groups.address_of(session, group) == moved
    assert row.destination is not None
    cell = post.destination_cell(row.id)
    assert sealed.open_address(session, row.destination, cell) == moved


async def test_what_is_owed_to_others_stays_where_it_is(session: AsyncSession) -> None:
    await make_bound_group(session, CHAT)
    row = await session.get_one(Outbox, await _owe(session, ELSEWHERE))
    before = (row.chat_key, row.destination)
    await groups.move_chat(session, CHAT.chat_id, SUPERGROUP)
    await session.refresh(row)
    assert (row.chat_key, row.destination) == before


async def test_the_team_hears_once_that_its_chat_is_gone(
    session: AsyncSession, coordinator: Person
) -> None:
    group = await make_bound_group(session, CHAT)
    moderator, observer = await make_person(session), await make_person(session)
    await make_staff(session, moderator, group, address=Address(8))
    await make_staff(session, observer, group, role=Role.OBSERVER, address=Address(9))
    for reason in ("chat not found", "bot was kicked"):
        await groups.unreachable(session, CHAT.chat_id, reason)
    assert group.chat_state == ChatState.UNREACHABLE
    recipients = set(await session.scalars(select(Notice.recipient_id)))
    assert recipients == {moderator.id, coordinator.id}
    assert await told(session) == ["group.unreachable"] * 2


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("Forbidden: bot was kicked from the supergroup chat", "group.expelled"),
        ("Forbidden: bot is not a member of the channel chat", "group.expelled"),
        ("Bad Request: have no rights to send a message", "group.muted"),
        ("Bad Request: CHAT_WRITE_FORBIDDEN", "group.muted"),
        ("Bad Request: chat not found", "group.unreachable"),
    ],
)
@pytest.mark.usefixtures("coordinator")
async def test_the_team_is_told_what_is_wrong(
    session: AsyncSession, reason: str, kind: str
) -> None:
    await make_bound_group(session, CHAT)
    await groups.unreachable(session, CHAT.chat_id, reason)
    assert await told(session) == [kind]


@pytest.mark.usefixtures("coordinator")
async def test_the_next_trouble_is_told_again(session: AsyncSession) -> None:
    group = await make_bound_group(session, CHAT)
    await groups.unreachable(session, CHAT.chat_id, "kicked")
    await groups.back(session, CHAT.chat_id)
    assert group.chat_state == ChatState.BOUND
    assert await told(session) == []
    await groups.unreachable(session, CHAT.chat_id, "kicked")
    assert await told(session) == ["group.expelled"]


async def test_a_chat_that_is_back_may_be_written_to(session: AsyncSession) -> None:
    group = await make_bound_group(session, CHAT)
    session.add(Gate(chat_key=group.chat_key, reason="kicked"))
    await groups.back(session, CHAT.chat_id)
    assert await session.scalar(select(func.count(Gate.chat_key))) == 0


@pytest.mark.parametrize("change", [groups.leave_topic, groups.back])
async def test_chats_of_no_group_are_nobodys_trouble(
    session: AsyncSession, change: object
) -> None:
    assert callable(change)
    assert await change(session, CHAT.chat_id) is None
    await groups.unreachable(session, CHAT.chat_id, "kicked")
    assert await told(session) == []


async def test_an_unknown_group_is_refused(session: AsyncSession) -> None:
    with pytest.raises(UserError, match="no such working group"):
        await groups.get(session, 0)


async def test_a_group_without_a_chat_has_no_address(session: AsyncSession) -> None:
    group: WorkingGroup = await make_group(session)
    with pytest.raises(ValueError, match="bound"):
        groups.address_of(session, group)


async def _owe(session: AsyncSession, address: Address) -> int:
    row = await post.owe(
        session, address, {"text": "…"}, message_class=MessageClass.NOTICE
    )
    assert row is not None
    return row


async def test_a_deleted_group_is_refused(session: AsyncSession) -> None:
    group = await make_group(session)
    group.deleted_at = await db.now(session)
    await session.flush()
    with pytest.raises(UserError, match="no such"):
        await groups.get(session, group.id)


async def test_a_group_is_not_deleted_while_an_author_reads_a_new_wording(
    session: AsyncSession,
) -> None:
    group = await make_group(session)
    await make_case(session, group=group, status=Status.EDITED)
    with pytest.raises(UserError):
        await group_end.check(session, group.id)


async def test_nothing_comes_before_a_group_that_has_ended(
    session: AsyncSession,
) -> None:
    group = await make_group(session, deleted_at=func.app_now())
    with pytest.raises(DBAPIError) as refused:
        await make_case(session, group=group)
    assert db.is_passing(refused.value)  # it is tried again, and refused with words


async def test_nothing_reopens_before_a_group_that_has_ended(
    session: AsyncSession,
) -> None:
    group = await make_group(session)
    case = await make_case(session, group=group, status=Status.DONE)
    group.deleted_at = await db.now(session)
    await session.flush()
    case.status = Status.REVIEW
    with pytest.raises(DBAPIError):
        await session.flush()
