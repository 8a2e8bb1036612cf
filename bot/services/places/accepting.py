"""What working groups take in: nothing new before a day, or nothing of a kind."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Date, Select, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.direct import Direct
from bot.errors import UserError
from bot.i18n import Text, _, full_date
from bot.models import GroupCommunity, WorkingGroup
from bot.models.submission import Kind
from bot.services.places import closed, communities


def taking_ids(kind: Kind) -> Select[int]:
    """Select the groups of the communities `codes` that take in what is of a kind."""
    taking = select(WorkingGroup.id).where(_takes(kind))
    return communities.SERVING_IDS.where(GroupCommunity.group_id.in_(taking))


def shut(kind: Kind) -> Select[bool]:
    """Ask whether there are groups, and none of them takes in what is of a kind."""
    serving = select(GroupCommunity.group_id).where(
        GroupCommunity.group_id.in_(communities.SERVING_IDS)
    )
    return select(serving.exists() & ~taking_ids(kind).exists())


async def groups_of(
    session: AsyncSession, codes: Sequence[str], kind: Kind
) -> Sequence[WorkingGroup]:
    """List the groups of communities that take in what is of a kind, or refuse."""
    statement = (
        select(WorkingGroup)
        .where(WorkingGroup.id.in_(taking_ids(kind)))
        .order_by(WorkingGroup.id)
    )
    found = (await session.scalars(statement, {"codes": list(codes)})).all()
    if not found:
        raise await refusal(session, codes, kind)
    return found


async def refusal(session: AsyncSession, codes: Sequence[str], kind: Kind) -> UserError:
    """Tell why nobody takes in what is of a kind."""
    serving = await communities.groups_of(session, codes)
    if not serving:
        return await closed.refusal(session, codes)
    paused = [each.paused_until for each in serving if _would_take(each, kind)]
    known = [until for until in paused if until is not None]
    if known:
        return UserError(_paused(min(known)))
    if kind is Kind.PROPOSAL:
        return UserError(_("The working group takes no proposals at the moment."))
    return UserError(_("The working group takes no concerns here at the moment."))


async def check(session: AsyncSession, codes: Sequence[str], kind: Kind) -> None:
    """Refuse what nobody would take in; where there is no group yet, nothing."""
    ((is_shut,),) = await _SHUT[kind].fetch(session, {"codes": list(codes)})
    if is_shut:
        raise await refusal(session, codes, kind)


async def photos(session: AsyncSession, codes: Sequence[str]) -> bool:
    """Tell whether all who take in a proposal for communities take its photos."""
    ((every,),) = await _PHOTOS.fetch(session, {"codes": list(codes)})
    return bool(every)


def _paused(until: date) -> Text:
    return _(
        "The working group is taking a pause. It takes messages again from {date}: "
        "we will be glad to read you.",
        date=full_date(until),
    )


def _would_take(group: WorkingGroup, kind: Kind) -> bool:
    return group.takes_proposals if kind is Kind.PROPOSAL else group.takes_concerns


def _takes(kind: Kind) -> ColumnElement[bool]:
    columns = {
        Kind.PROPOSAL: WorkingGroup.takes_proposals,
        Kind.CONCERN: WorkingGroup.takes_concerns,
    }
    today = cast(func.timezone(WorkingGroup.time_zone, func.app_now()), Date)
    is_on = or_(WorkingGroup.paused_until.is_(None), WorkingGroup.paused_until <= today)
    return columns[kind] & is_on


_SHUT: Final = {kind: Direct(shut(kind)) for kind in Kind}
_PHOTOS: Final = Direct(
    select(func.bool_and(WorkingGroup.takes_photos)).where(
        WorkingGroup.id.in_(taking_ids(Kind.PROPOSAL))
    )
)
