"""Moderators' decisions that wait a minute before they leave, to be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import Cell
from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Verdict
from bot.models.case import WAITING
from bot.services import access, claims, moderation, publishing, sealed, steps

_BATCH: Final = 100
_LEFT: Final = _("It has left already and cannot be taken back.")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to become of a text: passed on as it was `seen`; refused for a reason."""

    reason: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    seen: int | None = None


async def give(
    session: AsyncSession,
    actor_id: int,
    case_id: int,
    order: Order,
    *,
    after: timedelta,
) -> None:
    """Decide on a text; the decision leaves after a while, or at once."""
    if not after:
        await _carry_out(session, actor_id, case_id, order)
        return
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    await session.refresh(case, with_for_update=True)  # one of two people at a time
    if case.status not in WAITING:
        raise steps.decided_already()
    await _check(session, case, order)
    values = {
        "case_id": case_id,
        "person_id": actor_id,
        "due_at": func.app_now() + after,
    }
    await _write(session, order, values)
    await claims.release(session, actor_id)


async def take_back(session: AsyncSession, actor_id: int, case_id: int) -> None:
    """Forget one's own decision that has not left."""
    await access.access_case(session, actor_id, case_id, "case.moderate")
    gone = await session.scalars(
        delete(Verdict)
        .where(Verdict.case_id == case_id, Verdict.person_id == actor_id)
        .returning(Verdict.id)
    )
    if gone.one_or_none() is None:
        raise UserError(_LEFT)


async def waits(session: AsyncSession, actor_id: int, case_id: int) -> bool:
    """Tell whether somebody's decision has not left yet."""
    found = await session.scalars(
        select(Verdict.id).where(
            Verdict.case_id == case_id, Verdict.person_id == actor_id
        )
    )
    return found.one_or_none() is not None


async def due(session: AsyncSession) -> Sequence[int]:
    """List the decisions whose time has come."""
    found = await session.scalars(
        select(Verdict.id)
        .where(Verdict.due_at <= func.app_now())
        .order_by(Verdict.due_at)
        .limit(_BATCH)
    )
    return found.all()


async def carry_out(session: AsyncSession, verdict_id: int) -> None:
    """Let a decision leave; what can be decided so no longer is back in the queue."""
    found = await session.scalars(
        select(Verdict)
        .where(Verdict.id == verdict_id)
        .with_for_update(skip_locked=True)
    )
    verdict = found.one_or_none()
    if verdict is None:
        return
    order, shows = _order(session, verdict), verdict.shows
    actor_id, case_id = verdict.person_id, verdict.case_id
    await session.delete(verdict)
    await session.flush()
    try:
        await _carry_out(session, actor_id, case_id, order)
        if shows:
            await publishing.publish(session, actor_id, case_id)
    except UserError:
        return  # withdrawn, changed or decided meanwhile; each raises before it writes


def note_cell(verdict_id: int) -> Cell:
    """Name the cell of what is told with a decision."""
    return Cell("verdict", "note", verdict_id)


async def _check(session: AsyncSession, case: Case, order: Order) -> None:
    if order.reason is None:
        await moderation.check_seen(session, case, order.seen)
    else:
        await moderation.check_reason(session, case, order.reason, order.facts)


async def _write(
    session: AsyncSession, order: Order, values: Mapping[str, object]
) -> None:
    action = "pass" if order.reason is None else "refuse"
    written = await session.scalar(
        insert(Verdict)
        .values(action=action, reason=order.reason, seen=order.seen, **values)
        .on_conflict_do_nothing()
        .returning(Verdict.id)
    )
    if written is None:
        raise steps.decided_already()
    if order.facts:
        # The note is sealed to its row, whose id the database has just given.
        note = sealed.seal_json(session, dict(order.facts), note_cell(written))
        await session.execute(
            update(Verdict).where(Verdict.id == written).values(note=note)
        )


def _order(session: AsyncSession, verdict: Verdict) -> Order:
    facts: dict[str, Any] = {}
    if verdict.note is not None:
        facts = sealed.open_json(session, verdict.note, note_cell(verdict.id))
    return Order(verdict.reason, facts, verdict.seen)


async def _carry_out(
    session: AsyncSession, actor_id: int, case_id: int, order: Order
) -> None:
    if order.reason is None:
        await moderation.pass_on(session, actor_id, case_id, seen=order.seen)
    else:
        await moderation.refuse(session, actor_id, case_id, order.reason, **order.facts)
