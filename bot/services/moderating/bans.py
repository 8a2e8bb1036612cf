"""Keeping abuse out: how much one person sends in a day, and pauses of some people.

A pause has a reason and an end, its author hears of both, and any moderator can end it
earlier. It ends with `/delete` too: nothing that remains could tell who comes back.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    TEXT,
    BindParameter,
    Select,
    any_,
    bindparam,
    delete,
    func,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.direct import Direct
from bot.errors import UserError
from bot.i18n import Text, _, label
from bot.models import Ban, GroupCommunity, Person, Submission
from bot.models.notice import Recipient
from bot.services.days import deadlines
from bot.services.letters import recipients
from bot.services.moderating import splitting
from bot.services.steps import steps
from bot.services.team import access, acts
from bot.services.voting import votes

SET: Final = "ban.set"  # its subject is a ban
LIFTED: Final = "ban.lifted"  # its subject is a ban that was
AFTERWARDS: Final = timedelta(days=30)  # so long one that is over can be looked up
DAYS: Final = (1, 7, 30)
REASONS: Final[Mapping[str, Text]] = {
    "B01": label("Adverts or spam"),
    "B02": label("Insults or threats"),
    "B03": label("The same again and again"),
}
_DAY: Final = timedelta(days=1)
_PERSON: Final[BindParameter[int]] = bindparam("person")
_PAUSE: Final = (
    select(Ban.until, Ban.reason)
    .join(GroupCommunity, GroupCommunity.group_id == Ban.group_id)
    .where(Ban.person_id == _PERSON, Ban.until > func.app_now())
    .where(GroupCommunity.community_code == any_(bindparam("codes", type_=ARRAY(TEXT))))
    .order_by(Ban.until.desc())
    .limit(1)
)
_SENT: Final = (
    select(func.count())
    .where(Submission.person_id == _PERSON, ~splitting.is_part())
    .where(Submission.created_at > func.app_now() - _DAY)
)
_longest: Final = _PAUSE.subquery()
_FIND_PAUSE: Final = Direct(_PAUSE)
# In one question, as it is asked before and after every form.
SENDING: Final = (
    select(_SENT.scalar_subquery(), _longest.c.until, _longest.c.reason)
    .select_from(Person)
    .outerjoin(_longest, true())
    .where(Person.id == _PERSON)
)
_SENDING: Final = Direct(SENDING)


async def check_sending(
    session: AsyncSession, person: Person, codes: Sequence[str], *, a_day: int
) -> None:
    """Refuse what somebody sends while they are paused, or more than enough a day."""
    values = {"person": person.id, "codes": list(codes)}
    (sending,) = await _SENDING.fetch(session, values)
    require_sending(sending, a_day=a_day)


def require_sending(sending: Sequence[Any], *, a_day: int) -> None:
    """Refuse who is paused, or has sent enough, by the answer to `SENDING`."""
    sent, until, reason = sending
    if until is not None:
        raise _paused(until, reason)
    if sent >= a_day:
        raise UserError(
            _(
                "You have sent {n} of {max} within a day. Come back tomorrow.",
                n=sent,
                max=a_day,
            )
        )


async def check(session: AsyncSession, person: Person, codes: Sequence[str]) -> None:
    """Refuse what somebody does in communities whose group has paused them."""
    values = {"person": person.id, "codes": list(codes)}
    for until, reason in await _FIND_PAUSE.fetch(session, values):
        raise _paused(until, reason)


async def pause(
    session: AsyncSession, actor_id: int, case_id: int, *, reason: str, days: int
) -> Ban:
    """Take nothing from the author of a case for some days; again sets it anew."""
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    submission = await session.get_one(Submission, case.submission_id)
    if submission.person_id is None or reason not in REASONS or days not in DAYS:
        raise UserError(_("This author cannot be paused."))
    whom = {"person_id": submission.person_id, "group_id": case.group_id}
    # A row of its own: its author is told once of each row.
    await session.execute(delete(Ban).filter_by(**whom))
    ban = Ban(
        **whom,
        submission_id=submission.id,
        reason=reason,
        until=func.app_now() + timedelta(days=days),
    )
    session.add(ban)
    await session.flush()
    await session.refresh(ban)
    await acts.note(session, actor_id, "author.pause", ban.group_id)
    await steps.write_by_day(
        session, SET, ban.id, ban.submission_id, group_id=ban.group_id
    )
    return ban


async def votes_left(session: AsyncSession, ban: Ban) -> int:
    """Count the votes of a paused person that stand; what they say nobody learns.

    They are never frozen: a count that changes with them would tell how one person
    voted.
    """
    submission = await session.get_one(Submission, ban.submission_id)
    if submission.address is None:
        return 0
    own = Recipient.AUTHOR, submission.id
    address = recipients.unseal(session, submission.address, *own)
    return await votes.standing(session, address.chat_id)


async def lift(session: AsyncSession, actor_id: int, ban_id: int) -> str:
    """End a pause now; gives the number by which it is known."""
    found = await session.scalars(_of(actor_id).where(Ban.id == ban_id))
    ban = found.one_or_none()
    if ban is None:
        raise UserError(_("This pause is over."))
    ban.until = func.app_now()
    await session.flush()
    await acts.note(session, actor_id, "author.lift", ban.group_id)
    await steps.write_by_day(
        session, LIFTED, ban.id, ban.submission_id, group_id=ban.group_id
    )
    return str(ban.submission_id)


async def listed(session: AsyncSession, actor_id: int) -> Sequence[Ban]:
    """List whom a moderator's groups have paused."""
    return (await session.scalars(_of(actor_id).order_by(Ban.until).limit(20))).all()


async def of(session: AsyncSession, person: Person) -> Sequence[Ban]:
    """List the pauses of a person that are kept, also those that are over."""
    kept = select(Ban).where(Ban.person_id == person.id).order_by(Ban.until)
    return (await session.scalars(kept)).all()


async def find(session: AsyncSession, ban_id: int) -> Ban | None:
    """Find a pause for whoever is told of it."""
    return await session.get(Ban, ban_id, populate_existing=True)


def _paused(until: datetime, reason: str) -> UserError:
    return UserError(
        _(
            "Until {date} the group takes nothing from you but urgent concerns. "
            "Reason: {reason}.",
            date=deadlines.local_day(until),
            reason=REASONS[reason],
        )
    )


def _of(actor_id: int) -> Select[Ban]:
    return (
        select(Ban)
        .where(Ban.until > func.app_now())
        .where(Ban.group_id.in_(access.groups_of(actor_id, "case.moderate")))
        .execution_options(populate_existing=True)
    )
