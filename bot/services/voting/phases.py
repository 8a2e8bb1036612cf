"""The round of a community: which days it collects, votes, decides and tells results.

What is not in its phase is refused with the day on which it is. Days are Kyiv's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    TEXT,
    ColumnElement,
    any_,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped

from bot.db import now
from bot.direct import Direct
from bot.errors import UserError
from bot.i18n import Text, _, label
from bot.models import Ballot, Case, Community, Phase
from bot.models.phase import PhaseKind
from bot.services.days import deadlines
from bot.services.team import acts
from bot.services.voting import ballots

NAMES: Final[Mapping[str, Text]] = {
    PhaseKind.COLLECT: label("Collecting ideas"),
    PhaseKind.VOTE: label("Voting"),
    PhaseKind.DECIDE: label("The group decides"),
    PhaseKind.RESULTS: label("Results"),
}
_Days = tuple[str, date, date]  # a community, its first day and its last


def _planned(column: Mapped[Any]) -> ColumnElement[Any]:
    """List what is planned of collecting for the communities `codes`."""
    planned = (
        select(column)
        .where(
            Phase.kind == PhaseKind.COLLECT,
            Phase.community_code == any_(bindparam("codes", type_=ARRAY(TEXT))),
        )
        .order_by(Phase.community_code)
    )
    return func.array(planned.scalar_subquery())


# Asked for every proposal, in one statement with what else is.
COLLECTING: Final = (
    _planned(Phase.community_code),
    _planned(Phase.first_day),
    _planned(Phase.last_day),
)
_COLLECTING: Final = Direct(select(*COLLECTING))


async def of(session: AsyncSession, code: str) -> Mapping[str, Phase]:
    """Get the plan of a community, in the order of a round."""
    rows = await session.scalars(
        select(Phase)
        .where(Phase.community_code == code)
        .execution_options(populate_existing=True)
    )
    found = {each.kind: each for each in rows}
    return {kind: found[kind] for kind in PhaseKind if kind in found}


@dataclass(frozen=True, slots=True)
class Planned:
    """A phase as it shall be: of which community, and its days."""

    code: str
    kind: PhaseKind
    first: date
    last: date


async def plan(
    session: AsyncSession, actor_id: int, group_id: int, planned: Planned
) -> None:
    """Set the days of a phase; voting under way ends with the new last day."""
    code = planned.code
    await ballots.access_community(session, actor_id, group_id, code)
    await session.execute(
        select(Community.code).where(Community.code == code).with_for_update()
    )
    await check(session, planned)
    days = {"first_day": planned.first, "last_day": planned.last}
    await session.execute(
        insert(Phase)
        .values(community_code=code, kind=planned.kind, **days)
        .on_conflict_do_update(index_elements=["community_code", "kind"], set_=days)
    )
    if planned.kind is PhaseKind.VOTE:
        await _move_end(session, planned)
    await acts.note(session, actor_id, "phase.plan", group_id)


async def _move_end(session: AsyncSession, planned: Planned) -> None:
    """Let voting under way end with its phase; what is over stays over."""
    if planned.first <= deadlines.local_day(await now(session)):
        opened = update(Ballot).where(*ballots.under_way(planned.code))
        await session.execute(opened.values(closes_at=ends(planned.last)))


async def check(session: AsyncSession, planned: Planned) -> None:
    """Refuse days that end before they begin, or are taken."""
    if planned.last < planned.first:
        raise UserError(_("The last day comes before the first one."))
    for other in (await of(session, planned.code)).values():
        is_apart = other.last_day < planned.first or planned.last < other.first_day
        if other.kind != planned.kind and not is_apart:
            raise UserError(
                _(
                    "These days are taken. {phase}: from {first} to {last}.",
                    phase=NAMES[other.kind],
                    first=other.first_day,
                    last=other.last_day,
                )
            )
    if planned.kind is PhaseKind.VOTE:
        await _check_next_vote(session, planned)


async def _check_next_vote(session: AsyncSession, planned: Planned) -> None:
    """Refuse voting that would begin before the one under way ends."""
    if planned.first <= deadlines.local_day(await now(session)):
        return
    ends = await session.scalar(
        select(Ballot.closes_at).where(*ballots.under_way(planned.code))
    )
    if ends is not None and planned.first <= deadlines.local_day(ends):
        raise UserError(
            _(
                "Voting is under way until {date}. The next one begins later.",
                date=deadlines.local_day(ends),
            )
        )


async def clear(
    session: AsyncSession, actor_id: int, group_id: int, phase: tuple[str, PhaseKind]
) -> None:
    """Take a phase of a community out of the plan; voting under way goes on."""
    code, kind = phase
    await ballots.access_community(session, actor_id, group_id, code)
    await session.execute(
        delete(Phase).where(Phase.community_code == code, Phase.kind == kind)
    )
    await acts.note(session, actor_id, "phase.clear", group_id)


async def check_collecting(
    session: AsyncSession, codes: Sequence[str], moment: datetime
) -> None:
    """Refuse a proposal that none of some communities collects now."""
    (planned,) = await _COLLECTING.fetch(session, {"codes": list(codes)})
    require_one_collecting(planned, codes, moment)


def require_one_collecting(
    planned: Sequence[Any], codes: Sequence[str], moment: datetime
) -> None:
    """Refuse a proposal that none of some communities collects, by what is planned."""
    days = _days(planned)
    closed = [_why_not([each for each in days if each[0] == c], moment) for c in codes]
    if closed[0] is not None and all(closed):
        raise UserError(closed[0])


def require_collecting(planned: Sequence[Any], moment: datetime) -> None:
    """Refuse a proposal where some community does not collect, by what is planned."""
    refusal = _why_not(_days(planned), moment)
    if refusal is not None:
        raise UserError(refusal)


def _days(planned: Sequence[Any]) -> list[_Days]:
    """Read the columns of `COLLECTING`."""
    return list(zip(*planned, strict=True))


def _why_not(days: Sequence[_Days], moment: datetime) -> Text | None:
    today = deadlines.local_day(moment)
    closed = [(first, last) for _, first, last in days if not first <= today <= last]
    coming = [first for first, _last in closed if first > today]
    if coming:
        return _(
            "We are not collecting ideas now. The next round starts {date}. What "
            "worries you can be sent at any time.",
            date=min(coming),
        )
    if closed:
        return _(
            "Collecting of ideas ended on {date}. What worries you can be sent at any "
            "time.",
            date=max(last for _first, last in closed),
        )
    return None


async def require_deciding(session: AsyncSession, case: Case) -> None:
    """Refuse to decide on what people vote on before the group decides."""
    if case.published_at is None or case.community_code is None:
        return
    begins = await coming(session, case.community_code, PhaseKind.DECIDE)
    if begins is not None:
        raise UserError(
            _("People vote first. The group decides from {date}.", date=begins)
        )


async def coming(session: AsyncSession, code: str, kind: PhaseKind) -> date | None:
    """Find the first day of a phase that is still to come."""
    today = deadlines.local_day(await now(session))
    return await session.scalar(
        select(Phase.first_day).where(
            Phase.community_code == code, Phase.kind == kind, Phase.first_day > today
        )
    )


async def results_day(session: AsyncSession, code: str) -> date | None:
    """Find the day on which the last voting is told, if it is still to come.

    What an earlier round came to is told until the next one votes.
    """
    if await coming(session, code, PhaseKind.VOTE) is not None:
        return None
    return await coming(session, code, PhaseKind.RESULTS)


def ends(day: date) -> datetime:
    """Tell the moment at which a phase with this last day is over."""
    begins = deadlines.day_begins(day, deadlines.ZONE)
    return deadlines.days_later(begins, 0, deadlines.ZONE)
