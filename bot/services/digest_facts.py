"""What a digest tells: counts of its period and the cases that it shows first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.models import Case, Digest, DigestCase, Outbox, Submission, WorkingGroup
from bot.models.case import FINAL, Status
from bot.models.digest import DigestState
from bot.models.outbox import OutboxState
from bot.models.submission import Kind
from bot.services import categories
from bot.services.categories import URGENT
from bot.services.drafts import UNDECIDED

OVERDUE_AFTER: Final = timedelta(days=30)  # domain 2.1: the service promise
_TOP: Final = 3
_OFTEN: Final = 2  # once is not "most frequent"
_READ_AT_MOST: Final = 50  # more never fit into one message
_NOT_FOR_GROUP: Final = (Status.WITHDRAWN, Status.CLOSED_SAFETY, Status.MERGED)


@dataclass(frozen=True, slots=True)
class Item:
    """A passed proposal as the group sees it; only the moderated text."""

    case_id: int
    number: int
    topic: str
    text: str
    whom: Sequence[str] = ()
    place: str | None = None
    adds_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a digest says; `new` counts the passed ones, `items` are the first.

    `worries` counts the concerns that came; `urgent` are those that were passed, of
    which the group reads numbers and categories only.
    """

    since: datetime
    until: datetime
    received: int
    answered: int
    overdue: int
    topics: Sequence[tuple[str, int]]
    new: int
    items: Sequence[Item]
    worries: int = 0
    urgent: Sequence[Item] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing new in the period."""
        is_quiet = not (self.received or self.answered or self.new)
        return is_quiet and not (self.worries or self.urgent)


@dataclass(frozen=True, slots=True)
class _Period:
    """What a digest counts: from the last one on, which counted its own moment."""

    since: datetime
    is_first: bool

    def has(self, moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Tell, inside a query, whether something happened in it."""
        return moment >= self.since if self.is_first else moment > self.since


async def gather(session: AsyncSession, group: WorkingGroup, until: datetime) -> Facts:
    """Gather what happened in a group since its last digest."""
    period = await _period(session, group)
    return Facts(
        since=period.since,
        until=until,
        received=await _count(session, group, *_sent(Kind.PROPOSAL, period)),
        answered=await _count(session, group, *_answered(period)),
        overdue=await _count(session, group, *is_overdue(until)),
        topics=await _topics(session, group, period),
        new=await _count(session, group, *_unshown(), Case.urgency > URGENT),
        items=await _items(session, group, Case.urgency > URGENT),
        worries=await _count(session, group, *_sent(Kind.CONCERN, period)),
        urgent=await _items(session, group, Case.urgency == URGENT),
    )


async def _period(session: AsyncSession, group: WorkingGroup) -> _Period:
    last = await session.scalar(
        select(func.max(Digest.made_at)).where(
            Digest.group_id == group.id, Digest.state == DigestState.QUEUED
        )
    )
    return _Period(last or group.created_at, is_first=last is None)


async def _count(
    session: AsyncSession, group: WorkingGroup, *conditions: ColumnElement[bool]
) -> int:
    counted = select(func.count(Case.id)).where(Case.group_id == group.id, *conditions)
    return await session.scalar(counted) or 0


async def _topics(
    session: AsyncSession, group: WorkingGroup, period: _Period
) -> Sequence[tuple[str, int]]:
    written = func.count()
    found = await session.execute(
        select(Submission.topic, written)
        .join(Case, Case.submission_id == Submission.id)
        .where(Case.group_id == group.id, period.has(Case.created_at), *_standing())
        .where(Submission.kind == Kind.PROPOSAL)
        .group_by(Submission.topic)
        .having(written >= _OFTEN)
        .order_by(written.desc(), Submission.topic)
        .limit(_TOP)
    )
    return [(topic, n) for topic, n in found]


async def _items(
    session: AsyncSession, group: WorkingGroup, urgency: ColumnElement[bool]
) -> Sequence[Item]:
    found = await session.execute(
        select(
            Case.id,
            Case.submission_id,
            Submission.topic,
            func.coalesce(Case.text, ""),
            Submission.whom,
            Case.place,
            Submission.adds_to,
        )
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.group_id == group.id, *_unshown(), urgency)
        .order_by(Case.passed_at, Case.id)
        .limit(_READ_AT_MOST)
    )
    return [_discreet(Item(*row)) for row in found]


def _discreet(item: Item) -> Item:
    """Leave out of a concern where it is and whom it touches."""
    if not categories.is_concern(item.topic):
        return item
    return replace(item, whom=(), place=None)


def _sent(kind: Kind, period: _Period) -> Sequence[ColumnElement[bool]]:
    of_kind = select(Submission.id).where(Submission.kind == kind)
    return period.has(Case.created_at), Case.submission_id.in_(of_kind)


def _answered(period: _Period) -> Sequence[ColumnElement[bool]]:
    """Leave out what ended because nobody read it, or nobody answered."""
    return period.has(Case.answered_at), Case.status != Status.EXPIRED


def _standing() -> Sequence[ColumnElement[bool]]:
    """Leave out what was refused, taken back, or erased unread."""
    return (
        Case.passed_at.is_not(None) | Case.status.in_(UNDECIDED),
        Case.status.not_in(_NOT_FOR_GROUP),
    )


def is_overdue(until: datetime) -> Sequence[ColumnElement[bool]]:
    """Tell, inside a query of cases, what had no final answer in 30 days."""
    return (
        Case.created_at < until - OVERDUE_AFTER,
        Case.answered_at.is_(None),
        Case.status.not_in(FINAL),
    )


def _unshown() -> Sequence[ColumnElement[bool]]:
    # A digest that was given up has shown nothing.
    failed = select(Outbox.id).where(
        Outbox.key == func.concat("digest:", DigestCase.digest_id),
        Outbox.state.in_([OutboxState.DEAD, OutboxState.CANCELLED]),
    )
    shown = select(DigestCase.case_id).where(
        DigestCase.case_id == Case.id, ~failed.exists()
    )
    return (
        Case.passed_at.is_not(None),
        Case.text.is_not(None),
        Case.status.not_in(_NOT_FOR_GROUP),
        ~shown.exists(),
    )
