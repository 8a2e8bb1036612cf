"""Screens of voting: a proposal with its buttons, a vote that is counted, results."""

from typing import Final

from bot.i18n import Content, Text, _, bold, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, data
from bot.markup import clip, utf16_length
from bot.models import Ballot
from bot.services.days import deadlines
from bot.services.voting import votes
from bot.services.voting.publishing import Published
from bot.services.voting.votes import Choice, Count
from bot.words.codes import TOPICS

FEATURE: Final = "vote.1"
LABELS: Final = {
    Choice.AGREE: label("Agree"),
    Choice.DISAGREE: label("Disagree"),
    Choice.UNSURE: label("Hard to say"),
}
CHOICES: Final = {str(2 + choice): choice for choice in Choice}  # as buttons carry it
_ROOM: Final = 3500  # characters of a text and its translation
_LEAST: Final = 100
WHO: Final = _("These are people who told us that this is their community.")


def counted(shown: Published, ballot: Ballot, choice: Choice, count: Count) -> Content:
    """Confirm a vote; how the proposal stands is told from a few votes on."""
    told = _("Counts are shown from {n} votes on.", n=votes.SHOWN_FROM)
    return paragraphs(
        proposal(shown),
        lines(
            LABELS[choice],
            _("Your vote is counted. We show nobody how you voted."),
        ),
        lines(counts(count), WHO) if count.is_shown else told,
        _("Voting ends on {date}.", date=deadlines.local_day(ballot.closes_at)),
    )


def counts(count: Count) -> Text:
    """Tell how a proposal stands."""
    return _(
        "Agree: {agree}. Disagree: {disagree}. Hard to say: {unsure}.",
        agree=count.agree,
        disagree=count.disagree,
        unsure=count.unsure,
    )


def title(number: int) -> Content:
    """Name a proposal."""
    return bold(_("Proposal No. {id}", id=str(number)))


def question(shown: Published) -> Content:
    """Ask what somebody thinks of a proposal."""
    return paragraphs(proposal(shown), _("What do you think of it?"))


def proposal(shown: Published) -> Content:
    """Show a proposal as its community sees it."""
    head = lines(title(shown.number), TOPICS[shown.topic])
    return paragraphs(
        head, quote(shown.text), translated(shown.translation, shown.text)
    )


def translated(translation: str | None, text: str) -> Content:
    """Show what the team made of a text, as far as a message holds both."""
    room = _ROOM - utf16_length(text)
    if translation is None or room < _LEAST:
        return ""
    return lines(_("Translation by the team:"), quote(clip(translation, room)))


def choices(number: int, *turn: int) -> Inline:
    """Make the buttons of a question; `turn` tells where asking once more began."""
    buttons = {
        choice: Button(text, data(FEATURE, "say", number, 2 + choice, *turn))
        for choice, text in LABELS.items()
    }
    return Inline(
        [
            [buttons[Choice.AGREE], buttons[Choice.DISAGREE]],
            [
                buttons[Choice.UNSURE],
                Button(label("Next"), data(FEATURE, "next", number, *turn)),
            ],
        ]
    )


def after(number: int, *turn: int) -> Inline:
    """Make the buttons under a vote."""
    return Inline(
        [
            [
                Button(label("Edit"), data(FEATURE, "change", number, *turn)),
                Button(label("Withdraw"), data(FEATURE, "withdraw", number, *turn)),
            ],
            [Button(label("Next"), data(FEATURE, "next", number, *turn))],
        ]
    )
