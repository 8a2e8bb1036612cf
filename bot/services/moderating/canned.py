"""What a team says often to authors, in both languages."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import UserError
from bot.i18n import _
from bot.models import Canned, Submission
from bot.models.canned import Use
from bot.services.team import access, acts
from bot.services.team.access import Action

MOST: Final = 8  # of one use in a group
LONGEST: Final = 200  # characters in a language: a list of all fits into a message
# Who says it is who keeps it.
BY: Final[Mapping[Use, Action]] = {
    Use.QUESTION: "case.moderate",
    Use.CONTACT: "words.services",
    Use.BODY: "words.services",
    Use.ANSWER: "case.answer",
    Use.REASON: "case.decide",
    Use.NEXT_STEP: "case.decide",
}


async def uses(session: AsyncSession, actor_id: int, group_id: int) -> Sequence[Use]:
    """List what somebody may keep words for in a group."""
    await access.access_group(session, actor_id, group_id, "words.keep")
    may = await access.actions(session, actor_id, group_id)
    return [use for use, action in BY.items() if action in may]


async def of_group(
    session: AsyncSession, actor_id: int, group_id: int, use: Use
) -> Sequence[Canned]:
    """List what a group says often, the oldest first."""
    await access.access_group(session, actor_id, group_id, BY[use])
    return await _of_group(session, group_id, use)


async def for_case(
    session: AsyncSession, actor_id: int, case_id: int, use: Use
) -> Mapping[int, str]:
    """List the words that fit a case, in the language of its author."""
    case = await access.access_case(session, actor_id, case_id, BY[use])
    submission = await session.get_one(Submission, case.submission_id)
    found = await _of_group(session, case.group_id, use)
    return {each.id: _said(each, submission.language) for each in found}


async def add(
    session: AsyncSession, actor_id: int, group_id: int, use: Use, *, uk: str, en: str
) -> None:
    """Keep some more words."""
    if len(await of_group(session, actor_id, group_id, use)) >= MOST:
        raise UserError(_("There is no room for more. Delete one first."))
    session.add(Canned(group_id=group_id, use=use, text_uk=uk, text_en=en))
    await session.flush()
    await acts.note(session, actor_id, "words.keep", group_id)


async def get(session: AsyncSession, actor_id: int, canned_id: int) -> Canned:
    """Get words to change them, or refuse."""
    found = await session.get(Canned, canned_id)
    if found is None:
        raise UserError(_("There is nothing here."))
    await access.access_group(session, actor_id, found.group_id, BY[Use(found.use)])
    return found


async def change(
    session: AsyncSession, actor_id: int, canned_id: int, *, uk: str, en: str
) -> None:
    """Say it in other words from now on."""
    found = await get(session, actor_id, canned_id)
    found.text_uk, found.text_en = uk, en
    await session.flush()
    await acts.note(session, actor_id, "words.keep", found.group_id)


async def drop(session: AsyncSession, actor_id: int, canned_id: int) -> Canned:
    """Delete words; gives what they were."""
    found = await get(session, actor_id, canned_id)
    await session.delete(found)
    await session.flush()
    await acts.note(session, actor_id, "words.drop", found.group_id)
    return found


async def _of_group(session: AsyncSession, group_id: int, use: Use) -> Sequence[Canned]:
    found = await session.scalars(
        select(Canned)
        .where(Canned.group_id == group_id, Canned.use == use)
        .order_by(Canned.id)
    )
    return found.all()


def _said(canned: Canned, language: str) -> str:
    return canned.text_en if language == "en" else canned.text_uk
