"""Keeps the index of what is published: written when it is shown, gone when hidden."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Likeness
from bot.services.similar import meanings, reading

_BATCH: Final = 500
_MARKS: Final = 400  # a row of the index that carries them has 2,700 bytes

_Shown = Row[int, str | None, str, datetime | None]


def columns(text: str) -> dict[str, Any]:
    """Write down what a text is found by."""
    keys = reading.keys(text)
    told = [name for name, _ in reading.likeliest(text)]
    marks = [reading.mark(key) for key in (keys + told)[:_MARKS]]
    return {"words": keys, "marks": marks, "edition": meanings.edition()}


async def index(session: AsyncSession, case_id: int) -> None:
    """Write down what a published case is found by."""
    rows = await session.execute(_SHOWN.where(Case.id == case_id))
    for row in rows:
        await _write(session, row)


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


async def _write(session: AsyncSession, shown: _Shown) -> None:
    case_id, community_code, text, at = shown
    found_by = columns(text)
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
