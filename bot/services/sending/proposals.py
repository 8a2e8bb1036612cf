"""Proposals as their authors know them: sent, listed, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, Select, func, select, text, true, update
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.direct import Direct
from bot.errors import NO_MESSAGE, UserError
from bot.i18n import _
from bot.models import Case, Person, Submission, WorkingGroup
from bot.models.case import WAITING, Status
from bot.models.notice import Recipient
from bot.models.submission import SUBMISSION_IDS, Channel, Kind
from bot.services.cases import mergers
from bot.services.days import deadlines
from bot.services.letters import recipients
from bot.services.places import accepting
from bot.services.places.groups import Named
from bot.services.steps import case_log, drafts, ladder
from bot.services.steps.drafts import Draft
from bot.services.team import queue_news
from bot.services.voting import phases

PAGE: Final = 10
_WITHDRAWING: Final = ladder.way(Status.WITHDRAWN, "author")
_By = tuple[int | None, str]  # its author, and their language
_READER: Final = 4  # columns
# In one question: readers, number (evaluated once), time, moderators who hear of it,
# and when is collected.
_TAKING: Final = accepting.taking_ids(Kind.PROPOSAL)
_READERS: Final = Direct(
    select(
        WorkingGroup.id,
        WorkingGroup.name_uk,
        WorkingGroup.name_en,
        WorkingGroup.time_zone,
        select(SUBMISSION_IDS.next_value()).scalar_subquery(),
        func.app_now(),
        func.array(queue_news.to_tell(_TAKING, true()).scalar_subquery()),
        *phases.COLLECTING,
    )
    .where(WorkingGroup.id.in_(_TAKING))
    .order_by(WorkingGroup.id)
)
_SUBMIT: Final = Direct(
    text("""
    with sent as (
        insert into submission (id, kind, person_id, community_code, language, topic,
            whom, whereabouts, draft, address, relay, adds_to, channel)
        values (:id, :kind, :person_id, :community_code, :language, :topic, :whom,
            :whereabouts, :draft, :address, :relay, :adds_to, :channel)
        returning id
    ), opened as (
        insert into "case" (submission_id, group_id, due_at, read_by, news_due_at)
        select sent.id, due.*, due.at, cast(:news_due as timestamptz)
        from sent, unnest(
            cast(:groups as bigint[]), cast(:due as timestamptz[])
        ) as due (group_id, at)
        returning id, status
    )
    insert into case_event (case_id, status) select id, status from opened
    returning case_id
""")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What somebody proposes, for which communities, and to what it adds details."""

    text: str
    topic: str
    communities: Sequence[str]
    place: str | None = None
    whom: Sequence[str] = ()
    whereabouts: str | None = None
    relay: bool = True
    adds_to: int | None = None
    channel: Channel = Channel.TELEGRAM
    photos: Sequence[str] = ()


