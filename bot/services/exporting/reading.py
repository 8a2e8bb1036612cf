"""What is published, read row by row: however much it is, little of it is held."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, exists, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import (
    Ballot,
    Case,
    CaseEvent,
    Closure,
    Community,
    Document,
    Phase,
    Submission,
    Tally,
)
from bot.models.phase import PhaseKind
from bot.services.browsing import listing
from bot.services.days import deadlines
from bot.services.days.small_cells import SHOWN_FROM
from bot.services.exporting.columns import Cell, in_each
from bot.services.steps import case_log
from bot.services.team import access, acts
from bot.services.texts import languages
from bot.services.voting import phases, publishing
from bot.words.codes import STATUSES, TOPICS

_AT_ONCE: Final = 1_000  # rows that are held
_TOPICS: Final = in_each(dict(TOPICS))
_STATUSES: Final = in_each(dict(STATUSES))
_UNNAMED: Final = ("", "")
_CHOICES: Final = (Tally.agree, Tally.disagree, Tally.unsure)
_STEP: Final = select(func.max(CaseEvent.at)).where(
    CaseEvent.case_id == Case.id, case_log.is_step()
)
# How each proposal stood in the last voting that is over.
_TOLD: Final = (
    select(Tally.submission_id, Ballot.community_code, *_CHOICES)
    .join(Ballot, Ballot.id == Tally.ballot_id)
    .where(Ballot.closed_at.is_not(None))
    .order_by(Tally.submission_id, Ballot.community_code, Ballot.id.desc())
    .ext(distinct_on(Tally.submission_id, Ballot.community_code))
    .subquery()
)
_COLUMNS: Final = (
    Case.submission_id,
    Case.community_code,
    Community.name_uk,
    Community.name_en,
    Community.oblast_uk,
    Community.oblast_en,
    Case.topic,
    Case.text,
    Case.translation,
    Case.status,
    Submission.created_at,
    Case.published_at,
    _STEP.scalar_subquery(),
    *(_TOLD.c[each.key] for each in _CHOICES),
    Document.title,
    Document.number,
    Document.adopted_on,
    Document.link,
)


async def scope(
    session: AsyncSession, actor_id: int, group_id: int | None
) -> Sequence[int] | None:
    """Tell whose proposals somebody takes out: of a group, or (none) of the network."""
    if group_id is None:
        await access.access_network(session, actor_id, "export")
        return None
    await access.access_group(session, actor_id, group_id, "export")
    return [group_id]


async def take(
    session: AsyncSession, actor_id: int, group_id: int | None
) -> Sequence[int] | None:
    """Tell the same of what somebody takes out now, and note that they do."""
    found = await scope(session, actor_id, group_id)
    await acts.note(session, actor_id, "export", group_id)
    return found


async def count(session: AsyncSession, groups: Sequence[int] | None) -> int:
    """Count the rows."""
    rows = select(func.count()).select_from(Case).where(*_published(groups))
    return await session.scalar(rows) or 0


async def rows(
    session: AsyncSession, groups: Sequence[int] | None
) -> AsyncIterator[Sequence[Cell]]:
    """Read the rows, by number, through a cursor of the server."""
    held_back = await _held_back(session)
    found = await session.stream(
        _statement(groups).execution_options(yield_per=_AT_ONCE)
    )
    async for some in found.partitions():  # row by row would cost a switch each
        for row in some:
            yield _row(row, held_back)


def _statement(groups: Sequence[int] | None) -> Select[*tuple[Any, ...]]:
    return (
        select(*_COLUMNS)
        .join(Submission, Submission.id == Case.submission_id)
        .join(Community, Community.code == Case.community_code)
        .outerjoin(Document, Document.id == Case.document_id)
        .outerjoin(
            _TOLD,
            (_TOLD.c.submission_id == Case.submission_id)
            & (_TOLD.c.community_code == Case.community_code),
        )
        .where(*_published(groups))
        .order_by(Case.submission_id, Case.id)
    )


def _published(groups: Sequence[int] | None) -> Sequence[ColumnElement[bool]]:
    """Tell, inside a query of cases, what is given out: nothing of closed places."""
    closed = exists().where(
        Closure.community_code == Case.community_code, Closure.closed_at.is_not(None)
    )
    if groups is None:
        return [listing.ONCE, ~closed]
    # What another group of the community showed first is theirs, too.
    return [publishing.is_told(), ~closed, Case.group_id.in_(groups)]


async def _held_back(session: AsyncSession) -> frozenset[str]:
    """List the communities whose results are told on a day to come."""
    planned = await session.scalars(
        select(Phase.community_code)
        .where(Phase.kind == PhaseKind.RESULTS, Phase.last_day >= func.app_now())
        .distinct()
    )
    codes = planned.all()
    return frozenset([e for e in codes if await phases.results_day(session, e)])


def _row(row: Row[*tuple[Any, ...]], held_back: frozenset[str]) -> Sequence[Cell]:
    number, code, *place, topic, text, translation, status = row[:10]
    sent, shown, step, *votes = row[10:16]
    title, document, adopted, link = row[16:]
    return [
        number,
        code,
        *place,
        topic,
        *_TOPICS.get(topic, _UNNAMED),
        languages.of(text or ""),
        text,
        translation,
        status,
        *_STATUSES.get(status, _UNNAMED),
        f"{deadlines.local_day(sent):%Y-%m}",
        _day(shown),
        _day(step),
        *([None] * len(votes) if code in held_back else _votes(votes)),
        title,
        document,
        None if adopted is None else _iso(adopted),
        link,
    ]


def _votes(votes: Sequence[int | None]) -> Sequence[int | None]:
    """Hide small cells, and all of them where few voted."""
    if sum(n or 0 for n in votes) < SHOWN_FROM:
        return [None] * len(votes)
    return [None if n and n < SHOWN_FROM else n for n in votes]


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else _iso(deadlines.local_day(moment))


def _iso(day: date) -> str:
    return day.isoformat()
