"""Digests in doubt, told to who can look whether they came, and decided by a press."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Mail, Notice, Outbox, WorkingGroup
from bot.models.staff import Role
from bot.services.doubts import doubts
from bot.services.doubts.doubts import Doubt
from bot.services.letters import hearers, notices
from bot.services.mail import addresses
from bot.services.team import access, acts
from bot.words.sectors import PARTNER

MESSAGE: Final = "digest.doubt"
MAIL: Final = "mail.doubt"


async def tell(session: AsyncSession, rows: Sequence[int]) -> None:
    """Tell of the digests among messages that ended in doubt."""
    for doubt in await doubts.messages(session, Outbox.id.in_(rows)):
        await _tell(session, MESSAGE, doubt)


async def tell_of_mails(session: AsyncSession, mail_ids: Sequence[int]) -> None:
    """Tell of mails that ended in doubt."""
    for doubt in await doubts.mails(session, Mail.id.in_(mail_ids)):
        await _tell(session, MAIL, doubt)


async def told(session: AsyncSession, notice: Notice) -> Doubt | None:
    """Find what a notice tells of, as long as it is in doubt."""
    is_mail = notice.kind == MAIL
    return await doubts.find(session, doubts.reference(notice.subject, is_mail=is_mail))


async def first_of(session: AsyncSession, actor_id: int, group_id: int) -> Doubt | None:
    """Find a group's oldest doubt that somebody may decide on, messages first."""
    may_mail = access.allowed(actor_id, WorkingGroup.id, "staff.mail")
    of_group = WorkingGroup.id == group_id
    digests = of_group, may_mail, Mail.month.is_(None)
    found = await doubts.messages(session, of_group)
    found = found or await doubts.mails(session, *digests)
    return found[0] if found else None


async def decide(
    session: AsyncSession, actor_id: int, reference: str, *, came: bool
) -> bool:
    """Send one again unless it came; False when somebody did so before."""
    doubt = await doubts.find(session, reference)
    if doubt is None:
        return False
    group_id = await _check(session, actor_id, doubt)
    if came:
        return await doubts.settle(session, reference)
    if not await doubts.send_again(session, reference):
        return False
    if group_id is not None:
        await acts.note(session, actor_id, "group.digest", group_id)
    return True


async def _tell(session: AsyncSession, kind: str, doubt: Doubt) -> None:
    # What was sent again may end in doubt again, and is told again.
    told = Notice.kind == kind, Notice.subject == doubt.row
    await session.execute(delete(Notice).where(*told))
    people = await _hearers(session, doubt)
    await notices.write_to_team(session, kind, doubt.row, people)


async def _hearers(session: AsyncSession, doubt: Doubt) -> Sequence[int]:
    if doubt.group is None:
        return [] if doubt.reader is None else [doubt.reader]
    group_id = doubt.group.id
    # Chairs see no addresses, and nobody but coordinators those of partners.
    leads = [Role.SECRETARY] if doubt.is_mail else [Role.SECRETARY, Role.CHAIR]
    found = [] if doubt.to_partner else await hearers.of(session, group_id, *leads)
    return found or await hearers.of(session, group_id, Role.COORDINATOR)


async def _check(session: AsyncSession, actor_id: int, doubt: Doubt) -> int | None:
    """Refuse a decision to who may take none; returns whose digest it is."""
    if doubt.group is None:
        if doubt.reader == actor_id:
            await access.access_somewhere(session, actor_id, "network.digest")
        else:
            await access.access_network(session, actor_id, "network.digest")
        return None
    right: access.Action = "staff.mail" if doubt.is_mail else "group.digest"
    right = addresses.right(PARTNER) if doubt.to_partner else right
    return (await access.access_group(session, actor_id, doubt.group.id, right)).id
