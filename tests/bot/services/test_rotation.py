"""After a rotation of the key everything that an old one wrote is still found."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.address import Address
from bot.crypto import Vault
from bot.db import vault
from bot.models.staff import Role
from bot.services import groups, invitations
from tests import databases
from tests.conftest import SECRET
from tests.factories import make_bound_group, make_group

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
