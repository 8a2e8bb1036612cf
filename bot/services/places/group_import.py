"""Working groups out of a table: every line is checked before any group is made."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import DEFAULT_LANGUAGE, LANGUAGES, _
from bot.markup import clip
from bot.models import WorkingGroup
from bot.services.checks import examining
from bot.services.places import communities, group_names, group_settings, groups, sheets
from bot.services.places.groups import NewGroup
from bot.services.places.sheets import Fault
from bot.services.search import finder
from bot.services.team import access
from bot.services.texts import proposal_text

COLUMNS: Final = 6  # names uk and en, communities, language, contact, phone on duty
MOST: Final = 100
LONGEST: Final = 200  # of a contact
NONE: Final = ("", "-", "–", "—")
_SHOWN: Final = 100  # characters of a name that was not found
_CUT_OFF: Final = re.compile(r"[1-9][0-9]{8}")  # a number that Excel took for one
_CODE: Final = re.compile(r"UA[0-9]{17}")


@dataclass(frozen=True, slots=True)
class Line:
    """A group as a line of the table describes it."""

    name_uk: str
    name_en: str
    communities: list[str]
    language: str
    contact: str | None
    duty_phone: str | None


async def check(
    session: AsyncSession, actor_id: int, content: bytes
) -> tuple[Sequence[Line], Sequence[Fault]]:
    """Read a table; whatever is wrong with any line is told, and nothing is made."""
    await access.access_network(session, actor_id, "group.create")
    lines, faults, names = [], [], set[str]()
    rows = await sheets.read(content, columns=COLUMNS, rows=MOST)
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        try:
            lines.append(await _read(session, [*row, *[""] * COLUMNS], names))
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
        group = await groups.create(session, actor_id, new)
        said = {"contact": line.contact, "duty_phone": line.duty_phone}
        await group_settings.change(session, actor_id, group.id, said)
    return len(lines)


def kept(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Write lines as they wait in a draft."""
    return [asdict(line) for line in lines]


async def _read(session: AsyncSession, row: Sequence[str], names: set[str]) -> Line:
    uk, en, places, language, contact, phone = row[:COLUMNS]
    name_uk, name_en = group_names.check(uk), group_names.check(en)
    await _check_new(session, name_uk, name_en, names)
    names |= {name_uk.casefold(), name_en.casefold()}
    codes = [await _community(session, each) for each in _named(places)]
    if not codes:
        raise UserError(_("No community is chosen yet."))
    return Line(
        name_uk,
        name_en,
        list(dict.fromkeys(codes)),
        _language(language),
        _short(contact),
        _phone(phone),
    )


async def _check_new(
    session: AsyncSession, name_uk: str, name_en: str, names: set[str]
) -> None:
    """Refuse a name that another group has, here or in the table."""
    mine = [name_uk.casefold(), name_en.casefold()]
    there = select(WorkingGroup.id).where(
        WorkingGroup.deleted_at.is_(None),
        or_(
            func.lower(WorkingGroup.name_uk).in_(mine),
            func.lower(WorkingGroup.name_en).in_(mine),
        ),
    )
    if names & {*mine} or await session.scalar(there.limit(1)):
        raise UserError(_("There is already a group of this name."))


def _short(text: str) -> str | None:
    if text in NONE:
        return None
    if examining.examine(text).is_military:
        raise UserError(_("Military matters must not stand in a contact."))
    return proposal_text.check_short(text, LONGEST)


def _phone(text: str) -> str | None:
    phone = _short(text)
    if phone is None:
        return None
    if _CUT_OFF.fullmatch(phone):
        raise UserError(
            _("The phone “{phone}” lacks its 0. Write it as text: +380…", phone=phone)
        )
    return group_names.check_phone(phone)


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
