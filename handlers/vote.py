"""Voting: a proposal a screen, drawn by need; a vote can be changed and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import voting
from bot.conversation.engine import old_button
from bot.features import Feature, Handler
from bot.i18n import Content, _, label, lines, paragraphs
from bot.models import Ballot
from bot.presses import numbered
from bot.services import (
    ballots,
    communities,
    drawing,
    people,
    publishing,
    supports,
    votes,
)
from bot.services.publishing import Published
from bot.services.votes import Choice, Voter

NAME: Final = voting.FEATURE
_MARK: Final = _(
    "To count one vote per person, we keep an encrypted mark until voting ends."
)
_FOLLOWED: Final = _("You will hear what becomes of it, twice a month at most.")
_NONE: Final = _("There is no voting in your community now.")
_BEST: Final = 5  # proposals that the results name


@dataclass(frozen=True, slots=True)
class _Seat:
    """Somebody before a proposal."""

    voter: Voter
    shown: Published


async def begin(_update: Update, context: Context) -> None:
    """Show the proposal that needs votes most."""
    await _show_next(context, greeting=True)


async def go_on(_update: Update, context: Context) -> None:
    """Pass a proposal over, unless it has a vote, and show the next one."""
    for seat in await _seats(context, int(context.arguments[0])):
        await votes.pass_over(context.session, seat.voter, seat.shown.number)
    context.strip_buttons()
    context.unit.pressed = None
    await _show_next(context)


async def come(_update: Update, context: Context) -> None:
    """Show the proposal of the link that was followed: `p_<number>`."""
    number = context.arguments[0].partition("_")[2]
    digits = number if number.isascii() and number.isdecimal() else "0"
    codes = await _codes(context)
    shown = await publishing.read(context.session, int(digits[:18]), codes)
    if shown is None:
        context.say(_("There is no such proposal, or it is not shown any more."))
        return
    seats = await _seats(context, shown.number)
    if seats:
        context.say(voting.question(seats[0].shown), voting.choices(shown.number))
    else:
        context.say(paragraphs(voting.proposal(shown), await _why_not(context, shown)))


async def say(update: Update, context: Context) -> None:
    """Count a vote, in each of the person's communities that votes on it."""
    number, choice = int(context.arguments[0]), voting.CHOICES.get(context.arguments[1])
    seats = await _seats(context, number)
    if choice is None or not seats:
        await _too_late(update, context)
        return
    for seat in seats:
        await votes.cast(context.session, seat.voter, number, choice)
    await _follow(context, number, choice)
    shown, ballot = seats[0].shown, seats[0].voter.ballot
    count = await votes.count(context.session, ballot.id, number)
    words = voting.counted(shown, ballot, choice, count)
    told = _FOLLOWED if choice is Choice.AGREE else ""
    context.edit(paragraphs(words, told), voting.after(number))


async def _follow(context: Context, number: int, choice: Choice | None) -> None:
    await supports.follow(
        context.session, context.address, number, choice, language=context.language
    )


async def change(update: Update, context: Context) -> None:
    """Ask again about a proposal that has a vote."""
    number = int(context.arguments[0])
    seats = await _seats(context, number)
    if not seats:
        await _too_late(update, context)
        return
    context.edit(voting.question(seats[0].shown), voting.choices(number))


async def withdraw(update: Update, context: Context) -> None:
    """Take a vote back."""
    number = int(context.arguments[0])
    seats = await _seats(context, number)
    if not seats:
        await _too_late(update, context)
        return
    for seat in seats:
        await votes.cast(context.session, seat.voter, number, None)
    await _follow(context, number, None)
    context.edit(
        paragraphs(voting.proposal(seats[0].shown), _("Your vote is taken back.")),
        voting.choices(number),
    )


async def _show_next(context: Context, *, greeting: bool = False) -> None:
    """Look through the ballots of one's communities for a proposal."""
    codes = await _codes(context)
    opened = await ballots.open_in(context.session, codes)
    for ballot in opened:
        shown = await _draw(context, ballot)
        if shown is not None:
            question = voting.question(shown)
            words = paragraphs(_MARK, question) if greeting else question
            context.say(words, voting.choices(shown.number))
            return
    if opened:
        context.say(_("You have seen everything for now. Thank you!"))
    else:
        context.say(await _results(context, codes))


async def _results(context: Context, codes: Sequence[str]) -> Content:
    """Show how the last voting ended in the first community that had one."""
    for code in codes:
        ballot = await ballots.last_of(context.session, code)
        if ballot is not None:
            found = await votes.results(context.session, ballot.id, _BEST)
            told = [
                lines(voting.title(number), voting.counts(each))
                for number, each in found
            ]
            ended = _("Voting has ended. Here are the results.")
            return paragraphs(ended, *told, voting.WHO)
    return _NONE


async def _draw(context: Context, ballot: Ballot) -> Published | None:
    voter = await _voter(context, ballot)
    number = await drawing.draw(context.session, voter, context.someone.id)
    if number is None:
        return None
    return await publishing.find(context.session, number, [ballot.community_code])


async def _too_late(update: Update, context: Context) -> None:
    """Answer a press on what cannot be voted on any more."""
    number, codes = int(context.arguments[0]), await _codes(context)
    shown = await publishing.find(context.session, number, codes)
    if shown is None:
        await old_button(update, context)
    else:
        context.edit(paragraphs(voting.proposal(shown), await _why_not(context, shown)))


async def _voter(context: Context, ballot: Ballot) -> Voter:
    mark = ballots.mark_of(context.session, ballot, context.unit.user_id)
    at = await votes.arrived_at(context.session, context.bot.id, context.unit.update_id)
    return Voter(ballot, mark, at)


async def _seats(context: Context, number: int) -> Sequence[_Seat]:
    """Find a proposal in the ballots of the person's communities."""
    opened = await ballots.open_in(context.session, await _codes(context))
    seats = []
    for ballot in opened:
        code = ballot.community_code
        shown = await publishing.find(context.session, number, [code])
        if shown is not None and shown.community_code == code:
            seats.append(_Seat(await _voter(context, ballot), shown))
    return seats


async def _codes(context: Context) -> Sequence[str]:
    kept = await people.communities_of(context.session, context.someone)
    return [each.code for each in kept]


async def _why_not(context: Context, shown: Published) -> Content:
    """Say why there is nothing to press."""
    if shown.community_code in await _codes(context):
        ballot = await ballots.last_of(context.session, shown.community_code)
        return _NONE if ballot is None else _("Voting has ended.")
    community = await communities.find(context.session, shown.community_code)
    name = "" if community is None else communities.display(community, context.language)
    return _("People of this community vote on it: {name}", name=name)


def _alone(handler: Handler) -> Handler:
    """Let a button's handler run only where nobody else reads along."""

    async def press(update: Update, context: Context) -> None:
        if context.unit.private:
            await handler(update, context)
        else:
            context.alert(_("Please vote in a private chat with the bot."))

    return press


FEATURE: Final = Feature(
    name=NAME,
    commands={"vote": begin},
    about={"vote": _("vote on proposals of your community")},
    labels={label("Vote"): begin},
    payloads={"p": come},
    buttons={
        "say": _alone(numbered(say, 2)),
        "next": _alone(numbered(go_on)),
        "change": _alone(numbered(change)),
        "withdraw": _alone(numbered(withdraw)),
    },
)