class Reader(NamedTuple):
    """A working group that gets a submission."""

    id: int
    name_uk: str
    name_en: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the author is told at once: the number, who reads it, by which day."""

    number: str
    groups: Sequence[Named]
    due: date


@dataclass(frozen=True, slots=True)
class Mine:
    """A submission as its author sees it: before each group, how far it has come."""

    number: str
    topic: str
    sent: date
    text: str | None
    statuses: Sequence[Status]
    hears: bool
    can_be_withdrawn: bool  # some group has not decided yet

    @property
    def can_be_added_to(self) -> bool:
        """Tell whether every group has still to read it."""
        return all(status in WAITING for status in self.statuses)


async def submit(
    session: AsyncSession, person: Person, proposal: Proposal, address: Address
) -> Receipt:
    """Lay a proposal before every working group of its communities."""
    return await _lay(session, proposal, (person.id, person.language), address)


async def enter(session: AsyncSession, proposal: Proposal, language: str) -> Receipt:
    """Lay a proposal of somebody who is not here before the working groups."""
    return await _lay(session, proposal, (None, language), None)


async def _lay(
    session: AsyncSession, proposal: Proposal, by: _By, address: Address | None
) -> Receipt:
    found = await _READERS.fetch(session, {"codes": list(proposal.communities)})
    if not found:
        raise await accepting.refusal(session, proposal.communities, Kind.PROPOSAL)
    groups = [Reader(*row[:_READER]) for row in found]
    number, moment, moderators, *planned = found[0][_READER:]
    if proposal.adds_to is None:
        phases.require_collecting(planned, moment)
    values = _submission(session, proposal, number)
    values["person_id"], values["language"] = by
    values["address"] = address and recipients.seal(
        session, address, Recipient.AUTHOR, number
    )
    await _SUBMIT.fetch(session, values | _cases(groups, moment))
    await queue_news.write(session, queue_news.SENT, number, moderators)
    due = max(deadlines.read_by(moment, each.time_zone).date() for each in groups)
    return Receipt(str(number), groups, due)


async def mine(
    session: AsyncSession, person: Person, *, before: int | None = None
) -> Sequence[Mine]:
    """List what a person sent, the newest first; ten of it, before a number."""
    sent = _sent_by(person).order_by(Submission.id.desc()).limit(PAGE)
    if before is not None:
        sent = sent.where(Submission.id < before)
    rows = await session.execute(sent)
    return [_mine(session, row) for row in rows]


async def get_mine(session: AsyncSession, person: Person, number: int) -> Mine:
    """Get one thing that a person sent; what others sent is not there."""
    rows = await session.execute(_sent_by(person).where(Submission.id == number))
    row = rows.one_or_none()
    if row is None:
        raise UserError(NO_MESSAGE)
    return _mine(session, row)


async def withdraw(session: AsyncSession, person: Person, number: int) -> None:
    """Take a proposal back from the groups that have not decided on it."""
    await get_mine(session, person, number)
    await mergers.undo_unread(session, number)
    withdrawn = await session.scalars(
        update(Case)
        .where(Case.submission_id == number, Case.status.in_(_WITHDRAWING.since))
        .values(status=_WITHDRAWING.to, due_at=None, news_due_at=None)
        .returning(Case)
        .execution_options(populate_existing=True)
    )
    cases = withdrawn.all()
    if not cases:
        raise UserError(_("It is with the group already and cannot be withdrawn."))
    for case in cases:
        await case_log.append(session, case, _WITHDRAWING.to)
    await drafts.erase_unneeded(session, number)


def _submission(
    session: AsyncSession, proposal: Proposal, number: int
) -> dict[str, Any]:
    draft = Draft(proposal.text, proposal.place, proposal.photos)
    return {
        "id": number,
        "kind": Kind.PROPOSAL,
        "community_code": proposal.communities[0],
        "topic": proposal.topic,
        "whom": list(proposal.whom),
        "whereabouts": proposal.whereabouts,
        "relay": proposal.relay,
        "adds_to": proposal.adds_to,
        "channel": proposal.channel,
        "draft": drafts.seal(session, draft, number),
    }


def _cases(groups: Sequence[Reader], moment: datetime) -> dict[str, Any]:
    return {
        "groups": [group.id for group in groups],
        "due": [deadlines.read_by(moment, each.time_zone) for each in groups],
        "news_due": moment + deadlines.NEWS_IN,
    }


def _sent_by(person: Person) -> Select[Submission, Sequence[str], str | None, bool]:
    statuses = func.array_agg(aggregate_order_by(Case.status, Case.id))
    undecided = func.bool_or(drafts.is_undecided(Case))
    return (
        select(Submission, statuses, func.max(Case.text), undecided)
        .join(Case, Case.submission_id == Submission.id)
        .where(Submission.person_id == person.id)
        .group_by(Submission.id)
        .execution_options(populate_existing=True)
    )


def _mine(
    session: AsyncSession, row: Row[Submission, Sequence[str], str | None, bool]
) -> Mine:
    submission, statuses, passed, undecided = row
    draft = drafts.open_draft(session, submission)
    return Mine(
        number=str(submission.id),
        topic=submission.topic,
        sent=deadlines.local_day(submission.created_at),
        text=passed if draft is None else draft.text,
        statuses=[Status(status) for status in statuses],
        hears=submission.news,
        can_be_withdrawn=undecided,
    )
