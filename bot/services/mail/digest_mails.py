"""The members' digest as mails: owed in the transaction that freezes it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import MailAddress, WorkingGroup
from bot.services.digest.digest_facts import Facts
from bot.services.mail import letters, queue
from bot.services.mail.queue import Owed


class Frozen(NamedTuple):
    """A digest, and what it tells of its group; `late` is when it was due."""

    digest_id: int
    group: WorkingGroup
    facts: Facts
    late: str


async def owe(session: AsyncSession, digests: Sequence[Frozen]) -> None:
    """Owe digests to the addresses of their groups, each in its own language."""
    frozen = {each.group.id: each for each in digests}
    rows = await session.execute(
        select(MailAddress.id, MailAddress.group_id, MailAddress.language)
        .where(MailAddress.group_id.in_(frozen), *queue.works(session))
        # What is alike leaves together: it is printed once.
        .order_by(MailAddress.group_id, MailAddress.language, MailAddress.id)
    )
    written: dict[tuple[int, str], dict[str, Any]] = {}
    owed = []
    for address_id, group_id, language in rows:
        digest = frozen[group_id]
        if (group_id, language) not in written:
            written[group_id, language] = _write(digest, language)
        letter = written[group_id, language]
        owed.append(Owed(address_id, digest.digest_id, letter))
    if owed:
        await queue.owe_digests(session, owed)


def _write(digest: Frozen, language: str) -> dict[str, Any]:
    return letters.digest(digest.group, digest.facts, language, late=digest.late)
