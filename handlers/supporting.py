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
    shown, codes = await _read(context)
    if shown is None or not publishing.may_be_supported(shown, codes):
        raise OldButtonError
    if await _asks(context):
        return
    await _follow(context, Choice.AGREE)
    told = lines(not_voting.FOLLOWED, _ONLY_VOTES)
    end = Button(label("Withdraw"), data(NAME, "end", shown.number))
    context.edit(paragraphs(voting.proposal(shown), told), column(end))


async def end(_update: Update, context: Context) -> None:
    """Let somebody hear of a proposal no more: who has moved away, too."""
    if await _asks(context):
        return
    await _follow(context, None)
    shown, codes = await _read(context)
    if shown is None:
        context.edit(publishing.GONE)
        return
    why = paragraphs(voting.proposal(shown), await not_voting.why_not(context, shown))
    context.edit(why, not_voting.instead(shown, codes))


async def _read(context: Context) -> tuple[Published | None, list[str]]:
    codes = await addressees.codes(context)
    return await publishing.read(context.session, _number(context), codes), codes


async def _asks(context: Context) -> bool:
    """Ask for the vote instead, if voting has opened: a vote decides who hears."""
    number = _number(context)
    if not await seats.asked(context, number):
        return False
    context.strip_buttons()
    context.unit.pressed = None
    await linked.show(context, number)
    return True


async def _follow(context: Context, choice: Choice | None) -> None:
    await supports.follow(
        context.session,
        context.address,
        _number(context),
        choice,
        language=context.language,
    )


def _number(context: Context) -> int:
    return int(context.arguments[0])


FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    buttons={"begin": numbered(begin), "end": numbered(end)},
)
