"""Numbers to call, as coordinators check them; who is told of those that wait."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.errors import UserError
from bot.i18n import _
from bot.models import LineCheck
from bot.models.staff import Role
from bot.services.days import deadlines
from bot.services.letters import hearers, notices
from bot.services.team import access, acts, helplines
from bot.services.team.helplines import Checked, Line

STALE: Final = "lines.stale"  # its subject is a week: 202647
_HUNDRED: Final = 100


async def shown(session: AsyncSession, regions: Collection[str]) -> Sequence[Line]:
    """List the lines that may be shown in some regions; those of everywhere first."""
    moment, checked = await now(session), await _checked(session)
    found = [
        line
        for region in regions or [""]
        for line in helplines.lines(moment, region, checked)
    ]
    return sorted(dict.fromkeys(found), key=lambda line: bool(line.region))


async def hidden(session: AsyncSession) -> Sequence[Line]:
    """List the lines that were found wrong, or checked by nobody for too long."""
    return helplines.stale(await now(session), await _checked(session))


async def unchecked(session: AsyncSession) -> Sequence[Line]:
    """List the lines that are hidden, but not by a coordinator who found them wrong."""
    checked = await _checked(session)
    found = helplines.stale(await now(session), checked)
    return [e for e in found if checked.get(e.number) != helplines.WRONG]


async def visible(session: AsyncSession) -> Sequence[Line]:
    """List the lines that people see, and that can be hidden."""
    return helplines.fresh(await now(session), await _checked(session))


async def confirm(session: AsyncSession, actor_id: int, number: str) -> None:
    """Take down that a number was found right today."""
    today = deadlines.local_day(await now(session))
    await _note(session, actor_id, number, today)
    await acts.note(session, actor_id, "lines.check")


async def hide(session: AsyncSession, actor_id: int, number: str) -> None:
    """Hide a number that is dead or wrong, until it is found right."""
    await _note(session, actor_id, number, helplines.WRONG)
    await acts.note(session, actor_id, "lines.hide")


async def _note(session: AsyncSession, actor_id: int, number: str, day: date) -> None:
    await access.access_network(session, actor_id, "lines.check")
    line = helplines.find(number)
    if line is None or line.always:
        raise UserError(_("Please choose one of the buttons."))
    statement = insert(LineCheck).values(number=number, checked_on=day)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[LineCheck.number], set_={"checked_on": day}
        )
    )


async def tell(session: AsyncSession) -> int:
    """Tell the coordinators, once a week, that lines wait for a check."""
    if not await unchecked(session):
        return 0
    year, week, _day = deadlines.local_day(await now(session)).isocalendar()
    people = await hearers.of(session, None, Role.COORDINATOR)
    subject = year * _HUNDRED + week
    return await notices.write_to_team(session, STALE, subject, people)


async def _checked(session: AsyncSession) -> Checked:
    rows = await session.execute(select(LineCheck.number, LineCheck.checked_on))
    return {row.number: row.checked_on for row in rows}
