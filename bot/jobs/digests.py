"""Digests whose moment has come."""

from collections.abc import Sequence
from typing import Final

from bot.db import Sessions
from bot.services.digest import digests
from bot.services.figures import network_digests
from bot.services.news import announcements

# So few that others wait for neither the rows nor the processor.
_TOGETHER: Final = 20


async def send_digests(sessions: Sessions) -> None:
    """Make what is due, some groups in a transaction.

    When one of them fails, each is made alone: a group whose digest fails is tried
    again at the next tick and holds up nobody.
    """
    async with sessions.begin() as session:
        due = await digests.due(session)
    failed: list[Exception] = []
    for first in range(0, len(due), _TOGETHER):
        some = due[first : first + _TOGETHER]
        if await _make(sessions, some):
            failed += [
                error for each in some for error in await _make(sessions, [each])
            ]
    if failed:
        raise ExceptionGroup("digests could not be made", failed)


async def _make(sessions: Sessions, group_ids: Sequence[int]) -> Sequence[Exception]:
    try:
        async with sessions.begin() as session:
            await digests.make_all_due(session, group_ids)
    except Exception as error:  # noqa: BLE001 - raised again, with the others
        return [error]
    return []


async def send_calls(sessions: Sessions) -> None:
    """Send calls to chats whose week has room, some of them in a transaction."""
    async with sessions.begin() as session:
        waiting = await announcements.waiting(session)
    for first in range(0, len(waiting), _TOGETHER):
        async with sessions.begin() as session:
            await announcements.send(session, waiting[first : first + _TOGETHER])


async def tell_network(sessions: Sessions) -> None:
    """Tell coordinators of the month that is over."""
    async with sessions.begin() as session:
        await network_digests.tell_due(session)
