"""Which cases of a group a digest shows: what nobody in it has decided on yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    DateTime,
    Select,
    and_,
    bindparam,
    column,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.models import (
    Case,
    CaseTaken,
    Digest,
    DigestCase,
    Submission,
    WorkingGroup,
)
from bot.models.case import Status
from bot.models.group import ChatState
from bot.services.digest import digest_messages
from bot.services.letters import mails
from bot.services.steps import group_cases
from bot.services.texts import categories
from bot.services.texts.categories import URGENT
from bot.services.voting import joint

READ_AT_MOST: Final = 150  # of each kind; more never fit into two messages
_other: Final = aliased(Case)
_COME_BACK: Final = (Status.AGENDA, Status.DEFERRED)
MOMENT: Final = DateTime(timezone=True)
# The groups that are asked about in one question: what came after a moment, and what
# waits at another one.
ASKED: Final = (
    func.unnest(
        bindparam("groups", type_=ARRAY(BigInteger)),
        bindparam("after", type_=ARRAY(MOMENT)),
        bindparam("until", type_=ARRAY(MOMENT)),
    )
    .table_valued(
        column("group_id", BigInteger), column("after", MOMENT), column("until", MOMENT)
    )
    .render_derived("asked")
)
LATEST: Final = bindparam("latest", type_=MOMENT)  # when the periods of all end
_Group = int | ColumnElement[int]
_Moment = datetime | ColumnElement[datetime]


@dataclass(frozen=True, slots=True)
class Item:
    """A passed case as the group sees it; only the moderated text.

    `alike` counts it with those that were merged into it, `supporters` those who agreed
    with any of them. It `is_new` until a digest has shown it, and `is_taken` when
    somebody of the team sees to it.
    """

    case_id: int
    number: int
    topic: str
    text: str
    whom: Sequence[str] = ()
    place: str | None = None
    adds_to: int | None = None
    alike: int = 1
    is_new: bool = True
    is_taken: bool = False
    translation: str | None = None
    body: str | None = None
    supporters: int | None = None

    @property
    def is_concern(self) -> bool:
        """Tell whether it is something that worries people."""
        return categories.is_concern(self.topic)


class Waiting(NamedTuple):
    """How many cases wait for a group, and the first of them."""

    many: int
    items: Sequence[Item]


def waits(group_id: _Group, until: _Moment) -> Sequence[ColumnElement[bool]]:
    """Tell, inside a query, which cases need the group's decision.

    What was on an agenda, or put off, comes back when its day is over.
    """
    return (
        Case.group_id == group_id,
        Case.passed_at.is_not(None),
        Case.status.in_([Status.PASSED, *_COME_BACK]),
        or_(Case.status == Status.PASSED, Case.due_at < until),
        ~group_cases.is_decided(),
    )


def planned(group_id: _Group, until: _Moment) -> Sequence[ColumnElement[bool]]:
    """Tell, inside a query, which cases are on an agenda, and neither decided nor late.

    Digests, `/meeting` and `/agenda` count by it; what is late waits for a decision.
    """
    is_ahead = or_(Case.due_at.is_(None), Case.due_at >= until)
    on_agenda = Case.group_id == group_id, Case.status == Status.AGENDA
    return *on_agenda, is_ahead, ~group_cases.is_decided()


def read(rows: Sequence[Sequence[Any]], *, urgent: bool) -> Waiting:
    """Read what `WAITING` found for one group."""
    found = [row for row in rows if row[-2] == urgent]
    items = [_discreet(Item(*item)) for *item, _is_urgent, _many in found]
    return Waiting(found[0][-1] if found else 0, items)


async def item(session: AsyncSession, case_id: int) -> Item:
    """Get a passed case as the group sees it."""
    rows = await session.execute(_items(~_was_shown()).where(Case.id == case_id))
    return _discreet(Item(*rows.one()))


async def listed(
    session: AsyncSession, *conditions: ColumnElement[bool], limit: int
) -> Sequence[Item]:
    """List passed cases as the group sees them, the oldest first.

    Of what is urgent it sees number and category only.
    """
    rows = await session.execute(
        _items(~_was_shown())
        .add_columns(Case.urgency == URGENT)
        .where(Case.passed_at.is_not(None), *conditions)
        .order_by(Case.id)
        .limit(limit)
    )
    found = [(_discreet(Item(*item)), is_urgent) for *item, is_urgent in rows]
    return [
        replace(item, text="", translation=None) if is_urgent else item
        for item, is_urgent in found
    ]


def _items(is_new: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    taken = select(CaseTaken.case_id).where(CaseTaken.case_id == Case.id)
    return select(
        Case.id,
        Case.submission_id,
        Submission.topic,
        func.coalesce(Case.text, ""),
        Submission.whom,
        Case.place,
        Submission.adds_to,
        _alike(),
        is_new,
        taken.exists(),
        Case.translation,
        Case.body,
        joint.supporters(),
    ).join(Submission, Submission.id == Case.submission_id)


def _alike() -> ColumnElement[int]:
    merged = select(func.count(_other.id)).where(
        _other.merged_into == Case.submission_id, _other.group_id == Case.group_id
    )
    return merged.scalar_subquery() + 1


def _discreet(item: Item) -> Item:
    """Leave out of a concern whom it is about and where (domain 4.3)."""
    return replace(item, whom=(), place=None) if item.is_concern else item


def _was_shown() -> ColumnElement[bool]:
    # What was given up has shown nothing, what went by mail alone nothing to the chat;
    # a reopened case has a new text.
    chat = select(WorkingGroup.chat_state).where(WorkingGroup.id == Case.group_id)
    by_mail = chat.scalar_subquery() != ChatState.BOUND, ~mails.given_up(Digest.id)
    shown = (
        select(DigestCase.case_id)
        .join(Digest, Digest.id == DigestCase.digest_id)
        .where(DigestCase.case_id == Case.id, Digest.made_at >= Case.passed_at)
        .where(or_(Digest.in_chat, and_(*by_mail)))
        .where(~digest_messages.given_up(Digest.id))
    )
    return shown.exists()


def _waiting() -> Select[*tuple[Any, ...]]:
    """Make the question; `place` counts new ones first, each newest first."""
    is_new, kind = ~_was_shown(), (ASKED.c.group_id, Case.urgency == URGENT)
    newest = is_new.desc(), Case.passed_at.desc(), Case.id.desc()
    listed = (
        select(
            Case.id,
            is_new.label("is_new"),
            func.row_number().over(partition_by=kind, order_by=newest).label("place"),
            func.count().over(partition_by=kind).label("many"),
        )
        .join_from(ASKED, Case, and_(*waits(ASKED.c.group_id, ASKED.c.until)))
        .where(Case.passed_at <= LATEST)
        .subquery()
    )
    return (
        _items(listed.c.is_new)
        .add_columns(Case.urgency == URGENT, listed.c.many, Case.group_id)
        .join(listed, and_(listed.c.id == Case.id, listed.c.place <= READ_AT_MOST))
        .order_by(listed.c.place)
    )


WAITING: Final = _waiting()
