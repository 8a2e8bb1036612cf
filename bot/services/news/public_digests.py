"""Public digests: drawn up, approved by secretary and chair, sent to who wants them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import Cell
from bot.db import now
from bot.errors import UserError
from bot.i18n import Text, _
from bot.models import (
    Channel,
    GroupNews,
    Notice,
    PublicDigest,
    Staff,
    Subscription,
    WorkingGroup,
)
from bot.models.notice import Recipient
from bot.models.staff import Role
from bot.models.submission import Kind
from bot.services.days import moments, typed_days
from bot.services.days.deadlines import day_begins, local_day
from bot.services.digest.digest_facts import Span
from bot.services.letters import hearers, notices, sealed
from bot.services.meetings import agenda
from bot.services.news import open_votes, public_facts
from bot.services.news.public_facts import Content
from bot.services.places import accepting, groups
from bot.services.steps import steps
from bot.services.team import access, acts
from bot.services.voting import phases

ASKS: Final = "public.approve"
AFTER_MEETING: Final = timedelta(hours=24)  # domain 6.3
KEPT: Final = timedelta(days=90)  # the words, for those who are told late
A_DRAFT: Final = timedelta(days=14)  # older, it would tell of what is long over
_BY: Final = {Role.SECRETARY: "secretary_id", Role.CHAIR: "chair_id"}


@dataclass(frozen=True, slots=True)
class Public:
    """A public digest as somebody reads it; `closed` says why ideas have to wait."""

    row: PublicDigest
    group: WorkingGroup
    content: Content
    closed: Text | None

    @property
    def period(self) -> Span:
        """The time that it tells of."""
        return Span(self.row.since, self.row.made_at)


async def draft(session: AsyncSession, actor_id: int, group_id: int) -> Public:
    """Open a group's draft, or draw one up of the time since the last that was sent."""
    group = await access.access_group(session, actor_id, group_id, "digest.publish")
    found = await session.scalars(
        select(PublicDigest).where(
            PublicDigest.group_id == group_id, PublicDigest.approved_at.is_(None)
        )
    )
    row = found.one_or_none() or await _draw_up(session, group)
    return await _open(session, row, group)


async def draw_up_anew(session: AsyncSession, actor_id: int, group_id: int) -> Public:
    """Throw a draft away, with who approved it, and draw up another one."""
    await access.access_group(session, actor_id, group_id, "digest.publish")
    await session.execute(
        delete(PublicDigest).where(
            PublicDigest.group_id == group_id, PublicDigest.approved_at.is_(None)
        )
    )
    return await draft(session, actor_id, group_id)


async def set_meeting(
    session: AsyncSession, actor_id: int, group_id: int, met_on: date
) -> Public:
    """Say on which day the group met: a day after that it may leave.

    Who approved it for another day has to do so again.
    """
    public = await draft(session, actor_id, group_id)
    today = local_day(await now(session), public.group.time_zone)
    typed_days.check_behind(met_on, today)
    if public.row.met_on != met_on:
        public.row.secretary_id = public.row.chair_id = None
    public.row.met_on = met_on
    await session.flush()
    return public


async def approve(session: AsyncSession, actor_id: int, digest_id: int) -> Public:
    """Approve a draft as secretary or as chair; with both it is owed."""
    row = await session.get(PublicDigest, digest_id, with_for_update=True)
    if row is None or row.approved_at is not None:
        raise steps.decided_already()
    group = await access.access_group(session, actor_id, row.group_id, "digest.publish")
    if row.met_on is None:
        raise UserError(_("Please say first when the group met."))
    await _sign(session, row, actor_id)
    await acts.note(session, actor_id, "digest.publish", group.id)
    if row.secretary_id is not None and row.chair_id is not None:
        row.approved_at = await now(session)
        await _owe(session, row, group)
    await session.flush()
    return await _open(session, row, group)


async def leaves_at(session: AsyncSession, public: Public) -> datetime:
    """Tell when it may leave: a day after the meeting, and never at night."""
    moment, zone = await now(session), public.group.time_zone
    if public.row.met_on is not None:
        met = day_begins(public.row.met_on + timedelta(days=1), zone)
        moment = max(moment, met + AFTER_MEETING)
    return moments.by_day(moment, zone) or moment


