"""The official register of communities, and which of them have a working group."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ARRAY, ColumnElement, Text, any_, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Closure, Community, GroupCommunity, WorkingGroup
from bot.services.search.places import Place
from bot.services.team import access, acts
from bot.shipped import DATA

REGISTER: Final = DATA / "hromadas.csv"
_FORMER: Final = (DATA / "hromada_aliases.csv", DATA / "former_names.csv")
_CODES: Final = any_(bindparam("codes", [], type_=ARRAY(Text)))
_CLOSED: Final = select(Closure.id).where(
    Closure.community_code == GroupCommunity.community_code,
    Closure.closed_at.is_not(None),
)
SERVING_IDS: Final = select(GroupCommunity.group_id).where(
    GroupCommunity.community_code == _CODES, ~_CLOSED.exists()
)
SERVING: Final = (
    select(WorkingGroup)
    .where(WorkingGroup.id.in_(SERVING_IDS))
    .order_by(WorkingGroup.id)
)
_BUTTON: Final = 24  # characters of a label; domain, style
_SHORT: Final = {"Автономна Республіка Крим": "Crimea"}
_COLUMNS: Final = tuple(name for name in Place._fields if name != "former")


async def load_register(session: AsyncSession) -> int:
    """Bring the register up to the file of the release; returns how many it has."""
    rows = list(_read())
    statement = insert(Community)
    changes = {
        name: statement.excluded[name]
        for name in (*_COLUMNS, "former", "codifier_only")
        if name != "code"
    }
    await session.execute(
        statement.on_conflict_do_update(index_elements=["code"], set_=changes), rows
    )
    return len(rows)


async def list_served(
    session: AsyncSession, *, oblast: str | None = None
) -> Sequence[Community]:
    """List the communities that have a working group, by name; no occupied ones."""
    served = select(Community).where(_served(), ~Community.occupied)
    if oblast is not None:
        served = served.where(Community.oblast_uk == oblast)
    ordered = served.order_by(Community.name_uk, Community.code)
    return (await session.scalars(ordered)).all()


async def find(session: AsyncSession, code: str) -> Community | None:
    """Find a community by its code."""
    return await session.get(Community, code)


async def mark_occupied(
    session: AsyncSession, actor_id: int, codes: Sequence[str], *, occupied: bool
) -> None:
    """Mark communities whose people must not be asked to write, or unmark them."""
    await access.access_network(session, actor_id, "community.mark")
    await acts.note(session, actor_id, "community.mark")
    await session.execute(
        update(Community).where(Community.code.in_(codes)).values(occupied=occupied)
    )


async def groups_of(
    session: AsyncSession, codes: Sequence[str]
) -> Sequence[WorkingGroup]:
    """List the working groups that serve any of some communities."""
    return (await session.scalars(SERVING, {"codes": list(codes)})).all()


async def helpers_of(session: AsyncSession, codes: Sequence[str]) -> Sequence[str]:
    """List who helps those who find it hard to type, as each group names them."""
    groups = await groups_of(session, codes)
    named = (group.facilitator or group.contact for group in groups)
    return list(dict.fromkeys(each for each in named if each))


def display(community: Community | Place, language: str) -> str:
    """Name a community in a language, with its oblast: names repeat.

    In English its centre comes first: «Berdychivska» tells its readers nothing.
    """
    if language != "en":
        return f"{community.name_uk} ({community.oblast_uk})"
    if not community.raion_uk:
        return community.name_en
    oblast = _SHORT.get(community.oblast_uk, community.oblast_en)
    return f"{community.centre_en} ({community.name_en}, {oblast})"


def short(community: Community, language: str) -> str:
    """Name a community on a button."""
    if language != "en":
        return community.name_uk
    both = f"{community.centre_en} ({community.name_en})"
    is_one = community.centre_en == community.name_en or len(both) > _BUTTON
    return community.centre_en if is_one else both


def _served() -> ColumnElement[bool]:
    return (
        select(GroupCommunity.group_id)
        .where(GroupCommunity.community_code == Community.code, ~_CLOSED.exists())
        .exists()
    )


def _read() -> Iterator[dict[str, Any]]:
    former = _former()
    for row in _rows(REGISTER):
        yield {name: row[name] for name in _COLUMNS} | {
            "former": former.get(row["code"], []),
            "codifier_only": row["codifier_only"] == "1",
        }


def _former() -> Mapping[str, list[str]]:
    names = defaultdict[str, list[str]](list)
    for path in _FORMER:
        for row in _rows(path):
            names[row["code"]].append(row["former_uk"])
    return names


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as source:
        yield from csv.DictReader(source)
