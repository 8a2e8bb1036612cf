"""Voting: a proposal a screen, drawn by need; a vote can be changed and taken back."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import addressees, linked, not_voting, seats, voting
from bot.conversation.old import OldButtonError
from bot.features import Feature
from bot.i18n import Content, _, label, lines, paragraphs
from bot.presses import numbered
from bot.services.cases import supports
from bot.services.days import typed_numbers
from bot.services.moderating import bans
from bot.services.voting import ballots, bursts, phases, publishing, votes
from bot.services.voting.votes import Choice, Count

NAME: Final = voting.FEATURE
_MARK: Final = _(
    "To count one vote per person, we keep an encrypted mark until voting ends."
)
_NO_RESULTS: Final = _("Voting has ended. No proposal had enough votes to show.")
_BEST: Final = 5  # proposals that the results name


async def begin(_update: Update, context: Context) -> None:
    """Show the proposal that needs votes most, after the community if none is kept."""
    if await addressees.codes(context):
        await _show_next(context, greeting=True)
    else:
        await context.begin("community", wanted="vote")


async def go_on(_update: Update, context: Context) -> None:
    """Pass a proposal over, unless it has a vote, and show the next one.

    A vote keeps its buttons: it can be changed and taken back later.
    """
    number, is_given = int(context.arguments[0]), False
    for seat in await seats.counted(context, number):
        await votes.pass_over(context.session, seat.voter, number)
        is_given |= await votes.is_given(context.session, seat.voter, number)
    if not is_given:
        context.strip_buttons()
    context.unit.pressed = None
    await _show_next(context, left=number, turn=_turn(context, 1))


async def come(_update: Update, context: Context) -> None:
    """Show the proposal of the link that was followed: `p_<number>`."""
    number = context.arguments[0].partition("_")[2]
    await linked.show(context, typed_numbers.whole(number) or 0)


async def say(_update: Update, context: Context) -> None:
    """Count a vote, in each of the person's communities that votes on it."""
    number, choice = int(context.arguments[0]), voting.CHOICES.get(context.arguments[1])
    found = await seats.counted(context, number)
    if choice is None or not found:
        await _too_late(context)
        return
    codes = [seat.voter.ballot.community_code for seat in found]
    await bans.check(context.session, context.someone, codes)
    await seats.check_roaming(context)
    for seat in found:
        await votes.cast(context.session, seat.voter, number, choice)
        since = context.someone.consent_at
        await bursts.note(context.session, seat.voter, number, since)
    await _follow(context, number, choice)
    shown, ballot = found[0].shown, found[0].voter.ballot
    count = await votes.count(context.session, ballot.id, number)
    words = voting.counted(shown, ballot, choice, count)
    told = not_voting.FOLLOWED if choice is Choice.AGREE else ""
    context.edit(paragraphs(words, told), voting.after(number, *_turn(context, 2)))


async def _follow(context: Context, number: int, choice: Choice | None) -> None:
    await supports.follow(
        context.session, context.address, number, choice, language=context.language
    )


async def change(_update: Update, context: Context) -> None:
    """Ask again about a proposal that has a vote."""
    number = int(context.arguments[0])
    found = await seats.asked(context, number)
    if not found:
        await _too_late(context)
        return
    turn = _turn(context, 1)
    context.edit(voting.question(found[0].shown), voting.choices(number, *turn))


async def withdraw(_update: Update, context: Context) -> None:
    """Take a vote back."""
    number = int(context.arguments[0])
    found = await seats.counted(context, number)
    if not found:
        await _too_late(context)
        return
    for seat in found:
        await votes.cast(context.session, seat.voter, number, None)
    await _follow(context, number, None)
    context.edit(
        paragraphs(voting.proposal(found[0].shown), _("Your vote is taken back.")),
        voting.choices(number, *_turn(context, 1)),
    )


async def _show_next(
    context: Context, *, greeting: bool = False, left: int = 0, turn: Sequence[int] = ()
) -> None:
    """Show what is new in the ballots of one's communities, then what was passed over.

    `left` was seen last; `turn` names the round of those passed over that is under way.
    """
    sitting = await seats.voters(context)
    new = await seats.new(context, sitting)
    since = turn[0] if turn else None
    shown = new or await seats.passed(context, sitting, left=left, since=since)
    if shown is not None:
        question = voting.question(shown)
        words = paragraphs(_MARK, question) if greeting else question
        turn = () if new else turn or (left,)
        context.say(words, voting.choices(shown.number, *turn))
    elif sitting:
        context.say(_("You have seen everything for now. Thank you!"))
    else:
        context.say(await _no_voting(context))


async def _results(context: Context) -> Content:
    """Show how the last voting ended in the first community that had one."""
    for code in await addressees.codes(context):
        told_on = await phases.results_day(context.session, code)
        if told_on is not None:
            return _("Voting has ended. Results come on {date}.", date=told_on)
        ballot = await ballots.last_of(context.session, code)
        if ballot is not None:
            return _ended(await votes.results(context.session, ballot.id, _BEST))
    return not_voting.NONE


def _ended(found: Sequence[tuple[int, Count]]) -> Content:
    if not found:
        return _NO_RESULTS
    told = [lines(voting.title(number), voting.counts(each)) for number, each in found]
    ended = _("Voting has ended. Here are the results.")
    return paragraphs(ended, *told, voting.WHO)


async def _no_voting(context: Context) -> Content:
    """Tell when people vote next, and how the last voting ended."""
    begins = await not_voting.begins(context, await addressees.codes(context))
    results = await _results(context)
    return (
        begins if begins and results == not_voting.NONE else paragraphs(begins, results)
    )


def _turn(context: Context, at: int) -> Sequence[int]:
    """Read of a button where the round of what was passed over began, if in one."""
    borne = (typed_numbers.whole(each) for each in context.arguments[at : at + 1])
    return [each for each in borne if each is not None]


async def _too_late(context: Context) -> None:
    """Answer a press on what cannot be voted on any more."""
    number, codes = int(context.arguments[0]), await addressees.codes(context)
    shown = await publishing.find(context.session, number, codes)
    if shown is None:
        raise OldButtonError
    context.edit(
        paragraphs(voting.proposal(shown), await not_voting.why_not(context, shown))
    )


FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    commands={"vote": begin},
    about={"vote": _("vote on proposals of your community")},
    labels={label("Vote"): begin},
    payloads={"p": come, "vote": begin},
    buttons={
        "say": numbered(say, 2),
        "next": numbered(go_on),
        "change": numbered(change),
        "withdraw": numbered(withdraw),
    },
)
