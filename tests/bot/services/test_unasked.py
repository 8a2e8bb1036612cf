"""The ledger of messages that nobody asked for."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.letters import unasked


async def test_messages_of_one_moment_are_counted_each(session: AsyncSession) -> None:
    taken = [await unasked.take(session, 1) for _message in range(3)]
    assert [later is None for later in taken] == [True, True, False]
