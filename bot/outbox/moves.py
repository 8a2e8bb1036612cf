"""Messages whose chat or topic is no longer where it was."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.models import Outbox
from bot.outbox.row import Row
from bot.services.letters import post
from bot.services.places import groups


async def chat(session: AsyncSession, row: Row, new_chat_id: int) -> None:
    """Follow a group that became a supergroup: references and waiting messages."""
    await groups.move_chat(session, row.address.chat_id, new_chat_id)
    await _readdress(session, row, Address(new_chat_id))


async def to_general_topic(session: AsyncSession, row: Row) -> None:
    """Send to the general topic what its own topic no longer takes."""
    await groups.leave_topic(session, row.address.chat_id)
    await _readdress(session, row, Address(row.address.chat_id))


async def _readdress(session: AsyncSession, row: Row, address: Address) -> None:
    values = post.sealed_row(session, row.id, address, None)
    values |= {"state": "pending", "owner": None}
    # The stored payload stays: the row's lacks what its claim took out of it.
    del values["id"], values["payload"]
    await session.execute(update(Outbox).where(Outbox.id == row.id).values(**values))
