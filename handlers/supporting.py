"""Supporting a proposal on which nobody votes now: hearing of it, which is no vote."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import addressees, linked, not_voting, seats, voting
from bot.conversation.old import OldButtonError
from bot.features import Feature
from bot.i18n import _, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.presses import numbered
from bot.services.cases import supports
from bot.services.voting import publishing
from bot.services.voting.publishing import Published
from bot.services.voting.votes import Choice

NAME: Final = not_voting.FEATURE
_ONLY_VOTES: Final = _("Vote, too, when voting opens: only votes are counted.")


async def begin(_update: Update, context: Context) -> None:
    """Let somebody hear of a proposal; if voting has opened, ask for the vote."""
    shown = await _supported(context)
    if await seats.asked(context, shown.number):
        context.strip_buttons()
        context.unit.pressed = None
        await linked.show(context, shown.number)
        return
    await _follow(context, shown, Choice.AGREE)
    told = lines(not_voting.FOLLOWED, _ONLY_VOTES)
    end = Button(label("Withdraw"), data(NAME, "end", shown.number))
    context.edit(paragraphs(voting.proposal(shown), told), column(end))


async def end(_update: Update, context: Context) -> None:
    """Let somebody hear of a proposal no more."""
    shown = await _supported(context)
    await _follow(context, shown, None)
    why = paragraphs(voting.proposal(shown), await not_voting.why_not(context, shown))
    context.edit(why, not_voting.instead(shown, [shown.community_code]))


async def _supported(context: Context) -> Published:
    """Get the proposal of a button, if one may support it."""
    number, codes = int(context.arguments[0]), await addressees.codes(context)
    shown = await publishing.read(context.session, number, codes)
    if shown is None or not publishing.may_be_supported(shown, codes):
        raise OldButtonError
    return shown


async def _follow(context: Context, shown: Published, choice: Choice | None) -> None:
    await supports.follow(
        context.session,
        context.address,
        shown.number,
        choice,
        language=context.language,
    )


FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    buttons={"begin": numbered(begin), "end": numbered(end)},
)
