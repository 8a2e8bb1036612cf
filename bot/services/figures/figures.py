"""Figures of a time: what came in, how soon it was answered, what became of it.

Everything is counted from what is written down step by step, never from a counter, so
that it can be counted again from the same rows (`trials/tally.py` does).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.db import now
from bot.models import Case, CaseEvent, Outcome, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.outcome import Answer, Question
from bot.services.days import deadlines
from bot.services.days.periods import Period
from bot.services.steps import reached
from bot.services.team import access
from bot.services.texts.categories import URGENT
from bot.words.codes import WHEREABOUTS

NOT_SAID: Final = "not_said"


@dataclass(frozen=True, slots=True)
class Said:
    """What authors said when asked whether it helped."""

    asked: int = 0
    yes: int = 0
    no: int = 0
    unsure: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a period: official ones, and beside them what people confirm.

    `due` counts cases whose reading was promised by now, `in_time` those of them that
    were answered by then; `median` is the time to a first answer. `supported`,
    `in_doc` and `done` count cases that got there in the period; `better` and `helped`
    what authors were asked and said in it, weeks after the step.
    """

    received: int
    kinds: Mapping[str, int]
    topics: Mapping[str, int]
    channels: Mapping[str, int]
    selves: Mapping[str, int]
    answered: int
    median: timedelta | None
    due: int
    in_time: int
    supported: int
    in_doc: int
    done: int
    better: Said = field(default_factory=Said)
    helped: Said = field(default_factory=Said)

    @property
    def every_self(self) -> Mapping[str, int]:
        """Count also what nobody said of oneself: a cell left out would be empty."""
        codes = (*WHEREABOUTS, NOT_SAID) if self.selves else ()
        return {code: self.selves.get(code, 0) for code in codes}


async def gather(
    session: AsyncSession, period: Period, groups: Sequence[int] | None = None
) -> Figures:
    """Count a period, of some groups or of the whole network."""
    came = [period.has(Case.created_at), *_of(groups)]
    went = [period.has(CaseEvent.at), *_of(groups)]
    kinds = await _sent(session, Submission.kind, came)
    answered, median = await _speed(session, came)
    due, in_time = await _punctuality(session, came)
    taken = await reached.steps(session, went)
    said = await _said(session, period, groups)
    return Figures(
        received=kinds.total(),
        kinds=kinds,
        topics=await _sent(session, Submission.topic, came),
        channels=await _sent(session, Submission.channel, came),
        selves=await _selves(session, came),
        answered=answered,
        median=median,
        due=due,
        in_time=in_time,
        supported=taken[Status.SUPPORTED].total(),
        in_doc=taken[Status.IN_DOC].total(),
        done=taken[Status.DONE].total(),
        better=said[Question.BETTER],
        helped=said[Question.HELPED],
    )


async def told(
    session: AsyncSession, period: Period, groups: Sequence[int] | None = None
) -> Figures:
    """Count a period for those who can read what came last.

    They would learn from a figure that grew by one what its author said of oneself:
    that is counted in months that are over.
    """
    found = await gather(session, period, groups)
    months = period.months_over(deadlines.local_day(await now(session)))
    came = [months.has(Case.created_at), *_of(groups)]
    return replace(found, selves=await _selves(session, came))


async def of_group(
    session: AsyncSession, actor_id: int, group_id: int, period: Period
) -> tuple[WorkingGroup, Figures]:
    """Count a period of one group, for its team."""
    group = await access.access_group(session, actor_id, group_id, "group.figures")
    return group, await told(session, period, [group.id])


async def topics(session: AsyncSession, period: Period) -> Counter[str]:
    """Count what came from the whole network, by topic; all of it is each once."""
    return await _sent(session, Submission.topic, [period.has(Case.created_at)])


def _of(groups: Sequence[int] | None) -> Sequence[ColumnElement[bool]]:
    return [] if groups is None else [Case.group_id.in_(groups)]


async def _sent(
    session: AsyncSession,
    column: ColumnElement[str] | InstrumentedAttribute[str],
    came: Sequence[ColumnElement[bool]],
) -> Counter[str]:
    """Count what was sent by one of its columns; to two groups is sent once."""
    rows = await session.execute(
        select(column, func.count(Submission.id.distinct()))
        .join(Case, Case.submission_id == Submission.id)
        .where(*came)
        .group_by(column)
    )
    return Counter({str(each): int(n) for each, n in rows})


async def _selves(
    session: AsyncSession, came: Sequence[ColumnElement[bool]]
) -> Counter[str]:
    said = func.coalesce(Submission.whereabouts, NOT_SAID)
    return await _sent(session, said, came)


async def _speed(
    session: AsyncSession, came: Sequence[ColumnElement[bool]]
) -> tuple[int, timedelta | None]:
    waited = (reached.first_answer() - Case.created_at).label("waited")
    inner = select(waited).where(*came).subquery()
    rows = await session.execute(
        select(
            func.count(inner.c.waited),
            func.percentile_cont(0.5).within_group(inner.c.waited),
        )
    )
    answered, median = rows.one()
    return answered, median


async def _punctuality(
    session: AsyncSession, came: Sequence[ColumnElement[bool]]
) -> tuple[int, int]:
    """Count cases that had to be answered by now, and those that were in time."""
    moment, due, in_time = await now(session), 0, 0
    rows = await session.stream(_readings().where(*came))
    async for created, answered, read_by, urgency, zone, status in rows:
        promised = read_by or _promised(created, urgency, zone)
        if _is_due(answered, promised, moment, status):
            due += 1
            in_time += _is_kept(answered, promised)
    return due, in_time


def _is_due(
    answered: datetime | None, promised: datetime, moment: datetime, status: str
) -> bool:
    """Tell whether a first answer is there, or should be."""
    if answered is not None:
        return True
    return status != Status.WITHDRAWN and promised < moment


def _is_kept(answered: datetime | None, promised: datetime) -> bool:
    return answered is not None and answered <= promised


def _readings() -> Select[datetime, datetime, datetime | None, int, str, str]:
    return (
        select(
            Case.created_at,
            reached.first_answer(),
            Case.read_by,
            Case.urgency,
            WorkingGroup.time_zone,
            Case.status,
        )
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .execution_options(yield_per=1000)
    )


def _promised(created: datetime, urgency: int, zone: str) -> datetime:
    """Tell what a version promised that did not write it down."""
    return deadlines.read_by(created, zone, urgent=urgency == URGENT)


async def _said(
    session: AsyncSession, period: Period, groups: Sequence[int] | None
) -> Mapping[str, Said]:
    asked, answered = period.has(Outcome.asked_at), period.has(Outcome.answered_at)
    answers = [
        func.count().filter(answered, Outcome.answer == each)
        for each in (Answer.YES, Answer.NO, Answer.UNSURE)
    ]
    rows = await session.execute(
        select(Outcome.question, func.count().filter(asked), *answers)
        .join(CaseEvent, CaseEvent.id == Outcome.event_id)
        .join(Case, Case.id == CaseEvent.case_id)
        .where(asked | answered, *_of(groups))
        .group_by(Outcome.question)
    )
    found = {question: Said(*counts) for question, *counts in rows}
    return {question: found.get(question, Said()) for question in Question}
