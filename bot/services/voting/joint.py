"""How many support all of what a group considers together, each voter once.

Counted from the marks of one ballot when it closes: those of two cannot be compared,
and a count that moved with each press would tell how somebody voted. What could be
computed from it and the counts of each text is hidden like any small cell. It is told
when the counts of each are: from the day of results until people vote anew.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Date, ScalarSelect, cast, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.i18n import Text, _
from bot.models import Ballot, Case, Joint, Phase, Vote
from bot.models.case import Status
from bot.models.phase import PhaseKind
from bot.services.days import deadlines
from bot.services.voting.votes import SHOWN_FROM, Choice


async def freeze(session: AsyncSession, ballot_id: int) -> None:
    """Count what is considered together, once a ballot has closed."""
    code = (await session.get_one(Ballot, ballot_id)).community_code
    await forget_former(session, ballot_id)
    merged = aliased(Case)
    mains = await session.execute(
        select(Case.group_id, Case.submission_id)
        .join(merged, merged.merged_into == Case.submission_id)
        .where(merged.group_id == Case.group_id, merged.status == Status.MERGED)
        .where(Case.community_code == code, Case.status != Status.MERGED)
        .distinct()
    )
    for group_id, number in mains.all():
        together = select(func.considered_with(number, group_id))
        numbers = sorted(await session.scalars(together))
        agree = await _count(session, ballot_id, numbers)
        if agree and await _vote_together(session, code, group_id, numbers):
            session.add(
                Joint(
                    ballot_id=ballot_id,
                    group_id=group_id,
                    submission_id=number,
                    numbers=numbers,
                    agree=agree,
                )
            )
    await session.flush()


async def forget_former(session: AsyncSession, ballot_id: int) -> None:
    """Delete what was counted when earlier ballots of the same community closed."""
    code = select(Ballot.community_code).where(Ballot.id == ballot_id)
    former = select(Ballot.id).where(Ballot.community_code == code.scalar_subquery())
    await session.execute(delete(Joint).where(Joint.ballot_id.in_(former)))


def supporters() -> ScalarSelect[int]:
    """Select, inside a query of cases, how many support all of what is with each."""
    together = func.considered_with(Case.submission_id, Case.group_id).column_valued()
    numbers = select(func.array_agg(together)).scalar_subquery()
    return (
        select(Joint.agree)
        .where(Joint.group_id == Case.group_id)
        .where(Joint.submission_id == Case.submission_id)
        .where(Joint.numbers.contains(numbers), Joint.numbers.contained_by(numbers))
        .where(
            ~_is_voting(), _is_coming(PhaseKind.VOTE) | ~_is_coming(PhaseKind.RESULTS)
        )
        .correlate(Case)
        .scalar_subquery()
    )


def told(supporters: int | None) -> Text | str:
    """Tell how many support all that is considered together, if that is told."""
    if supporters is None:
        return ""
    return _("Supporters, with similar ones: {n}", n=supporters)


async def of(session: AsyncSession, case_id: int) -> int | None:
    """Look up how many support all of what is considered with a case, if told."""
    return await session.scalar(select(supporters()).where(Case.id == case_id))


async def shown_to(session: AsyncSession, number: int, code: str) -> int | None:
    """Look up the same of a proposal as a community reads it."""
    return await session.scalar(
        select(supporters())
        .where(Case.submission_id == number, Case.community_code == code)
        .order_by(Case.id)
        .limit(1)
    )


async def _count(
    session: AsyncSession, ballot_id: int, numbers: Sequence[int]
) -> int | None:
    """Count voters who agreed with any; None if that, or a difference, is small."""
    rows = await session.execute(
        select(Vote.submission_id, Vote.mark).where(
            Vote.ballot_id == ballot_id,
            Vote.submission_id.in_(numbers),
            Vote.choice == Choice.AGREE,
            ~Vote.frozen,
        )
    )
    given = rows.all()
    agree = len({mark for _number, mark in given})
    alone = Counter(number for number, _mark in given).values()
    cells = [agree, len(given) - agree, *(agree - each for each in alone)]
    return None if any(0 < each < SHOWN_FROM for each in cells) else agree


async def _vote_together(
    session: AsyncSession, code: str, group_id: int, numbers: Sequence[int]
) -> bool:
    """Tell whether one community votes on all: its marks tell nothing of another's."""
    elsewhere = select(Case.id).where(
        Case.group_id == group_id,
        Case.submission_id.in_(numbers),
        Case.community_code.is_distinct_from(code),
    )
    return not await session.scalar(select(elsewhere.exists()))


def _is_voting() -> ColumnElement[bool]:
    opened = select(Ballot.id).where(
        Ballot.community_code == Case.community_code, Ballot.closed_at.is_(None)
    )
    return opened.correlate(Case).exists()


def _is_coming(kind: PhaseKind) -> ColumnElement[bool]:
    today = cast(func.timezone(deadlines.ZONE, func.app_now()), Date)
    coming = select(Phase.kind).where(
        Phase.community_code == Case.community_code,
        Phase.kind == kind,
        Phase.first_day > today,
    )
    return coming.correlate(Case).exists()
