"""What authors add to a text, or want to hear of it, after it was sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NO_MESSAGE, UserError
from bot.i18n import _
from bot.markup import MESSAGE_LIMIT
from bot.models import Case, Person, Submission, WorkingGroup
from bot.models.case import WAITING
from bot.services.moderating import card_text, cards
from bot.services.steps import drafts, group_cases
from bot.services.steps.group_cases import Step


@dataclass(frozen=True, slots=True)
class Story:
    """What became of a submission before one working group."""

    group: WorkingGroup
    steps: Sequence[Step]


async def stories(session: AsyncSession, number: int) -> Sequence[Story]:
    """Tell what became of a submission, group by group."""
    rows = await session.execute(_cases(number))
    return [
        Story(group, await group_cases.history(session, case.id))
        for case, group in rows.all()
    ]


async def hear(
    session: AsyncSession, person: Person, number: int, *, news: bool
) -> None:
    """Let the author hear of a submission, or no more."""
    changed = await session.scalars(
        update(Submission)
        .where(Submission.id == number, Submission.person_id == person.id)
        .values(news=news)
        .returning(Submission.id)
    )
    if changed.one_or_none() is None:
        raise UserError(NO_MESSAGE)


async def add(session: AsyncSession, person: Person, number: int, words: str) -> None:
    """Add a detail to a text that all groups have still to read; they see it then."""
    rows = (await session.execute(_cases(number).with_for_update(of=Case))).all()
    await drafts.lock(session, number)
    submission = await session.get(Submission, number, populate_existing=True)
    if submission is None or submission.person_id != person.id:
        raise UserError(NO_MESSAGE)
    await check(session, number, words)
    if not rows or submission.draft is None:
        raise _too_late()
    drafts.add(session, submission, words)
    await drafts.forget_edited(session, number)


async def can_be_added(session: AsyncSession, number: int) -> bool:
    """Tell whether no group has read a text yet."""
    cases = (await session.execute(_cases(number))).all()
    return all(case.status in WAITING for case, _group in cases)


async def check(session: AsyncSession, number: int, words: str = "") -> None:
    """Refuse a detail that comes too late, or that no card could hold (P6)."""
    rows = (await session.execute(_cases(number))).all()
    submission = await session.get(Submission, number, populate_existing=True)
    if submission is None or any(case.status not in WAITING for case, _group in rows):
        raise _too_late()
    for case, group in rows:
        card = await cards.of(session, case, submission, group)
        longer = replace(card, draft=drafts.longer(card.draft, words))
        if card_text.longest(longer) > MESSAGE_LIMIT:
            raise UserError(_("There is no room for it. Please make it shorter."))


def _cases(number: int) -> Select[Case, WorkingGroup]:
    return (
        select(Case, WorkingGroup)
        .join(WorkingGroup, WorkingGroup.id == Case.group_id)
        .where(Case.submission_id == number)
        .order_by(Case.id)
        .execution_options(populate_existing=True)
    )


def _too_late() -> UserError:
    return UserError(_("The team has read it already. Nothing can be added now."))
