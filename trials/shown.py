"""Naughty strings where they are shown: cards, pages, digests and exports."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Community, GroupCommunity
from bot.models.case import Status
from bot.playground.person import Person as Phone
from bot.services.exporting import files, reading
from bot.services.exporting.columns import Cell
from tests.factories import make_case, make_published, make_submission
from tests.square import Square

_SIGNS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def as_kept(text: str) -> str:
    """Write a text as a database can hold it."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\0", "\ufffd") or " "


async def lay_out(square: Square, texts: Sequence[str]) -> list[int]:
    """Let texts wait for a moderator, and show them; returns the numbers shown."""
    async with square.town.sessions.begin() as session:
        community, shown = await served(session, square), list[int]()
        for text in map(as_kept, texts):
            waiting = await make_submission(session, community=community, text=text)
            await make_case(session, group=square.group, submission=waiting)
            made = await make_published(session, community, square.group, text=text)
            shown.append(made.id)
    return shown


async def served(session: AsyncSession, square: Square) -> Community:
    """Find the community of the group."""
    found = await session.scalars(
        select(Community)
        .join(GroupCommunity, GroupCommunity.community_code == Community.code)
        .where(GroupCommunity.group_id == square.group.id)
    )
    return found.one()


async def read_all(square: Square, numbers: Sequence[int]) -> None:
    """Read every card and every page, and ask for the digest."""
    await square.types(square.moderator, "/queue")
    for _n in numbers:
        if square.moderator.sees()[-1].key("Pass to the group"):
            await square.presses(square.moderator, "Pass to the group")
    for number in numbers:
        await square.types(square.resident, f"/p {number}")
    await square.types(square.resident, "/proposals")
    await square.types(square.moderator, "/digest preview")
    await square.types(square.moderator, "/digest now")


async def lead_all(square: Square, phone: Phone) -> None:
    """Read what a team leads, has on its agenda, and is asked to answer."""
    passed = f"cases.1:list:{square.group.id}:{tuple(Status).index(Status.PASSED)}:0"
    for command, button in (
        ("/cases", passed),
        ("/agenda", "Print version"),
        ("/agenda", "Extract for the minutes"),
        ("/agenda", "Decisions needed"),
    ):
        await square.types(phone, command)
        await square.presses(phone, button)


async def formulas(square: Square) -> list[str]:
    """Export what is shown; list what a spreadsheet would compute."""
    async with square.town.sessions() as session:
        rows = [row async for row in reading.rows(session, None)]
    return [*_in_csv(files.write_all("csv", rows)), *_in_xlsx(rows)]


def _in_csv(written: bytes) -> Iterator[str]:
    """Read it twice: as it is meant, and by semicolons and lines."""
    text = written.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    pieces = [
        piece
        for cell in cells
        for line in cell.splitlines() or [""]
        for piece in line.split(";")
    ]
    return (each for each in pieces if each.lstrip().startswith(_SIGNS))


def _in_xlsx(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    book = load_workbook(io.BytesIO(files.write_all("xlsx", rows)))
    for sheet in book.worksheets:
        for row in sheet:
            for cell in row:
                if cell.data_type == "f":
                    yield str(cell.value)
