"""The log of what teams did: who by role, when, for which group; never what it said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args

from sqlalchemy import insert, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Staff, StaffAct, WorkingGroup
from bot.models.staff import Role
from bot.services.team import access
from bot.services.team.access import Action

_Moderating = Literal[
    "author.pause",
    "author.lift",
    "text.topic",
    "text.urgency",
    "text.body",
    "text.redact",
    "text.restore",
    "text.translate",
]
Act = Literal[
    _Moderating,
    "group.create",
    "group.bind",
    "group.settings",
    "group.channel",
    "group.communities",
    "group.schedule",
    "group.digest",
    "group.meeting",
    "case.take",
    "case.return",
    "staff.invite",
    "staff.accept",
    "staff.withdraw",
    "mail.add",
    "mail.confirm",
    "mail.leave",
    "mail.remove",
    "ballot.open",
    "ballot.close",
    "community.mark",
    "community.close",
    "announce.ask",
    "announce.confirm",
    "group.delete.ask",
    "group.delete.confirm",
    "export",
    "paper.enter",
    "votes.freeze",
    "votes.release",
    "text.show",
    "text.hide",
    "words.keep",
    "words.drop",
    "phase.plan",
    "phase.clear",
    "document.add",
    "lines.check",
    "lines.hide",
    "group.topic",
    "digest.publish",
]
# What is done by another right than the one of its name.
_BY: Final[Mapping[Act, Action]] = {
    "group.communities": "group.create",
    "group.topic": "group.schedule",
    "group.channel": "group.settings",
    "case.return": "case.take",
    "lines.hide": "lines.check",
    "staff.withdraw": "staff.invite",
    "ballot.close": "ballot.open",
    "announce.ask": "announce",
    "announce.confirm": "announce",
    "group.delete.ask": "group.delete",
    "words.drop": "words.keep",
    "text.show": "case.publish",
    "text.hide": "case.publish",
    "phase.plan": "ballot.open",
    "phase.clear": "ballot.open",
    "group.delete.confirm": "group.delete",
    **dict.fromkeys(get_args(_Moderating), "case.moderate"),
}
_ROLES: Final = {str(action): roles for action, roles in access.RIGHTS.items()}
PAGE: Final = 15
LIFE: Final = timedelta(days=366)  # the trigger lets rows of a year go


@dataclass(frozen=True, slots=True)
class Done:
    """A line of the log; `since` is none when the role is gone."""

    id: int
    at: datetime
    act: str
    role: str
    since: datetime | None
    group: WorkingGroup | None


async def note(
    session: AsyncSession, actor_id: int, act: Act, group_id: int | None = None
) -> None:
    """Note that somebody did something, by the first of their roles that may.

    Whoever accepts a role needs none.
    """
    may = _ROLES.get(_BY.get(act, act), frozenset(Role))
    who = (
        select(literal(act), Staff.role, Staff.id, literal(group_id))
        .where(
            Staff.person_id == actor_id,
            Staff.role.in_(may),
            or_(Staff.group_id == group_id, Staff.group_id.is_(None)),
        )
        .order_by(Staff.group_id.nulls_first(), Staff.id)
        .limit(1)
    )
    columns = ["act", "role", "staff_id", "group_id"]
    await session.execute(insert(StaffAct).from_select(columns, who))


async def page(
    session: AsyncSession, actor_id: int, *, before: int | None = None
) -> Sequence[Done]:
    """List what was done for the groups whose log somebody may read, newest first."""
    await access.access_somewhere(session, actor_id, "log.read")
    statement = (
        select(
            StaffAct.id,
            StaffAct.at,
            StaffAct.act,
            StaffAct.role,
            Staff.since,
            WorkingGroup,
        )
        .outerjoin(Staff, Staff.id == StaffAct.staff_id)
        .outerjoin(WorkingGroup, WorkingGroup.id == StaffAct.group_id)
        .where(access.allowed(actor_id, StaffAct.group_id, "log.read"))
        .order_by(StaffAct.id.desc())
        .limit(PAGE)
    )
    if before is not None:
        statement = statement.where(StaffAct.id < before)
    return [Done(*row) for row in await session.execute(statement)]
