"""How each working group stands, in one line: its queue, its digest, what it lacks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.i18n import Text, _
from bot.models import Case, Channel, Digest, Notice, Staff, WorkingGroup
from bot.models.case import WAITING
from bot.models.group import ChatState
from bot.models.staff import Role
from bot.services.digest import digest_slots
from bot.services.letters.troubles import Trouble

_CHAT = _("chat")
_MODERATOR = _("moderator")
_SECRETARY = _("secretary")
_DIGEST = _("day of the digest")
_CONTACT = _("contact")
_RIGHT = _("right to write in the chat")
_TOPIC = _("topic for digests: /here")
_CHANNEL = _("right to post in the channel")


@dataclass(frozen=True, slots=True)
class Standing:
    """What waits before a group and for how long, its last digest, what is missing."""

    waiting: int
    oldest: timedelta | None
    last_digest: datetime | None
    missing: tuple[Text, ...]


async def of(
    session: AsyncSession, group_ids: Collection[int]
) -> Mapping[int, Standing]:
    """Tell how groups stand."""
    waits = Case.group_id == WorkingGroup.id, Case.status.in_(WAITING)
    sent = Digest.group_id == WorkingGroup.id, digest_slots.READ
    rows = await session.execute(
        select(
            WorkingGroup,
            select(func.count(Case.id)).where(*waits).scalar_subquery(),
            select(func.app_now() - func.min(Case.created_at))
            .where(*waits)
            .scalar_subquery(),
            select(func.max(Digest.made_at)).where(*sent).scalar_subquery(),
            select(func.array_agg(Staff.role))
            .where(Staff.group_id == WorkingGroup.id)
            .scalar_subquery(),
            select(func.array_agg(Notice.kind.distinct()))
            .where(Notice.kind.in_(Trouble), Notice.subject == WorkingGroup.id)
            .scalar_subquery(),
            exists().where(
                Channel.group_id == WorkingGroup.id, Channel.lost_at.is_not(None)
            ),
        ).where(WorkingGroup.id.in_(group_ids))
    )
    return {row[0].id: _standing(row) for row in rows}


def _standing(
    row: "Row[WorkingGroup, int, timedelta, datetime, list[str], list[str], bool]",
) -> Standing:
    group, waiting, oldest, last_digest, roles, troubles, lost = row
    lacks = _missing(group, roles or [], troubles or [])
    if lost:
        lacks = *lacks, _CHANNEL
    return Standing(waiting, oldest, last_digest, lacks)


def _missing(
    group: WorkingGroup, roles: Collection[str], troubles: Collection[str]
) -> tuple[Text, ...]:
    needs = (
        (
            _RIGHT if Trouble.MUTED in troubles else _CHAT,
            group.chat_state == ChatState.BOUND,
        ),
        (_TOPIC, Trouble.TOPIC_GONE not in troubles),
        (_MODERATOR, Role.MODERATOR in roles),
        (_SECRETARY, Role.SECRETARY in roles),
        (_DIGEST, group.digest_time is not None),
        (_CONTACT, group.contact is not None),
    )
    return tuple(name for name, is_there in needs if not is_there)
