"""What a digest tells: what came of its period, and what waits for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, distinct, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.models import Case, CaseEvent, Decision, Document, Submission
from bot.models.case import FINAL, WAITING, Status
from bot.services import cases, categories, digest_cases
from bot.services.categories import URGENT
from bot.services.digest_cases import Item
from bot.services.drafts import UNDECIDED

OVERDUE_AFTER: Final = timedelta(days=30)  # domain 2.1: the service promise
_TOP: Final = 3
_OFTEN: Final = 2  # once is not "most frequent"
_DOCUMENTS: Final = 5
_NAMED: Final = 5  # numbers of what is on an agenda
_NOT_FOR_GROUP: Final = (Status.WITHDRAWN, Status.CLOSED_SAFETY, Status.MERGED)


@dataclass(frozen=True, slots=True)
class Period:
    """What a digest counts: from the last one on, which counted its own moment."""

    since: datetime
    until: datetime
    is_first: bool = False

    def has(self, moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Tell, inside a query, whether something happened in it."""
        return moment >= self.since if self.is_first else moment > self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a digest says.

    `received` counts all that came, `worries` the concerns among it; `unread` waits for
    moderators, `untold` was decided and not announced. `deciding` and `pressing` count
    what `items` and `urgent` list: of the urgent ones the group reads numbers and
    categories only.
    """

    period: Period
    received: int = 0
    worries: int = 0
    answered: int = 0
    done: int = 0
    overdue: int = 0
    unread: int = 0
    untold: int = 0
    topics: Sequence[tuple[str, int]] = ()
    deciding: int = 0
    items: Sequence[Item] = ()
    pressing: int = 0
    urgent: Sequence[Item] = ()
    documents: Sequence[tuple[str, int]] = ()
    planned: int = 0
    agenda: Sequence[int] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is new and nothing waits for anybody."""
        new = self.received or self.answered or self.done or self.documents
        waits = self.deciding or self.pressing or self.planned or self.untold
        return not (new or waits or self.overdue or self.unread)


async def gather(session: AsyncSession, group_id: int, period: Period) -> Facts:
    """Gather what happened in a group in a period, and what waits at its end."""
    urgent, items = await digest_cases.waiting(session, group_id, period.until)
    return Facts(
        period=period,
        items=items,
        urgent=urgent,
        documents=await _documents(session, group_id, period),
        **await _received(session, group_id, period),
        **await _sums(session, group_id, period),
    )


async def _received(
    session: AsyncSession, group_id: int, period: Period
) -> dict[str, Any]:
    """Count what came: all of it, concerns, and proposals by their topics."""
    standing = and_(
        Case.passed_at.is_not(None) | Case.status.in_(UNDECIDED),
        Case.status.not_in(_NOT_FOR_GROUP),
    )
    # Asked for each case: of a join the planner makes a walk through all submissions.
    topic = select(Submission.topic).where(Submission.id == Case.submission_id)
    rows = await session.execute(
        select(
            topic.scalar_subquery().label("subject"),
            func.count(),
            func.count(case((standing, 1))),
        )
        .where(Case.group_id == group_id, period.has(Case.created_at))
        .group_by(text("subject"))
    )
    came, worries, topics = 0, 0, dict[str, int]()
    for code, written, stands in rows:
        is_concern = categories.is_concern(code)
        came, worries = came + written, worries + written * is_concern
        if not is_concern and stands >= _OFTEN:
            topics[code] = stands
    often = sorted(topics.items(), key=lambda each: (-each[1], each[0]))
    return {
        "received": came,
        "worries": worries,
        "topics": often[:_TOP],
    }


async def _sums(session: AsyncSession, group_id: int, period: Period) -> dict[str, Any]:
    """Count everything else, in one question."""
    group, until = Case.group_id == group_id, period.until
    waits = digest_cases.waits(group_id, until)
    planned = digest_cases.planned(group_id, until)
    agenda = select(Case.submission_id).where(*planned).order_by(Case.id).limit(_NAMED)
    # What ended because nobody read it, or nobody answered, was not answered.
    answered = group, period.has(Case.answered_at), Case.status != Status.EXPIRED
    untold = select(func.count(Decision.id)).join(Case, Case.id == Decision.case_id)
    counted = {
        "answered": _count(*answered),
        "done": _count(*answered, Case.status == Status.DONE),
        "overdue": _count(group, *is_overdue(until)),
        "unread": _count(group, Case.status.in_(WAITING)),
        "untold": untold.where(group).scalar_subquery(),
        "deciding": _count(*waits, Case.urgency > URGENT),
        "pressing": _count(*waits, Case.urgency == URGENT),
        "planned": _count(*planned),
        "agenda": func.array(agenda.scalar_subquery()),
    }
    row = (await session.execute(select(*counted.values()))).one()
    return dict(zip(counted, row, strict=True))


def is_overdue(until: datetime) -> Sequence[ColumnElement[bool]]:
    """Tell, inside a query of cases, what had no final answer in 30 days."""
    return (
        Case.created_at < until - OVERDUE_AFTER,
        Case.answered_at.is_(None),
        Case.status.not_in(FINAL),
    )


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count(Case.id)).where(*conditions).scalar_subquery()


async def _documents(
    session: AsyncSession, group_id: int, period: Period
) -> Sequence[tuple[str, int]]:
    """List the documents that proposals entered, with how many."""
    entered = func.count(distinct(Case.id))
    rows = await session.execute(
        select(Document.title, entered)
        .join(Case, Case.document_id == Document.id)
        .join(CaseEvent, CaseEvent.case_id == Case.id)
        .where(Case.group_id == group_id, Case.document_id.is_not(None))
        .where(CaseEvent.status == Status.IN_DOC, period.has(CaseEvent.at))
        .where(cases.IS_STEP)
        .group_by(Document.id)
        .order_by(entered.desc(), Document.id)
        .limit(_DOCUMENTS)
    )
    return [(title, n) for title, n in rows]
