"""A digest told again, on paper or behind its link: of its period, as things stand."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import WorkingGroup
from bot.paper import Sheet
from bot.services.digest import digest_facts, digest_print, digest_slots
from bot.services.digest.digest_facts import Facts, Span
from bot.services.places import schedules
from bot.services.team import access


async def read(
    session: AsyncSession, group: WorkingGroup, digest_id: int | None
) -> tuple[Facts, str]:
    """Read what a digest told, and when it was due if it was late.

    It counts what the digest counted; what was decided since then waits no more. What
    is no digest (any more) is read as that of this moment.
    """
    told = digest_id and await digest_slots.find(session, group.id, digest_id)
    if not told or told.since is None:
        frame = await digest_slots.look(session, group.id)
        return await digest_facts.gather(session, group.id, frame.period), ""
    due_at = told.due_at if told.late else None
    late = f"{schedules.locally(group, due_at):%H:%M}" if due_at else ""
    period = Span(told.since, told.made_at, is_first=told.since == group.created_at)
    return await digest_facts.gather(session, group.id, period), late


async def printed(
    session: AsyncSession, actor_id: int, group_id: int, digest_id: int | None = None
) -> tuple[WorkingGroup, Sheet]:
    """Write a digest for print, for somebody of its team; else that of this moment."""
    group = await access.access_group(session, actor_id, group_id, "group.read")
    facts, late = await read(session, group, digest_id)
    return group, digest_print.write(group, facts, late=late)
