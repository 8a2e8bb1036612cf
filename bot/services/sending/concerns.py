"""What worries people: taken in sealed, for the group's moderators; or only counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import now
from bot.models import Case, Person, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.notice import Recipient
from bot.models.submission import SUBMISSION_IDS, Kind
from bot.services.cases import urgent
from bot.services.days import deadlines
from bot.services.letters import recipients
from bot.services.places import accepting, communities
from bot.services.sending.proposals import Receipt
from bot.services.steps import case_log, drafts
from bot.services.steps.drafts import Draft
from bot.services.team import queue_news
from bot.services.texts.categories import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What worries somebody, and in which communities."""

    text: str
    category: Category
    communities: Sequence[str]
    place: str | None = None
    lasting: str | None = None
    whom: Sequence[str] = ()
    relay: bool = True


async def submit(
    session: AsyncSession, person: Person, concern: Concern, address: Address
) -> Receipt:
    """Lay a concern before the moderators of its communities' groups."""
    if not concern.category.is_kept:
        raise ValueError("concerns of this category are not kept")
    groups = await accepting.groups_of(session, concern.communities, Kind.CONCERN)
    number = await session.scalar(SUBMISSION_IDS.next_value().select()) or 0
    submission = _submission(session, person, concern, number)
    submission.address = recipients.seal(session, address, Recipient.AUTHOR, number)
    session.add(submission)
    days = [await _open(session, concern, number, group) for group in groups]
    if not concern.category.is_urgent:
        await queue_news.tell(session, queue_news.SENT, number, number)
    return Receipt(str(number), groups, max(days))


async def phones(
    session: AsyncSession, category: Category, codes: Sequence[str]
) -> Sequence[str]:
    """List the phones on duty of the groups of some communities, where it is urgent."""
    if not category.is_urgent:
        return []
    groups = await communities.groups_of(session, codes)
    return list(dict.fromkeys(each.duty_phone for each in groups if each.duty_phone))


async def _open(
    session: AsyncSession, concern: Concern, number: int, group: WorkingGroup
) -> date:
    """Open the case before a group; returns the day by which it is read."""
    moment = await now(session)
    is_urgent = concern.category.is_urgent
    due = deadlines.read_by(moment, group.time_zone, urgent=is_urgent)
    case = Case(
        submission_id=number,
        group_id=group.id,
        urgency=concern.category.urgency,
        due_at=due,
        read_by=due,
        news_due_at=moment + deadlines.NEWS_IN,
    )
    session.add(case)
    await session.flush()  # the step and the alert need its id
    await case_log.append(session, case, Status.RECEIVED)
    if is_urgent:
        await urgent.alert(session, group.id)
    return deadlines.local_day(due, group.time_zone)


def _submission(
    session: AsyncSession, person: Person, concern: Concern, number: int
) -> Submission:
    has_place = concern.category.has_place
    draft = Draft(concern.text, concern.place if has_place else None)
    return Submission(
        id=number,
        kind=Kind.CONCERN,
        person_id=person.id,
        community_code=concern.communities[0],
        language=person.language,
        topic=concern.category.code,
        whom=list(concern.whom),
        lasting=concern.lasting,
        relay=concern.relay,
        draft=drafts.seal(session, draft, number),
    )
