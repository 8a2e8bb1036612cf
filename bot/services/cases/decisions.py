"""What a working group decided in its meeting: kept, and announced when it is ready."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Select, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Decision
from bot.models.case import Status
from bot.services.cases import leading
from bot.services.cases.leading import Facts
from bot.services.letters import notes
from bot.services.steps import ladder, steps
from bot.services.team import access

# What a meeting may decide besides; it is then told with the rest.
IN_MEETING: Final = (Status.REFERRED, Status.AGENDA)


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision that nobody was told of."""

    id: int
    case_id: int
    number: str
    status: Status


async def decide(
    session: AsyncSession, actor_id: int, case_id: int, *, to: str, facts: Facts
) -> Case:
    """Keep what the group decided on a case; its status stays until it is announced."""
    case, way = await leading.check(session, actor_id, case_id, to)
    leading.require(way, facts)
    if not (way.decided or way.to in IN_MEETING):
        raise steps.decided_already()
    kept = await session.scalar(
        insert(Decision)
        .values(case_id=case.id, status=way.to)
        .on_conflict_do_nothing()
        .returning(Decision.id)
    )
    if kept is None:
        raise steps.decided_already()
    told = {key: facts[key] for key in way.asks}
    await notes.write(session, Decision, kept, told)
    return case


async def take_back(session: AsyncSession, actor_id: int, case_id: int) -> Case:
    """Forget a decision that was not announced."""
    case = await access.access_case(session, actor_id, case_id, "case.decide")
    gone = await session.scalars(
        delete(Decision).where(Decision.case_id == case_id).returning(Decision.id)
    )
    if gone.one_or_none() is None:
        raise steps.decided_already()
    return case


async def waiting(
    session: AsyncSession, actor_id: int, group_id: int
) -> Sequence[Kept]:
    """List what a group decided and has not announced."""
    await access.access_group(session, actor_id, group_id, "case.decide")
    rows = await session.execute(
        _of(group_id).with_only_columns(
            Decision.id, Case.id, Case.submission_id, Decision.status
        )
    )
    return [
        Kept(kept, case_id, str(number), Status(status))
        for kept, case_id, number, status in rows
    ]


async def announce(
    session: AsyncSession, actor_id: int, group_id: int, *, up_to: int
) -> int:
    """Announce a group's decisions: those that were seen, the last of them `up_to`."""
    await access.access_group(session, actor_id, group_id, "case.decide")
    found = await session.execute(
        _of(group_id)
        .where(Decision.id <= up_to)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    rows = found.all()
    for decision, case in rows:
        facts = notes.read(session, decision)
        case.decided_at = decision.decided_at
        await session.delete(decision)
        await session.flush()
        way = ladder.led(Status(case.status), decision.status)
        if way is None:
            raise steps.decided_already()
        await leading.go(session, case, way, actor=actor_id, facts=facts)
    return len(rows)


async def move(session: AsyncSession, group_id: int, former: date, day: date) -> None:
    """Put what was decided to wait for a meeting off to the day that it has now."""
    found = await session.execute(_of(group_id).with_for_update())
    for decision, _case in found.all():
        facts = notes.read(session, decision)
        if facts.get("date") == former.isoformat():
            moved = facts | {"date": day.isoformat()}
            await notes.write(session, Decision, decision.id, moved)


def _of(group_id: int) -> Select[Decision, Case]:
    return (
        select(Decision, Case)
        .join(Case, Case.id == Decision.case_id)
        .where(Case.group_id == group_id)
        .order_by(Decision.id)
    )
