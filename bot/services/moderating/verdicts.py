"""Moderators' decisions that wait a minute before they leave, to be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Verdict
from bot.models.case import WAITING
from bot.services.cases import leading, urgent
from bot.services.letters import notes
from bot.services.moderating import claims, clarifications, moderation
from bot.services.steps import steps
from bot.services.team import access, queue_news
from bot.services.voting import publishing

_BATCH: Final = 100
_AGAIN: Final = timedelta(minutes=1)
LEFT: Final = _("It has left already and cannot be taken back.")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to become of a text as it was `seen`.

    It is refused for a reason, or passed to the body that the facts name by a day, or
    passed on, be it at once to the agenda of the next meeting. With a question among
    the facts its author is asked.
    """

    reason: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    seen: int | None = None
    agenda: bool = False

    @property
    def action(self) -> str:
        """Name what is done, as the row does."""
        if self.reason is not None:
            return "refuse"
        if self.agenda:
            return "agenda"
        if "question" in self.facts:
            return "ask"
        return "refer" if self.facts else "pass"


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
    await _check(session, actor_id, case, order)
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
        raise UserError(LEFT)


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
        # Withdrawn, changed or decided meanwhile; each raises before it writes.
        await _give_back(session, case_id, verdict_id)


async def put_off(session: AsyncSession, verdict_id: int) -> None:
    """Let a decision that failed wait: others come first."""
    await session.execute(
        update(Verdict)
        .where(Verdict.id == verdict_id)
        .values(due_at=func.app_now() + _AGAIN)
    )


async def _check(
    session: AsyncSession, actor_id: int, case: Case, order: Order
) -> None:
    await moderation.check_seen(session, case, order.seen)
    if order.reason is not None:
        await moderation.check_reason(session, case, order.reason, order.facts)
    if order.agenda:
        await leading.require_meeting(session, actor_id, case)
    if order.action == "ask":
        question = order.facts["question"]
        await clarifications.check_room(session, actor_id, case.id, question)


async def _write(
    session: AsyncSession, order: Order, values: Mapping[str, object]
) -> None:
    action = order.action
    written = await session.scalar(
        insert(Verdict)
        .values(action=action, reason=order.reason, seen=order.seen, **values)
        .on_conflict_do_nothing()
        .returning(Verdict.id)
    )
    if written is None:
        raise steps.decided_already()
    if order.facts:
        await notes.write(session, Verdict, written, order.facts)


def _order(session: AsyncSession, verdict: Verdict) -> Order:
    facts, is_planned = notes.read(session, verdict), verdict.action == "agenda"
    return Order(verdict.reason, facts, verdict.seen, is_planned)


async def _carry_out(
    session: AsyncSession, actor_id: int, case_id: int, order: Order
) -> None:
    case = await access.access_case(session, actor_id, case_id, "case.moderate")
    await moderation.check_seen(session, case, order.seen)
    match order.reason, order.action:
        case None, "pass":
            await moderation.pass_on(session, actor_id, case_id)
        case None, "agenda":
            await leading.require_meeting(session, actor_id, case)
            await moderation.pass_on(session, actor_id, case_id)
            await leading.put_on_agenda(session, actor_id, case_id)
        case None, "ask":
            question = order.facts["question"]
            await clarifications.ask(session, actor_id, case_id, question)
        case None, _:
            await moderation.refer(session, actor_id, case_id, order.facts)
        case reason, _:
            await moderation.refuse(session, actor_id, case_id, reason, **order.facts)


async def _give_back(session: AsyncSession, case_id: int, verdict_id: int) -> None:
    """Tell the moderators of a text that waits again, as if nobody had looked."""
    case = await session.get(Case, case_id, populate_existing=True)
    if case is None or case.status not in WAITING:
        return
    case.seen_at, case.called = None, urgent.NOBODY
    await session.flush()
    number = case.submission_id
    await queue_news.tell(session, queue_news.RETURNED, number, verdict_id)
