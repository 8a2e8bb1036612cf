"""Programme documents of working groups: created once, named by cases."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Document
from bot.services.team import access, acts

TITLE_LONGEST: Final = 200
NUMBER_LONGEST: Final = 50
LINK_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class New:
    """What a document is known by."""

    kind: str
    title: str
    number: str | None
    adopted_on: date
    link: str | None


async def add(
    session: AsyncSession, actor_id: int, group_id: int, new: New
) -> Document:
    """Add a document to those of a group; the same again is refused."""
    await access.access_group(session, actor_id, group_id, "document.add")
    added = await session.scalars(
        insert(Document)
        .values(group_id=group_id, **asdict(new))
        .on_conflict_do_nothing()
        .returning(Document)
    )
    document: Document | None = added.one_or_none()
    if document is None:
        raise UserError(_("This document exists already."))
    await acts.note(session, actor_id, "document.add", group_id)
    return document


async def list_of(
    session: AsyncSession, actor_id: int, group_id: int
) -> Sequence[Document]:
    """List the documents of a group, the newest first."""
    await access.access_group(session, actor_id, group_id, "document.add")
    found = await session.scalars(
        select(Document)
        .where(Document.group_id == group_id)
        .order_by(Document.adopted_on.desc(), Document.id.desc())
    )
    return found.all()


async def get(session: AsyncSession, group_id: int, document_id: int) -> Document:
    """Get a document of a group, or refuse."""
    found = await session.scalars(
        select(Document).where(
            Document.id == document_id, Document.group_id == group_id
        )
    )
    document = found.one_or_none()
    if document is None:
        raise UserError(_("There is no such document."))
    return document
