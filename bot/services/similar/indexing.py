"""Keeps the index of what is published: written when it is shown, gone when hidden."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Likeness
from bot.services.similar import meanings, reading, sentences

_BATCH: Final = 500
_READ: Final = 10  # texts whose rows are locked while a model reads them: 0.5 s
_MARKS: Final = 400  # a row of the index that carries them has 2,700 bytes

_Shown = Row[int, str | None, str, datetime | None]


def columns(text: str) -> dict[str, Any]:
    """Write down what a text is found by."""
    keys = reading.keys(text)
    told = [name for name, _ in reading.likeliest(text)]
    marks = [reading.mark(key) for key in (keys + told)[:_MARKS]]
    return {"words": keys, "marks": marks, "edition": meanings.edition()}


async def index(session: AsyncSession, case_id: int) -> None:
    """Write down what a published case is found by; a job has its sentences read."""
    rows = await session.execute(_SHOWN.where(Case.id == case_id))
    for row in rows:
        await _write(session, row, sense=None, vector=None)


async def read_sentences(session: AsyncSession) -> int:
    """Let the model read what it has not yet; returns how many, a batch.

    Rows are locked first: a text that changes meanwhile is read again.
    """
    if not sentences.are_read():
        return 0
    unread = (
        select(Likeness.case_id)
        .join(Case, Case.id == Likeness.case_id)
        .where(Likeness.sense.is_(None), Case.text.is_not(None))
        .limit(_READ)
        .with_for_update(of=Likeness, skip_locked=True)
    )
    found = (await session.scalars(unread)).all()
    wanted = select(Case.id, Case.text, Case.translation).where(Case.id.in_(found))
    for case_id, *versions in (await session.execute(wanted)).all():
        written = [each for each in versions if each]
        if written:
            row = update(Likeness).where(Likeness.case_id == case_id)
            sense = await sentences.write(written)
            await session.execute(row.values(sense=sense))
    return len(found)


async def drop(session: AsyncSession, case_id: int) -> None:
    """Let a case be found no longer."""
    await session.execute(delete(Likeness).where(Likeness.case_id == case_id))


async def index_missed(session: AsyncSession) -> int:
    """Index what was shown before this list of synonyms; returns how many, a batch."""
    old = or_(Likeness.case_id.is_(None), Likeness.edition != meanings.edition())
    known = _SHOWN.outerjoin(Likeness, Likeness.case_id == Case.id)
    batch = known.where(old).limit(_BATCH).with_for_update(of=Case, skip_locked=True)
    rows = (await session.execute(batch)).all()
    for row in rows:
        await _write(session, row)
    return len(rows)


async def forget(session: AsyncSession, _life: timedelta = timedelta()) -> int:
    """Forget what cases were found by whose text is gone, or shown no longer."""
    gone = or_(Case.published_at.is_(None), Case.text.is_(None))
    result = await session.execute(
        delete(Likeness)
        .where(Likeness.case_id == Case.id, gone)
        .returning(Likeness.case_id)
    )
    return len(result.all())


async def _write(session: AsyncSession, shown: _Shown, **changes: Any) -> None:
    case_id, community_code, text, at = shown
    found_by = columns(text) | changes
    new = insert(Likeness).values(
        case_id=case_id, community_code=community_code, at=at, **found_by
    )
    changed = {name: new.excluded[name] for name in (*found_by, "at")}
    await session.execute(
        new.on_conflict_do_update(index_elements=["case_id"], set_=changed)
    )


_SHOWN: Final = select(
    Case.id,
    Case.community_code,
    func.concat_ws("\n", Case.text, Case.translation),
    Case.published_at,
).where(Case.published_at.is_not(None), Case.text.is_not(None))
