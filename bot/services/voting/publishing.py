"""What a working group shows to its community: a decision of its own after passing on.

Concerns are never shown, nor texts about shelters and supply, whatever topic was chosen
for them: those tell where people and what they depend on can be hit. Details of a shown
proposal are for the group.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Text,
    all_,
    and_,
    any_,
    bindparam,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.direct import Direct
from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Submission, Verdict
from bot.models.case import FINAL, SHOWN, TOLD
from bot.models.submission import Kind
from bot.services.similar import indexing
from bot.services.team import access, acts
from bot.services.texts import topics

GONE: Final = _("There is no such proposal, or it is not shown any more.")
CLOSED_TOPICS: Final = frozenset({"P02", "P07"})


@dataclass(frozen=True, slots=True)
class Published:
    """A proposal as its community sees it."""

    number: int
    community_code: str
    topic: str
    text: str
    translation: str | None
    status: str


async def publish(session: AsyncSession, actor_id: int, case_id: int) -> int:
    """Show a proposal to its community; returns its number. Again is fine."""
    return await _set(session, actor_id, case_id, func.app_now())


async def hide(session: AsyncSession, actor_id: int, case_id: int) -> int:
    """Show a proposal no longer; returns its number."""
    return await _set(session, actor_id, case_id, None)


async def may_be_shown(session: AsyncSession, case_id: int) -> bool:
    """Tell whether a case is one that a community may see at all."""
    text = await session.scalar(
        select(Case.text)
        .join(Submission, Submission.id == Case.submission_id)
        .where(Case.id == case_id, _allowed())
    )
    return text is not None and not topics.speaks_of(text, CLOSED_TOPICS)


async def withhold(session: AsyncSession, case: Case) -> None:
    """Show what a group has of a text to nobody, until it is shown anew."""
    if case.published_at is not None:
        case.published_at = None
        await session.flush()
        await indexing.drop(session, case.id)


async def could_be_shown(session: AsyncSession, number: int, text: str) -> bool:
    """Tell whether a community might see a submission, once it is passed on as this."""
    found = await session.scalar(
        select(Submission.id).where(Submission.id == number, _is_showable())
    )
    return found is not None and not topics.speaks_of(text, CLOSED_TOPICS)


async def hide_everywhere(session: AsyncSession, number: int) -> None:
    """Show a submission to nobody any more, whichever group showed it."""
    hidden = await session.scalars(
        update(Case)
        .where(Case.submission_id == number, Case.published_at.is_not(None))
        .values(published_at=None)
        .returning(Case.id)
    )
    for case_id in hidden.all():
        await indexing.drop(session, case_id)


async def find(
    session: AsyncSession, number: int, codes: Sequence[str] = ()
) -> Published | None:
    """Find what is shown of a submission, in some communities rather than others."""
    return await _find(session, number, _SHOWN, codes)


async def read(
    session: AsyncSession, number: int, codes: Sequence[str] = ()
) -> Published | None:
    """Find what may be read of a submission, also when voting on it makes no sense."""
    return await _find(session, number, _TOLD, codes)


def may_be_supported(shown: Published, codes: Sequence[str]) -> bool:
    """Tell whether somebody of some communities may wait for what becomes of it."""
    return shown.community_code in codes and shown.status not in FINAL


async def _find(
    session: AsyncSession,
    number: int,
    query: Direct,
    codes: Sequence[str],
) -> Published | None:
    rows = await query.fetch(session, {"number": number, "codes": list(codes)})
    return Published(*rows[0]) if rows else None


def is_shown() -> ColumnElement[bool]:
    """Tell, inside a query of cases, whether a community sees one now."""
    return and_(
        Case.published_at.is_not(None),
        Case.text.is_not(None),
        Case.status.in_(SHOWN),
    )


def is_told() -> ColumnElement[bool]:
    """Tell, inside a query of cases, whether a community may read one on."""
    return and_(
        Case.published_at.is_not(None),
        Case.text.is_not(None),
        Case.status == any_(literal(list(TOLD), ARRAY(Text))),
    )


def _query(condition: ColumnElement[bool]) -> Direct:
    codes = bindparam("codes", type_=ARRAY(Text))
    return Direct(
        select(
            Submission.id,
            func.coalesce(Case.community_code, Submission.community_code),
            Submission.topic,
            func.coalesce(Case.text, ""),  # is shown, so there is one
            Case.translation,
            Case.status,
        )
        .join(Case, Case.submission_id == Submission.id)
        .where(Submission.id == bindparam("number", type_=BigInteger), condition)
        .order_by(Case.community_code != all_(codes), Case.published_at)
        .limit(1)
    )


_SHOWN: Final = _query(is_shown())
_TOLD: Final = _query(is_told())


def _allowed() -> ColumnElement[bool]:
    return and_(_is_showable(), Case.text.is_not(None), Case.status.in_(SHOWN))


def _is_showable() -> ColumnElement[bool]:
    return and_(
        Submission.kind == Kind.PROPOSAL,
        Submission.adds_to.is_(None),
        Submission.topic.not_in(CLOSED_TOPICS),
    )


async def _set(
    session: AsyncSession,
    actor_id: int,
    case_id: int,
    moment: ColumnElement[datetime] | None,
) -> int:
    case = await access.access_case(session, actor_id, case_id, "case.publish")
    if await _shows_with_passing(session, case_id, shows=moment is not None):
        return case.submission_id
    if moment is not None and not await may_be_shown(session, case_id):
        raise UserError(_("This text is not shown to the community."))
    if (moment is None) is not (case.published_at is None):
        act: Final = "text.hide" if moment is None else "text.show"
        await acts.note(session, actor_id, act, case.group_id)
        case.published_at = moment
        await session.flush()  # a question that follows must see it
        keep = indexing.drop if moment is None else indexing.index
        await keep(session, case_id)
    return case.submission_id


async def _shows_with_passing(
    session: AsyncSession, case_id: int, *, shows: bool
) -> bool:
    """Let a text be shown with its passing on, if that has still to leave."""
    waiting = await session.scalars(
        update(Verdict)
        .where(Verdict.case_id == case_id, Verdict.action == "pass")
        .values(shows=shows)
        .returning(Verdict.id)
    )
    return waiting.one_or_none() is not None
