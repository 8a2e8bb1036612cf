"""The end of an address: its owner leaves, or the team, time or a closing ends it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.forgotten import Forgotten
from bot.models import MailAddress, Person, Staff
from bot.services.endings import erasure
from bot.services.mail import addresses
from bot.services.team import acts

UNCONFIRMED: Final = timedelta(days=7)
_NOBODY: Final = Address(0)  # who lives in a mailbox has no chat


async def leave(session: AsyncSession, address_id: int, forgotten: Forgotten) -> None:
    """Delete an address and its role, by its owner; again, nothing happens."""
    found = await session.get(MailAddress, address_id)
    if found is None:
        return
    if found.person_id is not None:
        await acts.note(session, found.person_id, "mail.leave", found.group_id)
    await _delete(session, address_id, forgotten)


async def remove(
    session: AsyncSession, actor_id: int, address_id: int, forgotten: Forgotten
) -> None:
    """Delete an address and its role, by the team."""
    listed = await addresses.get(session, actor_id, address_id)
    await acts.note(session, actor_id, "mail.remove", listed.group_id)
    await _delete(session, address_id, forgotten)


async def forget(session: AsyncSession, life: timedelta = UNCONFIRMED) -> int:
    """Delete what nobody confirmed, and addresses whose role was taken back."""
    old = MailAddress.asked_at < func.app_now() - life
    unconfirmed = delete(MailAddress).where(MailAddress.person_id.is_(None), old)
    gone = await session.scalars(unconfirmed.returning(MailAddress.id))
    return len(gone.all()) + await forget_roleless(session)


async def forget_roleless(session: AsyncSession) -> int:
    """Delete addresses whose role was taken back."""
    role = select(Staff.id).where(Staff.person_id == MailAddress.person_id)
    found = await session.scalars(
        select(MailAddress.person_id).where(
            MailAddress.person_id.is_not(None), ~role.exists()
        )
    )
    gone = [each for each in found if each is not None]
    await erasure.delete_people(session, gone)
    return len(gone)


async def destroy(session: AsyncSession, groups: Sequence[int]) -> None:
    """Delete all addresses of groups."""
    mine = MailAddress.group_id.in_(groups)
    found = await session.scalars(select(MailAddress.person_id).where(mine))
    await erasure.delete_people(session, [each for each in found if each is not None])
    await session.execute(delete(MailAddress).where(mine))


async def _delete(session: AsyncSession, address_id: int, forgotten: Forgotten) -> None:
    found = await addresses.find(session, address_id)
    if found.person_id is not None:
        person = await session.get_one(Person, found.person_id)
        keys = _NOBODY.keys(vault(session))
        accounts = [person.account] * len(keys)
        await erasure.remember(session, forgotten, _NOBODY, accounts)
        await erasure.delete_people(session, [person.id])
    await session.execute(delete(MailAddress).where(MailAddress.id == address_id))
