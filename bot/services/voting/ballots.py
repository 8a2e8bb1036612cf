"""Times of voting: opened for a community, closed on their day, and then frozen.

A voter is a hash under the ballot's own key, made of the number of the account, so that
nobody votes twice, also after a deletion. The key dies when the ballot closes.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    ARRAY,
    TEXT,
    ColumnElement,
    any_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import KEY_BYTES, Cell
from bot.db import now, vault
from bot.errors import UserError
from bot.i18n import _
from bot.models import (
    Ballot,
    Burst,
    Community,
    GroupCommunity,
    Inbox,
    Vote,
    VoteEvent,
)
from bot.models.inbox import InboxState
from bot.services.days import deadlines
from bot.services.team import access, acts

OPEN_FOR: Final = 14  # days; voting ends with the last of them
_ON_ITS_WAY: Final = timedelta(seconds=30)  # a press that came, but cannot be read yet
_MARK_BYTES: Final = 16
_OPEN: Final = (  # asked at every vote
    select(Ballot)
    .where(Ballot.community_code == any_(bindparam("codes", type_=ARRAY(TEXT))))
    .where(Ballot.closed_at.is_(None))
    .order_by(Ballot.id)
)
MARKS: Final = timedelta(days=2)  # the frozen counts are made again for a day


def key_cell(ballot_id: int) -> Cell:
    """Name the cell of a ballot's key."""
    return Cell("ballot", "key", ballot_id)


async def open_for(
    session: AsyncSession, actor_id: int, group_id: int, code: str
) -> Ballot:
    """Open a ballot in a community that a working group serves."""
    await access_community(session, actor_id, group_id, code)
    ballot = await make(session, code, await _end(session))
    if ballot is None:
        raise UserError(_("Voting is under way in this community."))
    await acts.note(session, actor_id, "ballot.open", group_id)
    return ballot


async def make(session: AsyncSession, code: str, closes_at: datetime) -> Ballot | None:
    """Make a ballot of a community; None while there is one."""
    opened = await session.scalars(
        insert(Ballot)
        .values(community_code=code, closes_at=closes_at)
        .on_conflict_do_nothing()
        .returning(Ballot)
    )
    ballot: Ballot | None = opened.one_or_none()
    if ballot is None:
        return None
    # The key is sealed to its row, whose id the database has just given.
    key = secrets.token_bytes(KEY_BYTES)
    ballot.key = vault(session).seal(key, key_cell(ballot.id))
    await session.flush()
    return ballot


async def close_early(
    session: AsyncSession, actor_id: int, group_id: int, code: str
) -> None:
    """Let a ballot end now; presses that came before still count."""
    await access_community(session, actor_id, group_id, code)
    ended = update(Ballot).where(*under_way(code))
    await session.execute(ended.values(closes_at=func.app_now()))
    await acts.note(session, actor_id, "ballot.close", group_id)


def under_way(code: str) -> Sequence[ColumnElement[bool]]:
    """Tell, inside a query, which ballot of a community has not come to its end."""
    return (
        Ballot.community_code == code,
        Ballot.closed_at.is_(None),
        Ballot.closes_at > func.app_now(),
    )


async def close_due(session: AsyncSession) -> Sequence[int]:
    """Freeze ballots whose time is over, once every press in time is carried out."""
    # What waits for a bot that served before this one is never carried out.
    newest = select(Inbox.bot_id).order_by(Inbox.received_at.desc()).limit(1)
    earlier = exists().where(
        Inbox.state == InboxState.NEW,
        Inbox.bot_id == newest.scalar_subquery(),
        Inbox.received_at <= Ballot.closes_at,
    )
    is_over = Ballot.closes_at <= func.app_now() - _ON_ITS_WAY
    closed = await session.scalars(
        update(Ballot)
        .where(Ballot.closed_at.is_(None), is_over, ~earlier)
        .values(closed_at=func.app_now(), key=None)
        .returning(Ballot.id)
    )
    return closed.all()


async def destroy(session: AsyncSession, code: str) -> None:
    """Close the ballot of a community in danger at once, with its key."""
    await session.execute(
        update(Ballot)
        .where(Ballot.community_code == code, Ballot.closed_at.is_(None))
        .values(closed_at=func.app_now(), key=None)
    )


async def asking_in(session: AsyncSession, codes: Sequence[str]) -> Sequence[Ballot]:
    """List the ballots of some communities in which one can vote now."""
    opened, moment = await open_in(session, codes), await now(session)
    return [each for each in opened if each.closes_at > moment]


async def open_in(session: AsyncSession, codes: Sequence[str]) -> Sequence[Ballot]:
    """List the ballots of some communities in which votes that came are still taken."""
    return (await session.scalars(_OPEN, {"codes": list(codes)})).all()


async def lately_open(session: AsyncSession) -> Sequence[int]:
    """List the ballots that are open, or were a day ago."""
    found = await session.scalars(
        select(Ballot.id).where(
            or_(
                Ballot.closed_at.is_(None),
                Ballot.closed_at > func.app_now() - timedelta(days=1),
            )
        )
    )
    return found.all()


async def last_of(session: AsyncSession, code: str) -> Ballot | None:
    """Find the newest ballot of a community, open or not."""
    found = await session.scalars(
        select(Ballot)
        .where(Ballot.community_code == code)
        .order_by(Ballot.id.desc())
        .limit(1)
    )
    return found.one_or_none()


async def forget_marks(session: AsyncSession, life: timedelta = MARKS) -> int:
    """Delete who voted what in ballots that closed; the frozen counts stay."""
    over = select(Ballot.id).where(Ballot.closed_at < func.app_now() - life)
    await session.execute(delete(Burst).where(Burst.ballot_id.in_(over)))
    await session.execute(delete(VoteEvent).where(VoteEvent.ballot_id.in_(over)))
    gone = await session.execute(
        delete(Vote).where(Vote.ballot_id.in_(over)).returning(Vote.mark)
    )
    return len(gone.all())


def mark_of(session: AsyncSession, ballot: Ballot, user_id: int) -> bytes:
    """Hash an account for one ballot; raises UserError when its key is gone."""
    if ballot.key is None:
        raise over()
    key = vault(session).open(ballot.key, key_cell(ballot.id))
    voter = user_id.to_bytes(8, "big", signed=True)
    return hashlib.blake2b(voter, key=key, digest_size=_MARK_BYTES).digest()


def over() -> UserError:
    """Make the kind refusal of a vote that comes too late."""
    return UserError(_("Voting has ended."))


async def _end(session: AsyncSession) -> datetime:
    return deadlines.days_later(await now(session), OPEN_FOR, deadlines.ZONE)


async def access_community(
    session: AsyncSession, actor_id: int, group_id: int, code: str
) -> Community:
    """Get a community that a group serves and may let vote, or refuse."""
    await access.access_group(session, actor_id, group_id, "ballot.open")
    found = await session.scalars(
        select(Community)
        .join(GroupCommunity, GroupCommunity.community_code == Community.code)
        .where(GroupCommunity.group_id == group_id, Community.code == code)
    )
    community = found.one_or_none()
    if community is None:
        raise UserError(_("Please choose one of the buttons."))
    return community
