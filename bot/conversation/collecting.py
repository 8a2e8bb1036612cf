"""Whether somebody may send something now: asked before and after a form."""

from collections.abc import Sequence

from bot.context import Context
from bot.conversation import addressees
from bot.conversation.form import Answers, Choice
from bot.errors import UserError
from bot.i18n import Text
from bot.models.submission import Kind
from bot.services.moderating import admission, bans
from bot.services.places import accepting
from bot.services.voting import phases


async def check_beginning(context: Context, codes: Sequence[str]) -> None:
    """Refuse to begin an idea that could not be sent now."""
    await admission.check(
        context.session,
        context.someone,
        codes,
        moment=context.now,
        a_day=context.rules.a_day,
    )


async def check_sending(context: Context, codes: Sequence[str]) -> None:
    """Refuse who is paused there, or has sent enough for a day."""
    await bans.check_sending(
        context.session, context.someone, codes, a_day=context.rules.a_day
    )


async def refusal(context: Context) -> Text | None:
    """Tell why no community of a person takes in ideas, or None if one does."""
    return await _why_not(context, await addressees.codes(context))


async def choices(context: Context, answers: Answers) -> Sequence[Choice]:
    """Offer the communities that take in ideas, and both only if both do."""
    offered = await addressees.choices(context, answers)
    codes = await addressees.codes(context)
    shut = {code for code in codes if await _why_not(context, [code])}
    if not shut:
        return offered
    return [each for each in offered if each.value not in shut | {addressees.BOTH}]


async def _why_not(context: Context, codes: Sequence[str]) -> Text | None:
    try:
        await accepting.check(context.session, codes, Kind.PROPOSAL)
        await phases.check_collecting(context.session, codes, context.now)
    except UserError as refused:
        return refused.text
    return None
