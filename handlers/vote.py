"""Voting: a proposal a screen, drawn by need; a vote can be changed and taken back."""

from dataclasses import dataclass
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.engine import old_button
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, data
from bot.models import Ballot
from bot.presses import numbered
from bot.services import (
    ballots,
    communities,
    deadlines,
    drawing,
    people,
    publishing,
    votes,
)
from bot.services.publishing import Published
from bot.services.votes import Choice, Voter
from bot.wording import TOPICS

NAME: Final = "vote.1"
_LABELS: Final = {
    Choice.AGREE: label("Agree"),
    Choice.DISAGREE: label("Disagree"),
    Choice.UNSURE: label("Hard to say"),
}
_CHOICES: Final = {str(2 + choice): choice for choice in Choice}
_MARK: Final = _(
    "To count one vote per person, we keep an encrypted mark until voting ends."
)
_NONE: Final = _("There is no voting in your community now.")


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
    seat = await _seat(context, int(context.arguments[0]))
    if seat is not None:
        await votes.pass_over(context.session, seat.voter, seat.shown.number)
    context.strip_buttons()
    context.unit.pressed = None
    await _show_next(context)


async def come(_update: Update, context: Context) -> None:
    """Show the proposal of the link that was followed: `p_<number>`."""
    number = context.arguments[0].partition("_")[2]
    digits = number if number.isascii() and number.isdecimal() else "0"
    shown = await publishing.find(context.session, int(digits[:18]))
    if shown is None:
        context.say(_("There is no such proposal, or it is not shown any more."))
        return
    seat = await _seat(context, shown.number)
    if seat is None:
        context.say(paragraphs(_proposal(shown), await _why_not(context, shown)))
    else:
        context.say(_question(seat.shown), _choices(shown.number))


async def say(update: Update, context: Context) -> None:
    """Count a vote."""
    number, choice = int(context.arguments[0]), _CHOICES.get(context.arguments[1])
    seat = await _seat(context, number)
    if choice is None or seat is None:
        await old_button(update, context)
        return
    await votes.cast(context.session, seat.voter, number, choice)
    context.edit(await _counted(context, seat, choice), _after(number))


async def change(update: Update, context: Context) -> None:
    """Ask again about a proposal that has a vote."""
    number = int(context.arguments[0])
    seat = await _seat(context, number)
    if seat is None:
        await old_button(update, context)
        return
    context.edit(_question(seat.shown), _choices(number))


async def withdraw(update: Update, context: Context) -> None:
    """Take a vote back."""
    number = int(context.arguments[0])
    seat = await _seat(context, number)
    if seat is None:
        await old_button(update, context)
        return
    await votes.cast(context.session, seat.voter, number, None)
    context.edit(
        paragraphs(_proposal(seat.shown), _("Your vote is taken back.")),
        _choices(number),
    )


async def _show_next(context: Context, *, greeting: bool = False) -> None:
    """Look through the ballots of one's communities for a proposal."""
    kept = await people.communities_of(context.session, context.someone)
    opened = await ballots.open_in(context.session, [each.code for each in kept])
    for ballot in opened:
        shown = await _draw(context, ballot)
        if shown is not None:
            question = _question(shown)
            words = paragraphs(_MARK, question) if greeting else question
            context.say(words, _choices(shown.number))
            return
    context.say(_("You have seen everything for now. Thank you!") if opened else _NONE)


async def _draw(context: Context, ballot: Ballot) -> Published | None:
    voter = await _voter(context, ballot)
    number = await drawing.draw(context.session, voter, context.someone.id)
    return None if number is None else await publishing.find(context.session, number)


async def _voter(context: Context, ballot: Ballot) -> Voter:
    mark = ballots.mark_of(context.session, ballot, context.unit.user_id)
    at = await votes.arrived_at(context.session, context.bot.id, context.unit.update_id)
    return Voter(ballot, mark, at)


async def _seat(context: Context, number: int) -> _Seat | None:
    """Find a proposal in a ballot of one of the person's communities."""
    shown = await publishing.find(context.session, number)
    if shown is None:
        return None
    kept = await people.communities_of(context.session, context.someone)
    codes = [each.code for each in kept if each.code == shown.community_code]
    opened = await ballots.open_in(context.session, codes)
    return _Seat(await _voter(context, opened[0]), shown) if opened else None


async def _why_not(context: Context, shown: Published) -> Content:
    """Say why there is nothing to press."""
    kept = await people.communities_of(context.session, context.someone)
    if shown.community_code in [each.code for each in kept]:
        return _NONE
    community = await communities.find(context.session, shown.community_code)
    name = "" if community is None else communities.display(community, context.language)
    return _("People of this community vote on it: {name}", name=name)


async def _counted(context: Context, seat: _Seat, choice: Choice) -> Content:
    count = await votes.count(context.session, seat.voter.ballot.id, seat.shown.number)
    if count.is_shown:
        told: Content = lines(
            _(
                "Agree: {agree}. Disagree: {disagree}. Hard to say: {unsure}.",
                agree=count.agree,
                disagree=count.disagree,
                unsure=count.unsure,
            ),
            _("These are people who told us that this is their community."),
        )
    else:
        told = _("Counts are shown from {n} votes on.", n=votes.SHOWN_FROM)
    return paragraphs(
        _proposal(seat.shown),
        lines(
            _LABELS[choice],
            _("Your vote is counted. We show no one who voted how."),
        ),
        told,
        _until(seat.voter.ballot),
    )


def _until(ballot: Ballot) -> Text:
    return _("Voting ends on {date}.", date=deadlines.local_day(ballot.closes_at))


def _question(shown: Published) -> Content:
    return paragraphs(_proposal(shown), _("What do you think of it?"))


def _proposal(shown: Published) -> Content:
    head = lines(bold(_("Proposal No. {id}", id=shown.number)), TOPICS[shown.topic])
    return paragraphs(head, quote(shown.text))


def _choices(number: int) -> Inline:
    buttons = {
        choice: Button(text, data(NAME, "say", number, 2 + choice))
        for choice, text in _LABELS.items()
    }
    return Inline(
        [
            [buttons[Choice.AGREE], buttons[Choice.DISAGREE]],
            [
                buttons[Choice.UNSURE],
                Button(label("Next"), data(NAME, "next", number)),
            ],
        ]
    )


def _after(number: int) -> Inline:
    return Inline(
        [
            [
                Button(label("Edit"), data(NAME, "change", number)),
                Button(label("Withdraw"), data(NAME, "withdraw", number)),
            ],
            [Button(label("Next"), data(NAME, "next", number))],
        ]
    )


FEATURE: Final = Feature(
    name=NAME,
    commands={"vote": begin},
    about={"vote": _("vote on proposals of your community")},
    labels={label("Vote"): begin},
    payloads={"p": come},
    buttons={
        "say": numbered(say, 2),
        "next": numbered(go_on),
        "change": numbered(change),
        "withdraw": numbered(withdraw),
    },
)