async def told(session: AsyncSession, notice: Notice) -> Public | None:
    """Open what a notice tells; None when its words are gone, or its reader is."""
    reader = Recipient(notice.recipient), notice.recipient_id
    if await notices.address_of(session, *reader) is None:
        return None
    row = await session.get(PublicDigest, notice.subject)
    if row is None or row.content is None:
        return None
    group = await session.get_one(WorkingGroup, row.group_id)
    return await _open(session, row, group)


async def forget(session: AsyncSession, life: timedelta = KEPT) -> int:
    """Forget the words of public digests that everybody was told of, and old drafts."""
    await session.execute(
        delete(PublicDigest).where(
            PublicDigest.approved_at.is_(None),
            PublicDigest.made_at < func.app_now() - A_DRAFT,
        )
    )
    blanked = await session.execute(
        update(PublicDigest)
        .where(PublicDigest.made_at < func.app_now() - life)
        .where(PublicDigest.content.is_not(None))
        .values(content=None)
        .returning(PublicDigest.id)
        .execution_options(synchronize_session=False)
    )
    return len(blanked.all())


async def _draw_up(session: AsyncSession, group: WorkingGroup) -> PublicDigest:
    last = await session.scalar(
        select(func.max(PublicDigest.made_at)).where(
            PublicDigest.group_id == group.id, PublicDigest.approved_at.is_not(None)
        )
    )
    since = last or group.created_at
    row = PublicDigest(
        group_id=group.id,
        since=since,
        made_at=await now(session),
        met_on=await agenda.held_since(session, group, since),
    )
    session.add(row)
    await session.flush()  # the content is sealed to its row
    content = await public_facts.gather(session, group.id, since)
    row.content = sealed.seal_json(session, content.dump(), _content_cell(row.id))
    await session.flush()
    return row


def _content_cell(digest_id: int) -> Cell:
    return Cell("public_digest", "content", digest_id)


async def _open(
    session: AsyncSession, row: PublicDigest, group: WorkingGroup
) -> Public:
    if row.content is None:
        raise steps.decided_already()
    kept = sealed.open_json(session, row.content, _content_cell(row.id))
    shown = await public_facts.shown(session, group.id)
    voted = {open_votes.KIND: await open_votes.gather(session, group.id)}
    content = Content.load(kept, shown).with_lines(voted)
    return Public(row, group, content, await _closed(session, group))


async def _closed(session: AsyncSession, group: WorkingGroup) -> Text | None:
    served = await groups.communities_of(session, group.id)
    codes = [each.code for each in served]
    if not codes:
        return None
    try:
        await accepting.check(session, codes, Kind.PROPOSAL)
        await phases.check_collecting(session, codes, await now(session))
    except UserError as refusal:
        return refusal.text
    return None


async def _sign(session: AsyncSession, row: PublicDigest, actor_id: int) -> None:
    """Enter the role in which somebody approves; nobody approves in both."""
    held = await session.scalars(
        select(Staff).where(
            Staff.person_id == actor_id,
            Staff.group_id == row.group_id,
            Staff.role.in_(_BY),
        )
    )
    roles = {_BY[Role(staff.role)]: staff.id for staff in held}
    signed = {row.secretary_id, row.chair_id}
    if signed.intersection(roles.values()):
        raise UserError(_("You have approved it. Now the other approval is needed."))
    free = [name for name in roles if getattr(row, name) is None]
    if not free:
        raise UserError(_("Secretary and chair approve it, each once."))
    setattr(row, free[0], roles[free[0]])
    await _ask_the_other(session, row)


async def _ask_the_other(session: AsyncSession, row: PublicDigest) -> None:
    missing = [role for role, name in _BY.items() if getattr(row, name) is None]
    people = await hearers.of(session, row.group_id, *missing)
    await notices.write_to_team(session, ASKS, row.id, people)


async def _owe(session: AsyncSession, row: PublicDigest, group: WorkingGroup) -> None:
    public = await _open(session, row, group)
    due_at = await leaves_at(session, public)
    columns = ["digest_id", "chat_key", "due_at"]
    for table in (Subscription, Channel):
        chosen = select(literal(row.id), table.chat_key, literal(due_at)).where(
            table.group_id == group.id
        )
        await session.execute(insert(GroupNews).from_select(columns, chosen))
