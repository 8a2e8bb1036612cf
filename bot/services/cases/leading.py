"""How a working group leads a case on, once moderators have passed it (domain 4.6)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Decision, WorkingGroup
from bot.models.case import Status
from bot.services.cases import mergers
from bot.services.days import deadlines
from bot.services.steps import case_log, documents, ladder, steps
from bot.services.steps.ways import Way
from bot.services.team import access
from bot.services.voting import phases, publishing
from bot.words.groups import GROUP_REASONS

Facts = Mapping[str, str]


async def check(
    session: AsyncSession, actor_id: int, case_id: int, to: str
) -> tuple[Case, Way]:
    """Get a case and the way on which it may be led to a status, or refuse."""
    case = await access.access_case(session, actor_id, case_id, "case.lead")
    await session.refresh(case, with_for_update=True)  # one of two people at a time
    way = ladder.led(Status(case.status), to)
    if way is None:
        raise steps.decided_already()
    if way.by == "case.decide":
        await access.access_case(session, actor_id, case_id, "case.decide")
    if await session.scalar(select(Decision.id).where(Decision.case_id == case.id)):
        raise UserError(_("The group has decided on it. Announce that first."))
    if way.decided:
        await phases.require_deciding(session, case)
    return case, way


async def take(
    session: AsyncSession, actor_id: int, case_id: int, *, to: str, facts: Facts
) -> Case:
    """Lead a case on now; its author hears of it in the news of the day."""
    case, way = await check(session, actor_id, case_id, to)
    require(way, facts)
    if way.decided:
        raise steps.decided_already()
    await go(session, case, way, actor=actor_id, facts=facts)
    return case


async def go(
    session: AsyncSession, case: Case, way: Way, *, actor: int, facts: Facts
) -> None:
    """Take a way that was checked, with all that must be told with it."""
    asked = _day_of(facts)
    note = await complete(session, case, way, facts)
    values: dict[str, Any] = {"asked": asked} if asked else {}
    match way.to:
        case Status.IN_DOC:
            values["document_id"] = int(facts["document"])
        case Status.MERGED:
            await mergers.keep(session, case, mergers.standing(case))
            values["merged_into"] = int(facts["id"])
        case Status.CLOSED_SAFETY:
            await publishing.hide_everywhere(session, case.submission_id)
        case _:
            pass
    reason = facts.get("reason")
    await steps.take(
        session,
        case,
        way,
        actor=actor,
        reason=reason if reason in GROUP_REASONS else None,
        note=note,
        **values,
    )


async def complete(
    session: AsyncSession, case: Case, way: Way, facts: Facts
) -> dict[str, str]:
    """Add to the facts what the author is told besides: a day, a document."""
    told = {key: value for key, value in facts.items() if key in way.asks}
    promised = await steps.promise(session, case, way, _day_of(facts))
    if promised.due_at is not None:
        told["by"] = (await _local(session, case, promised.due_at)).isoformat()
    if way.to is Status.IN_DOC:
        told |= await _document(session, case, facts["document"])
    if way.to is Status.MERGED:
        told["n"] = str(await _alike(session, case, facts["id"]))
    if way.to is Status.DECLINED:
        group = await session.get_one(WorkingGroup, case.group_id)
        told |= {"doubts": group.hears_doubts} if group.hears_doubts else {}
    return told


async def put_on_agenda(session: AsyncSession, actor_id: int, case_id: int) -> Case:
    """Put a case on the agenda of its group's next meeting."""
    case = await access.access_case(session, actor_id, case_id, "case.lead")
    facts = await require_meeting(session, actor_id, case)
    return await take(session, actor_id, case_id, to=Status.AGENDA, facts=facts)


async def require_meeting(session: AsyncSession, actor_id: int, case: Case) -> Facts:
    """Refuse where no meeting is planned, or to those who do not lead the group."""
    await access.access_case(session, actor_id, case.id, "case.lead")
    facts = await _meeting(session, case)
    if not facts:
        raise UserError(_("No meeting is planned. Its day is set by /meeting."))
    return facts


async def known(session: AsyncSession, case: Case, way: Way) -> dict[str, str]:
    """Tell what of a way need not be asked: the day of the group's next meeting."""
    return await _meeting(session, case) if way.to is Status.AGENDA else {}


async def _meeting(session: AsyncSession, case: Case) -> dict[str, str]:
    """Tell the day of the next meeting of a case's group, if one is planned."""
    group = await session.get_one(WorkingGroup, case.group_id, populate_existing=True)
    today = deadlines.local_day(await now(session), group.time_zone)
    day = group.meets_on
    return {} if day is None or day <= today else {"date": day.isoformat()}


def require(way: Way, facts: Facts) -> None:
    """Refuse a way on which something that must be told is missing."""
    if not all(facts.get(each) for each in way.asks):
        raise UserError(_("Please choose one of the buttons."))


def _day_of(facts: Facts) -> date | None:
    """Read the day that was asked for, if one was."""
    return date.fromisoformat(facts["date"]) if "date" in facts else None


async def check_original(session: AsyncSession, case: Case, number: str) -> None:
    """Refuse a number that is not of another open case before the same group."""
    await mergers.check_original(session, case, number, ladder.OPEN)


async def _alike(session: AsyncSession, case: Case, number: str) -> int:
    """Count what is considered together: with the main one, and with this one."""
    await check_original(session, case, number)
    sides = int(number), case.submission_id
    together = union(*[case_log.together(each, case.group_id) for each in sides])
    counted = select(func.count()).select_from(together.subquery())
    return await session.scalar(counted) or 0


async def _document(session: AsyncSession, case: Case, name: str) -> dict[str, str]:
    found = await documents.get(session, case.group_id, int(name))
    told = {"title": found.title, "adopted": found.adopted_on.isoformat()}
    numbered = {} if found.number is None else {"number": found.number}
    return told | numbered


async def _local(session: AsyncSession, case: Case, moment: datetime) -> date:
    group = await session.get_one(WorkingGroup, case.group_id)
    return deadlines.local_day(moment, group.time_zone)
