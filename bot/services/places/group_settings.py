"""What a working group can set about itself, and what follows from it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.i18n import _
from bot.models import GroupCommunity, WorkingGroup
from bot.services.places import groups, schedules
from bot.services.places.groups import NewGroup
from bot.services.team import access, acts

NAMES: Final = (
    "name_uk",
    "name_en",
    "decision_maker",
    "contact",
    "disagreement",
    "appeals",
    "facilitator",
    "duty_phone",
    "language",
    "time_zone",
    "takes_proposals",
    "takes_concerns",
    "takes_photos",
    "paused_until",
)
_DIGEST: Final = ("digest_weekday", "digest_monthday", "digest_time")
_NOT_COPIED: Final = ("name_uk", "name_en", "language", "paused_until")


def of(group: WorkingGroup) -> dict[str, Any]:
    """Read the settings of a group."""
    return {name: getattr(group, name) for name in NAMES}


async def change(
    session: AsyncSession, actor_id: int, group_id: int, settings: Mapping[str, Any]
) -> WorkingGroup:
    """Change settings of a group by their names; the digest follows the zone."""
    group = await access.access_group(session, actor_id, group_id, "group.settings")
    former = group.time_zone
    for name in NAMES:
        if name in settings:
            setattr(group, name, settings[name])
    if group.time_zone != former:
        schedules.follow_zone(group, former, await now(session))
    await acts.note(session, actor_id, "group.settings", group.id)
    return group


async def create_like(
    session: AsyncSession, actor_id: int, new: NewGroup, like: int
) -> WorkingGroup:
    """Create a group with the settings of another, and its day of the digest."""
    other = await groups.get(session, like)
    group = await groups.create(session, actor_id, new)
    for name in (*NAMES, *_DIGEST):
        if name not in _NOT_COPIED:
            setattr(group, name, getattr(other, name))
    schedules.advance(group, await now(session))
    return group


async def serve(
    session: AsyncSession, actor_id: int, group_id: int, codes: Sequence[str]
) -> None:
    """Let a group serve these communities, and no others."""
    await access.access_network(session, actor_id, "group.create")
    group = await groups.get(session, group_id)
    if not codes:
        raise UserError(_("No community is chosen yet."))
    await session.execute(
        delete(GroupCommunity).where(
            GroupCommunity.group_id == group.id,
            GroupCommunity.community_code.not_in(codes),
        )
    )
    rows = [{"group_id": group.id, "community_code": code} for code in codes]
    await session.execute(insert(GroupCommunity).on_conflict_do_nothing(), rows)
    await acts.note(session, actor_id, "group.communities", group.id)
