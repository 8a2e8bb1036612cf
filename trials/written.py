"""Naughty strings in what teams write: names, often words, translations, tables."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from sqlalchemy import func, select, update

from bot.errors import UserError
from bot.models import Canned, Case, WorkingGroup
from bot.models.canned import Use
from bot.models.case import Status
from bot.playground.person import Person as Phone
from bot.services.places import group_names
from bot.services.steps import case_log
from tests.factories import make_published
from tests.square import Square
from trials.shown import as_kept, served

_HEADING: Final = ("Назва", "Name", "Громади", "Мова", "Контакт", "Телефон", "Digest")
_TOPIC: Final = "P15"  # which the public may read of
_IDEA: Final = "Ідея"
_READ: Final = (
    ("/words", "Questions to authors"),
    ("/digest", "You said — we did"),
    ("/network", "Show more"),
)


async def lay_out(square: Square, texts: Sequence[str]) -> None:
    """Let a team have said texts often, translated them, and told them as results."""
    async with square.town.sessions.begin() as session:
        community = await served(session, square)
        yesterday = func.app_now() - timedelta(days=1)  # since when the public is told
        await session.execute(update(WorkingGroup).values(created_at=yesterday))
        for text in map(as_kept, texts):
            made = await make_published(
                session,
                community,
                square.group,
                text=text,
                translation=text,
                status=Status.DONE,
            )
            made.topic = _TOPIC
            found = select(Case).where(Case.submission_id == made.id)
            case = (await session.scalars(found)).one()
            await case_log.append(session, case, Status.DONE, note={"result": text})
            said = {"group_id": square.group.id, "text_uk": text, "text_en": text}
            session.add_all([Canned(use=use, **said) for use in Use])


async def read_all(square: Square, phone: Phone) -> None:
    """Read what was said often, and draw up what the public is told."""
    for command, button in _READ:
        await square.types(phone, command)
        if phone.sees()[-1].key(button):
            await square.presses(phone, button)


async def name_group(square: Square, phone: Phone, texts: Sequence[str]) -> None:
    """Call the group by each text that can be a name, and show it."""
    for name in _names(texts):
        async with square.town.sessions.begin() as session:
            named = {"name_uk": name, "name_en": name, "contact": name}
            await session.execute(update(WorkingGroup).values(**named))
        for command in ("/network", "/settings", "/digest preview"):
            await square.types(phone, command)
        await square.types(square.resident, "/about")


def _names(texts: Sequence[str]) -> Iterator[str]:
    for text in map(as_kept, texts):
        try:
            yield group_names.check(text)
        except UserError:
            continue


async def send_tables(square: Square, phone: Phone, texts: Sequence[str]) -> None:
    """Send tables of groups and lists of ideas that hold texts in every cell."""
    kept = [as_kept(text) for text in texts]
    groups = [_HEADING, *([text] * len(_HEADING) for text in kept)]
    ideas = [(_IDEA,), *((text,) for text in kept)]
    for command, name, content in (
        ("/network", "groups.xlsx", _xlsx(groups)),
        ("/network", "headings.xlsx", _xlsx([[*_HEADING[:6], *kept], _HEADING])),
        ("/paper", "ideas.xlsx", _xlsx(ideas)),
        ("/paper", "ideas.csv", _csv(ideas)),
    ):
        await square.types(phone, command)
        phone.sends_file(name, content)
        await square.town.settle()


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    book, packed = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    book.save(packed)
    return packed.getvalue()


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    packed = io.StringIO()
    csv.writer(packed).writerows(rows)
    return packed.getvalue().encode()
