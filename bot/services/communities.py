"""The official register of communities, and which of them have a working group."""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Community, GroupCommunity, WorkingGroup

REGISTER: Final = Path(__file__).parents[2] / "data" / "hromadas.csv"
_COLUMNS: Final = (
    "code",
    "name_uk",
    "name_en",
    "type",
    "raion_uk",
    "raion_en",
    "oblast_uk",
    "oblast_en",
    "centre_uk",
    "centre_en",
)
# What people add to the name of their community.
_NOISE: Final = re.compile(
    r"\b(територіальна|громада|гр|тг|отг|селищна|сільська|міська|hromada|community)\b"
    r"\.?"
)
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'`ʼ‘", "’"))


async def load_register(session: AsyncSession) -> int:
    """Bring the register up to the file of the release; returns how many it has."""
    rows = list(_read())
    statement = insert(Community)
    changes = {
        name: statement.excluded[name]
        for name in (*_COLUMNS, "codifier_only")
        if name != "code"
    }
    await session.execute(
        statement.on_conflict_do_update(index_elements=["code"], set_=changes), rows
    )
    return len(rows)


async def list_served(
    session: AsyncSession, *, oblast: str | None = None
) -> Sequence[Community]:
    """List the communities that have a working group, by name."""
    served = select(Community).where(_served())
    if oblast is not None:
        served = served.where(Community.oblast_uk == oblast)
    ordered = served.order_by(Community.name_uk, Community.code)
    return (await session.scalars(ordered)).all()


async def find(session: AsyncSession, code: str) -> Community | None:
    """Find a community by its code."""
    return await session.get(Community, code)


async def find_by_name(
    session: AsyncSession, words: str, *, limit: int = 8, served: bool = False
) -> Sequence[Community]:
    """Find communities whose name or centre begins with what was typed.

    Exact names come first, then those with a working group.
    """
    wanted = _plain(words)
    if not wanted:
        return []
    found = _by_name(wanted).limit(limit)
    return (await session.scalars(found.where(_served()) if served else found)).all()


async def groups_of(
    session: AsyncSession, codes: Sequence[str]
) -> Sequence[WorkingGroup]:
    """List the working groups that serve any of some communities."""
    serving = select(GroupCommunity.group_id).where(
        GroupCommunity.community_code.in_(codes)
    )
    found = await session.scalars(
        select(WorkingGroup)
        .where(WorkingGroup.id.in_(serving))
        .order_by(WorkingGroup.id)
    )
    return found.all()


def name_of(named: Community | WorkingGroup, language: str) -> str:
    """Name a community or a working group in a language."""
    return named.name_en if language == "en" else named.name_uk


def display(community: Community, language: str) -> str:
    """Name a community in a language, with its oblast: names repeat."""
    if language == "en":
        return f"{community.name_en} ({community.oblast_en})"
    return f"{community.name_uk} ({community.oblast_uk})"


def _by_name(wanted: str) -> Select[Community]:
    names = [
        func.lower(column)
        for column in (
            Community.name_uk,
            Community.name_en,
            Community.centre_uk,
            Community.centre_en,
        )
    ]
    exact = or_(*(name == wanted for name in names))
    return (
        select(Community)
        .where(or_(*(name.startswith(wanted, autoescape=True) for name in names)))
        .order_by(
            case((exact, 0), else_=1),
            case((_served(), 0), else_=1),
            Community.name_uk,
            Community.code,
        )
    )


def _served() -> ColumnElement[bool]:
    return (
        select(GroupCommunity.group_id)
        .where(GroupCommunity.community_code == Community.code)
        .exists()
    )


def _plain(words: str) -> str:
    lowered = words.translate(_APOSTROPHES).lower()
    return " ".join(_NOISE.sub(" ", lowered).split())


def _read() -> Iterator[dict[str, str | bool]]:
    with REGISTER.open(newline="", encoding="utf-8") as source:
        for row in csv.DictReader(source):
            yield {name: row[name] for name in _COLUMNS} | {
                "codifier_only": row["codifier_only"] == "1"
            }
