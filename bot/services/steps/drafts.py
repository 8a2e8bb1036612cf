"""Unmoderated texts: sealed, and erased as soon as no case needs them (P6)."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.crypto import Cell
from bot.models import Case, Merger, Submission
from bot.models.case import UNDECIDED, Status
from bot.services.letters import sealed


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote, as they wrote it.

    `photos` are names that Telegram gave to files of its own: none is kept here.
    """

    text: str
    place: str | None = None
    photos: Sequence[str] = ()

    @property
    def revision(self) -> int:
        """Tell one version from the next: what a moderator saw is what is passed."""
        return zlib.crc32(f"{self.text}\n{self.place}".encode())

    def to_json(self) -> dict[str, Any]:
        """Write it down; what has no photos is read by a former version, too."""
        kept: dict[str, Any] = {"text": self.text, "place": self.place}
        return kept | {"photos": list(self.photos)} if self.photos else kept


def seal(session: AsyncSession, draft: Draft, number: int) -> bytes:
    """Seal a draft for its submission."""
    return sealed.seal_json(session, draft.to_json(), _cell(number))


def open_draft(session: AsyncSession, submission: Submission) -> Draft | None:
    """Open the draft of a submission, unless it was erased."""
    if submission.draft is None:
        return None
    return Draft(**sealed.open_json(session, submission.draft, _cell(submission.id)))


def of_case(session: AsyncSession, case: Case, submission: Submission) -> Draft | None:
    """Open what a group's moderators read: the draft, or what they made of it."""
    if case.edited is None:
        return open_draft(session, submission)
    return Draft(**sealed.open_json(session, case.edited, edited_cell(case.id)))


def add(session: AsyncSession, submission: Submission, words: str) -> None:
    """Add an answer of the author to the draft."""
    draft = open_draft(session, submission)
    if draft is not None:
        submission.draft = seal(session, longer(draft, words), submission.id)


def end_of(draft: Draft | None) -> dict[str, str]:
    """Note where a text ends, and which one it is, before an answer is added."""
    if draft is None:
        return {}
    return {"at": str(len(draft.text)), "revision": str(draft.revision)}


def place_of(draft: Draft, note: Mapping[str, str]) -> int | None:
    """Find where in a text that end was; None if it was changed before it since."""
    at = int(note.get("at", 0))
    before = replace(draft, text=draft.text[:at])
    return at if str(before.revision) == note.get("revision") else None


def longer(draft: Draft, words: str) -> Draft:
    """Set an answer under the text."""
    return replace(draft, text=f"{draft.text}\n\n{words}")


def is_needed() -> ColumnElement[bool]:
    """Tell, inside a query, whether some case of a submission is undecided."""
    return exists().where(Case.submission_id == Submission.id, is_undecided(Case))


def is_undecided(case: type[Case]) -> ColumnElement[bool]:
    """Tell, inside a query, whether a group has still to decide on a text.

    Or merged it unread, as long as that can be undone.
    """
    merger = aliased(Merger)
    can_be_undone = select(merger.case_id).where(
        merger.case_id == case.id, merger.status.in_(UNDECIDED)
    )
    is_merged = and_(case.status == Status.MERGED, can_be_undone.exists())
    return case.status.in_(UNDECIDED) | is_merged


async def lock(session: AsyncSession, number: int) -> None:
    """Let one transaction at a time look at all cases of a submission.

    A statement of its own: what comes after it sees what the others committed. Always
    after the rows of the cases, so that nobody waits in a circle.
    """
    await session.execute(
        select(Submission.id).where(Submission.id == number).with_for_update()
    )


async def forget_edited(session: AsyncSession, number: int) -> None:
    """Go back to what the author sent, in every group: it says more than it did.

    Where the author is asked about a text, that one stays: it is theirs to judge.
    """
    await session.execute(
        update(Case)
        .where(Case.submission_id == number, Case.edited.is_not(None))
        .where(Case.status != Status.EDITED)
        .values(edited=None)
    )


async def erase_unneeded(session: AsyncSession, number: int) -> None:
    """Erase the draft of a submission when all its cases are decided."""
    await lock(session, number)
    await session.execute(
        update(Submission)
        .where(Submission.id == number, ~is_needed())
        .values(draft=None)
        .execution_options(synchronize_session="fetch")
    )


def seal_photos(session: AsyncSession, draft: Draft, case_id: int) -> bytes | None:
    """Seal the photos that a group gets with a text."""
    if not draft.photos:
        return None
    return sealed.seal_json(session, list(draft.photos), _photos_cell(case_id))


def passed_photos(session: AsyncSession, case: Case) -> Sequence[str]:
    """Open the photos that a group got with a text."""
    if case.photos is None:
        return ()
    found: list[str] = sealed.open_json(session, case.photos, _photos_cell(case.id))
    return found


def edited_cell(case_id: int) -> Cell:
    """Name the cell of a text that moderators changed."""
    return Cell("case", "edited", case_id)


def _photos_cell(case_id: int) -> Cell:
    return Cell("case", "photos", case_id)


def _cell(number: int) -> Cell:
    return Cell("submission", "draft", number)
