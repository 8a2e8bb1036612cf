"""Bursts: many votes on one proposal within minutes, of people who have only just come.

Ten of them within two quarters of an hour are told to moderators, with the reason: they
may be one person with many accounts, or a meeting whose people scanned a code. So
nothing is done without a person. What a moderator freezes is left out of the counts,
and nothing more: the ledger keeps it, voters may change it, releasing counts it again.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.direct import Direct
from bot.errors import UserError
from bot.i18n import _
from bot.models import Ballot, Burst, Case, NewcomerVote, Vote
from bot.services.letters import hearers, notices
from bot.services.team import access, acts
from bot.services.voting import ballots, votes
from bot.services.voting.votes import Choice, Voter

FLAGGED: Final = "burst.flagged"  # its subject is a burst
NEW: Final = timedelta(days=1)  # since somebody first came
MANY: Final = 10  # votes; fewer frozen ones could tell how somebody voted
SLOT: Final = timedelta(minutes=15)  # the slot before counts too: half an hour at most
LIFE: Final = timedelta(days=1)
# Counts the vote that it notes, which is not in its own snapshot.
_NOTE: Final = Direct(
    text("""
        with noted as (
            insert into newcomer_vote (ballot_id, submission_id, mark, slot)
            values (:ballot, :number, :mark, :slot)
            on conflict do nothing returning slot
        )
        select (select count(*) from noted)
            + (select count(*) from newcomer_vote
               where ballot_id = :ballot and submission_id = :number
                 and slot >= :since),
            exists (select from burst
                    where ballot_id = :ballot and submission_id = :number)
    """)
)


async def note(
    session: AsyncSession, voter: Voter, number: int, since: datetime
) -> None:
    """Note a vote of somebody who came since a moment; tell of the tenth."""
    if voter.at - since > NEW:
        return
    values = {
        "ballot": voter.ballot.id,
        "number": number,
        "mark": voter.mark,
        "slot": _slot(voter.at),
        "since": _slot(voter.at) - SLOT,
    }
    ((many, is_flagged),) = await _NOTE.fetch(session, values)
    if many >= MANY and not is_flagged:
        await _flag(session, voter.ballot, number)


async def find(session: AsyncSession, burst_id: int) -> Burst | None:
    """Find a burst for whoever is told of it."""
    return await session.get(Burst, burst_id, populate_existing=True)


async def size(session: AsyncSession, burst: Burst) -> int:
    """Count the newcomers' votes of a burst that are still known."""
    counted = select(func.count()).where(
        NewcomerVote.ballot_id == burst.ballot_id,
        NewcomerVote.submission_id == burst.submission_id,
    )
    return await session.scalar(counted) or 0


async def listed(session: AsyncSession, actor_id: int) -> Sequence[Burst]:
    """List the bursts in open ballots that a moderator may freeze or release."""
    found = await session.scalars(
        select(Burst)
        .join(Case, Case.id == Burst.case_id)
        .join(Ballot, Ballot.id == Burst.ballot_id)
        .where(Case.group_id.in_(access.groups_of(actor_id, "case.moderate")))
        .where(Ballot.closed_at.is_(None))
        .order_by(Burst.id.desc())
        .limit(20)
        .execution_options(populate_existing=True)
    )
    return found.all()


async def get(session: AsyncSession, actor_id: int, burst_id: int) -> Burst:
    """Get a burst that a moderator may freeze or release."""
    burst, _case = await _access(session, actor_id, burst_id)
    return burst


async def freeze(session: AsyncSession, actor_id: int, burst_id: int) -> Burst:
    """Leave the newcomers' votes of a burst out of the counts; again takes later ones.

    Raises UserError when voting is over, or so few are known that it would tell
    something of each.
    """
    burst, case = await _access(session, actor_id, burst_id)
    if await size(session, burst) < MANY:
        raise UserError(_("So few of these votes are known still that all stay."))
    mine = select(NewcomerVote.mark).where(
        NewcomerVote.ballot_id == burst.ballot_id,
        NewcomerVote.submission_id == burst.submission_id,
    )
    changed = await _set(session, burst, Vote.mark.in_(mine), frozen=True)
    burst.frozen += changed
    await acts.note(session, actor_id, "votes.freeze", case.group_id)
    await session.flush()
    return burst


async def release(session: AsyncSession, actor_id: int, burst_id: int) -> Burst:
    """Count all frozen votes of a burst again, as they stand now."""
    burst, case = await _access(session, actor_id, burst_id)
    await _set(session, burst, frozen=False)
    burst.frozen = 0
    await acts.note(session, actor_id, "votes.release", case.group_id)
    await session.flush()
    return burst


async def _flag(session: AsyncSession, ballot: Ballot, number: int) -> None:
    """Tell the moderators of the group that shows the proposal, once a ballot."""
    shown = (
        select(Case)
        .where(Case.submission_id == number, Case.published_at.is_not(None))
        .where(Case.community_code == ballot.community_code)
        .order_by(Case.published_at)
        .limit(1)
    )
    case = await session.scalar(shown)
    if case is None:
        return
    burst_id = await session.scalar(
        insert(Burst)
        .values(ballot_id=ballot.id, submission_id=number, case_id=case.id)
        .on_conflict_do_nothing()
        .returning(Burst.id)
    )
    if burst_id is not None:
        moderates = access.RIGHTS["case.moderate"]
        people = await hearers.of(session, case.group_id, *moderates)
        await notices.write_to_team(session, FLAGGED, burst_id, people)


async def _access(
    session: AsyncSession, actor_id: int, burst_id: int
) -> tuple[Burst, Case]:
    """Get a burst for a moderator while people vote, one moderator at a time."""
    found = await session.scalars(
        select(Burst)
        .where(Burst.id == burst_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    burst = found.one_or_none()
    case_id = 0 if burst is None else burst.case_id
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    ballot = None if burst is None else await session.get(Ballot, burst.ballot_id)
    if burst is None or ballot is None or ballot.closed_at is not None:
        raise ballots.over()
    return burst, case


async def _set(
    session: AsyncSession, burst: Burst, *which: ColumnElement[bool], frozen: bool
) -> int:
    """Freeze or release votes, and bring the counts up to it; counts the votes."""
    found = await session.scalars(
        update(Vote)
        .where(Vote.ballot_id == burst.ballot_id, *which)
        .where(Vote.submission_id == burst.submission_id, Vote.frozen.is_not(frozen))
        .values(frozen=frozen)
        .returning(Vote.choice)
        .execution_options(synchronize_session=False)
    )
    choices = found.all()
    given = Counter(Choice(each) for each in choices if each is not None)
    sign = -1 if frozen else 1
    change = {choice: sign * n for choice, n in given.items()}
    await votes.shift(session, burst.ballot_id, burst.submission_id, change)
    return len(choices)


def _slot(moment: datetime) -> datetime:
    minutes = SLOT.seconds // 60
    begun = moment.minute - moment.minute % minutes
    return moment.replace(minute=begun, second=0, microsecond=0)
