"""The proposal to which a link leads: to be voted on, or else to be read."""

from bot.context import Context
from bot.conversation import addressees, not_voting, seats, voting
from bot.i18n import paragraphs
from bot.services.voting import publishing


async def show(context: Context, number: int) -> None:
    """Show a proposal by its number."""
    codes = await addressees.codes(context)
    shown = await publishing.read(context.session, number, codes)
    if shown is None:
        context.say(publishing.GONE)
        return
    found = await seats.asked(context, number)
    if found:
        context.say(voting.question(found[0].shown), voting.choices(number))
    else:
        why = await not_voting.why_not(context, shown)
        told = paragraphs(voting.proposal(shown), why)
        context.say(told, not_voting.instead(shown, codes))
