"""Digests whose moment has come."""

from bot.db import Sessions
from bot.services import digests, network_digests


async def send_digests(sessions: Sessions) -> None:
    """Make what is due, each group in a transaction of its own.

    A group whose digest fails is tried again at the next tick and holds up nobody.
    """
    async with sessions.begin() as session:
        due = await digests.due(session)
    failed: list[Exception] = []
    for group_id in due:
        try:
            async with sessions.begin() as session:
                await digests.make_due(session, group_id)
        except Exception as error:  # noqa: BLE001 - raised again, with the others
            failed.append(error)
    if failed:
        raise ExceptionGroup("digests could not be made", failed)


async def tell_network(sessions: Sessions) -> None:
    """Tell coordinators of the month that is over."""
    async with sessions.begin() as session:
        await network_digests.tell_due(session)
