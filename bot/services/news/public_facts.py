"""What a public digest tells: only of what the community was shown (domain 6.3)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final, Self

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.i18n import DEFAULT_LANGUAGE
from bot.models import Case, CaseEvent, Submission
from bot.models.case import Status
from bot.models.submission import Kind
from bot.services.letters import notes
from bot.services.steps import case_log
from bot.services.voting import publishing

# Also repair after damage is not for the public.
KEPT_BACK: Final = publishing.CLOSED_TOPICS | {"P19"}
_TOLD: Final = (Status.DONE, Status.IN_DOC, Status.DEFERRED, Status.DECLINED)
_MOST: Final = 10  # of each kind: more hardly fit into a message


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal in it: its text, and what was said of the step.

    `language` is that of the text; the team's translation is in the other one.
    """

    case_id: int
    text: str
    facts: Mapping[str, Any]
    language: str = DEFAULT_LANGUAGE
    translation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a public digest says; `rest` counts the steps that found no room."""

    received: int
    answered: int
    lines: Mapping[str, Sequence[Line]]
    rest: Mapping[str, int]

    def dump(self) -> dict[str, Any]:
        """Write it down."""
        return asdict(self)

    @classmethod
    def load(cls, kept: Mapping[str, Any], shown: frozenset[int]) -> Self:
        """Read it, without what is not shown to the community any more."""
        lines = {
            status: [Line(**each) for each in found if each["case_id"] in shown]
            for status, found in kept["lines"].items()
        }
        return cls(
            received=kept["received"],
            answered=kept["answered"],
            lines=lines,
            rest=kept.get("rest", {}),
        )

    def with_lines(self, lines: Mapping[str, Sequence[Line]]) -> Self:
        """Tell of more: what holds when it is read."""
        return replace(self, lines={**self.lines, **lines})


async def gather(session: AsyncSession, group_id: int, since: datetime) -> Content:
    """Gather what came of a group's proposals since a moment."""
    lines: dict[str, list[Line]] = {status: [] for status in _TOLD}
    rest = Counter[str]()
    for event, case_id, text, language, other in await _steps(session, group_id, since):
        if len(lines[event.status]) < _MOST:
            line = Line(case_id, text, notes.read(session, event), language, other)
            lines[event.status].append(line)
        else:
            rest[event.status] += 1
    received, answered = await _counts(session, group_id, since)
    return Content(received=received, answered=answered, lines=lines, rest=dict(rest))


async def shown(session: AsyncSession, group_id: int) -> frozenset[int]:
    """List the cases of a group that its communities may read of in public."""
    rows = await session.scalars(
        select(Case.id)
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.group_id == group_id, Case.published_at.is_not(None))
        .where(Submission.topic.not_in(KEPT_BACK))
    )
    return frozenset(rows)


async def _steps(
    session: AsyncSession, group_id: int, since: datetime
) -> Sequence[tuple[CaseEvent, int, str, str, str | None]]:
    """List the steps that are told, the newest first; a case with its last one."""
    other = aliased(CaseEvent)
    last = select(func.max(other.id)).where(
        other.case_id == Case.id,
        other.status == Case.status,
        case_log.is_step(other),
    )
    rows = await session.execute(
        select(
            CaseEvent,
            Case.id,
            func.coalesce(Case.text, ""),
            Submission.language,
            Case.translation,
        )
        .join(Case, Case.id == CaseEvent.case_id)
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.group_id == group_id, Case.published_at.is_not(None))
        .where(Case.text.is_not(None), Case.status.in_(_TOLD))
        .where(CaseEvent.id == last.scalar_subquery(), CaseEvent.at > since)
        .where(Submission.kind == Kind.PROPOSAL)
        .where(Submission.topic.not_in(KEPT_BACK))
        .order_by(CaseEvent.id.desc())
    )
    return rows.all()


async def _counts(
    session: AsyncSession, group_id: int, since: datetime
) -> tuple[int, int]:
    mine = (
        select(func.count(Case.id))
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.group_id == group_id, Submission.kind == Kind.PROPOSAL)
    )
    answered = mine.where(Case.answered_at > since, Case.status != Status.EXPIRED)
    rows = await session.execute(
        select(
            mine.where(Case.created_at > since).scalar_subquery(),
            answered.scalar_subquery(),
        )
    )
    received, replied = rows.one()
    return received, replied
