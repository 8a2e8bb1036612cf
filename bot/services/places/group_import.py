"""Working groups out of a table: every line is checked before any group is made."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import DEFAULT_LANGUAGE, LANGUAGES, _
from bot.markup import clip
from bot.models import WorkingGroup
from bot.services.places import (
    communities,
    group_cells,
    group_names,
    group_settings,
    groups,
    schedules,
    sheets,
)
from bot.services.places.groups import NewGroup
from bot.services.places.sheets import Fault
from bot.services.search import finder
from bot.services.team import access

COLUMNS: Final = 6  # names uk and en, communities, language, contact, phone on duty
MOST: Final = 100
_WIDEST: Final = 26  # columns that are looked at
_SHOWN: Final = 100  # characters of a name that was not found
_CODE: Final = re.compile(r"UA[0-9]{17}")


@dataclass(frozen=True, slots=True)
class Line:
    """A group as a line of the table describes it; further columns by their names."""

    name_uk: str
    name_en: str
    communities: list[str]
    language: str
    contact: str | None
    duty_phone: str | None
    more: dict[str, str] = field(default_factory=dict)
    like: int | None = None


async def check(
    session: AsyncSession, actor_id: int, content: bytes
) -> tuple[Sequence[Line], Sequence[Fault]]:
    """Read a table; whatever is wrong with any line is told, and nothing is made."""
    await access.access_network(session, actor_id, "group.create")
    lines, faults, names = [], [], set[str]()
    whole = await sheets.read(content, columns=_WIDEST, rows=MOST + 1, heading=False)
    try:
        more = group_cells.columns(whole[0][COLUMNS:] if whole else [])
    except UserError as error:
        return [], [Fault(1, error.text)]
    for number, row in enumerate(whole[1:], start=2):
        if not any(row):
            continue
        try:
            lines.append(await _read(session, [*row, *[""] * COLUMNS], names, more))
        except UserError as error:
            faults.append(Fault(number, error.text))
    if not (lines or faults):
        raise UserError(_("The table has no lines below its heading."))
    return lines, faults


async def create(
    session: AsyncSession, actor_id: int, lines: Sequence[dict[str, Any]]
) -> int:
    """Make all the groups, as they were checked; returns how many."""
    for each in lines:
        line = Line(**each)
        await _check_new(session, line.name_uk, line.name_en, set())
        new = NewGroup(
            name_uk=line.name_uk,
            name_en=line.name_en,
            communities=line.communities,
            language=line.language,
        )
        await _make(session, actor_id, line, new)
    return len(lines)


async def _make(
    session: AsyncSession, actor_id: int, line: Line, new: NewGroup
) -> None:
    if line.like is None:
        group = await groups.create(session, actor_id, new)
    else:
        group = await group_settings.create_like(session, actor_id, new, line.like)
    said = {"contact": line.contact, "duty_phone": line.duty_phone, **line.more}
    told = {name: each for name, each in said.items() if each is not None}
    await group_settings.change(session, actor_id, group.id, told)
    if group_cells.DIGEST in line.more:
        asked = group_cells.schedule(line.more[group_cells.DIGEST])
        await schedules.choose(session, actor_id, group.id, asked)


def kept(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Write lines as they wait in a draft."""
    return [asdict(line) for line in lines]


async def _read(
    session: AsyncSession,
    row: Sequence[str],
    names: set[str],
    headings: Sequence[str | None],
) -> Line:
    uk, en, places, language, contact, phone = row[:COLUMNS]
    name_uk, name_en = group_names.check(uk), group_names.check(en)
    await _check_new(session, name_uk, name_en, names)
    names |= {name_uk.casefold(), name_en.casefold()}
    codes = [await _community(session, each) for each in _named(places)]
    if not codes:
        raise UserError(_("No community is chosen yet."))
    more = group_cells.read(headings, row[COLUMNS:])
    return Line(
        name_uk,
        name_en,
        list(dict.fromkeys(codes)),
        _language(language),
        group_cells.short(contact),
        group_cells.phone(phone),
        more,
        await _like(session, more.get(group_cells.LIKE)),
    )


async def _check_new(
    session: AsyncSession, name_uk: str, name_en: str, names: set[str]
) -> None:
    """Refuse a name that another group has, here or in the table."""
    mine = [name_uk.casefold(), name_en.casefold()]
    if names & {*mine} or await session.scalar(_called(mine)):
        raise UserError(_("There is already a group of this name."))


async def _like(session: AsyncSession, name: str | None) -> int | None:
    """Find the group whose settings are copied."""
    if name is None:
        return None
    found = await session.scalar(_called([name.casefold()]))
    if found is None:
        raise UserError(_("There is no group “{name}”.", name=clip(name, _SHOWN)))
    return found


def _called(names: Sequence[str]) -> Select[int]:
    return (
        select(WorkingGroup.id)
        .where(
            WorkingGroup.deleted_at.is_(None),
            or_(
                func.lower(WorkingGroup.name_uk).in_(names),
                func.lower(WorkingGroup.name_en).in_(names),
            ),
        )
        .order_by(WorkingGroup.id)
        .limit(1)
    )


def _named(places: str) -> Iterator[str]:
    return (
        each.strip() for each in places.replace(";", ",").split(",") if each.strip()
    )


async def _community(session: AsyncSession, name: str) -> str:
    if _CODE.fullmatch(name) and await communities.find(session, name):
        return name
    found = await finder.find(session, name)
    if found.exact is not None:
        return found.exact.place.code
    said = clip(name, _SHOWN)
    if not found.hits:
        raise UserError(
            _("The register has no community “{name}”. Check it, please.", name=said)
        )
    raise UserError(
        _("Several communities are called “{name}”. Write the code.", name=said)
    )


def _language(said: str) -> str:
    language = said.casefold() or DEFAULT_LANGUAGE
    if language not in LANGUAGES:
        raise UserError(_("The language is uk or en."))
    return language
