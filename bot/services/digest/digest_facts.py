"""What a digest tells: what came of its period, and what waits for somebody."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    JSON,
    ColumnElement,
    Select,
    and_,
    bindparam,
    distinct,
    func,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.models import Case, CaseEvent, Decision, Document, Submission
from bot.models.case import FINAL, UNDECIDED, WAITING, Status
from bot.services.digest import digest_cases
from bot.services.digest.digest_cases import ASKED, LATEST, MOMENT, Item
from bot.services.steps import case_log
from bot.services.texts import categories

OVERDUE_AFTER: Final = timedelta(days=30)  # domain 2.1: the service promise
_TOP: Final = 3
_OFTEN: Final = 2  # once is not "most frequent"
_DOCUMENTS: Final = 5
_NAMED: Final = 5  # numbers of what is on an agenda
_NOT_FOR_GROUP: Final = (Status.WITHDRAWN, Status.CLOSED_SAFETY, Status.MERGED)
_INSTANT: Final = timedelta(microseconds=1)
_Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Span:
    """What a digest counts: from the last one on, which counted its own moment."""

    since: datetime
    until: datetime
    is_first: bool = False

    @property
    def after(self) -> datetime:
        """The moment after which everything is of this period."""
        return self.since - _INSTANT if self.is_first else self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a digest says.

    `received` counts all that came, `worries` the concerns among it; `unread` waits for
    moderators, `untold` was decided and not announced. `deciding` and `pressing` count
    what `items` and `urgent` list: of the urgent ones the group reads numbers and
    categories only.
    """

    period: Span
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


async def gather(session: AsyncSession, group_id: int, period: Span) -> Facts:
    """Gather what happened in a group in a period, and what waits at its end."""
    return (await gather_all(session, {group_id: period}))[group_id]


async def gather_all(
    session: AsyncSession, periods: Mapping[int, Span]
) -> Mapping[int, Facts]:
    """Gather the same for several groups, in as many questions as for one.

    Their periods end at the same moment.
    """
    if not periods:
        return {}
    after = [period.after for period in periods.values()]
    until = [period.until for period in periods.values()]
    asked = {
        "groups": list(periods),
        "after": after,
        "until": until,
        "earliest": min(after),
        "latest": max(until),
    }
    found = [await _ask(session, each, asked) for each in _QUESTIONS]
    return {
        group_id: _facts(period, *(rows[group_id] for rows in found))
        for group_id, period in periods.items()
    }


async def _ask(
    session: AsyncSession, question: Select[*tuple[Any, ...]], asked: dict[str, Any]
) -> Mapping[int, Sequence[_Row]]:
    """Ask about all groups at once; returns the rows of each."""
    found = defaultdict[int, list[_Row]](list)
    for *row, group_id in await session.execute(question, asked):
        found[group_id].append(row)
    return found


def _facts(period: Span, *found: Sequence[_Row]) -> Facts:
    waiting, (counted,) = found
    *counts, came, documents = counted
    urgent = digest_cases.read(waiting, urgent=True)
    others = digest_cases.read(waiting, urgent=False)
    return Facts(
        period=period,
        pressing=urgent.many,
        urgent=urgent.items,
        deciding=others.many,
        items=others.items,
        documents=[(title, n) for title, n in documents],
        **_received(came),
        **dict(zip(_COUNTED, counts, strict=True)),
    )


def _received(rows: Sequence[_Row]) -> dict[str, Any]:
    """Count what came: all of it, concerns, and proposals by their topics."""
    came, worries, topics = 0, 0, dict[str, int]()
    for code, written, stands in rows:
        is_concern = categories.is_concern(code)
        came, worries = came + written, worries + written * is_concern
        if not is_concern and stands >= _OFTEN:
            topics[code] = stands
    often = sorted(topics.items(), key=lambda each: (-each[1], each[0]))
    return {"received": came, "worries": worries, "topics": often[:_TOP]}


def is_overdue(
    until: datetime | ColumnElement[datetime],
) -> Sequence[ColumnElement[bool]]:
    """Tell, inside a query of cases, what had no final answer in 30 days."""
    return (
        Case.created_at < until - OVERDUE_AFTER,
        Case.answered_at.is_(None),
        Case.status.not_in(FINAL),
    )


def _happened(moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    # Of the groups' own moments the planner knows nothing: the earliest tells it how
    # little of each group is meant.
    earliest = bindparam("earliest", type_=MOMENT)
    return and_(moment > ASKED.c.after, moment > earliest, moment <= LATEST)


def _what_came() -> Select[*tuple[Any, ...]]:
    """Ask for the topics of what came, each with how much was written and stands."""
    standing = and_(
        Case.passed_at.is_not(None) | Case.status.in_(UNDECIDED),
        Case.status.not_in(_NOT_FOR_GROUP),
    )
    # Asked for each case: of a join the planner makes a walk through all submissions.
    found = select(Submission.topic).where(Submission.id == Case.submission_id)
    topic, stands = found.scalar_subquery(), func.count().filter(standing)
    return (
        select(func.json_build_array(topic, func.count(), stands))
        .where(_OF_GROUP, _happened(Case.created_at))
        .group_by(topic)
    )


def _entered() -> Select[*tuple[Any, ...]]:
    """Ask for the documents that a group's proposals entered, with how many."""
    entered = func.count(distinct(Case.id))
    return (
        select(func.json_build_array(Document.title, entered))
        .join(Case, Case.document_id == Document.id)
        .join(CaseEvent, CaseEvent.case_id == Case.id)
        .where(_OF_GROUP, Case.document_id.is_not(None), case_log.is_step())
        .where(CaseEvent.status == Status.IN_DOC, _happened(CaseEvent.at))
        .group_by(Document.id)
        .order_by(entered.desc(), Document.id)
        .limit(_DOCUMENTS)
    )


def _counts() -> Select[*tuple[Any, ...]]:
    """Ask for all counts, for what came and for documents, in one question."""
    lists = [
        func.array(each.scalar_subquery(), type_=ARRAY(JSON))
        for each in (_what_came(), _entered())
    ]
    counted = select(*_COUNTED.values(), *lists, ASKED.c.group_id)
    return counted.join_from(ASKED, _ANSWERED, true())


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count(Case.id)).where(*conditions).scalar_subquery()


_OF_GROUP: Final = Case.group_id == ASKED.c.group_id
# What ended because nobody read it, or nobody answered, was not answered.
_ANSWERED: Final = (
    select(
        func.count().label("answered"),
        func.count().filter(Case.status == Status.DONE).label("done"),
    )
    .where(_OF_GROUP, _happened(Case.answered_at), Case.status != Status.EXPIRED)
    .lateral()
)
_PLANNED: Final = digest_cases.planned(ASKED.c.group_id, ASKED.c.until)
_AGENDA: Final = (
    select(Case.submission_id).where(*_PLANNED).order_by(Case.id).limit(_NAMED)
)
_UNTOLD: Final = select(func.count(Decision.id)).join(Case, Case.id == Decision.case_id)
_COUNTED: Final = {
    "answered": _ANSWERED.c.answered,
    "done": _ANSWERED.c.done,
    "overdue": _count(_OF_GROUP, *is_overdue(ASKED.c.until)),
    "unread": _count(_OF_GROUP, Case.status.in_(WAITING)),
    "untold": _UNTOLD.where(_OF_GROUP).scalar_subquery(),
    "planned": _count(*_PLANNED),
    "agenda": func.array(_AGENDA.scalar_subquery()),
}
_QUESTIONS: Final = (digest_cases.WAITING, _counts())
