"""What a card says: all of it in one message, or a moderator passes the unseen (P6)."""

from itertools import pairwise
from typing import Final

from bot.i18n import (
    LANGUAGES,
    Content,
    Joined,
    Text,
    _,
    bold,
    lines,
    paragraphs,
    quote,
    translator,
)
from bot.markup import shown_length
from bot.services.moderating.cards import Asked, Card, Numbers
from bot.services.places import groups
from bot.services.texts import categories, languages, owners
from bot.words.codes import CHANNELS, WHEREABOUTS, WHOM
from bot.words.codes import LANGUAGES as NAMES
from bot.words.concerns import BODIES, LASTING, SUBJECTS, URGENCIES

_MOST: Final = Numbers(1_000_000, 1_000_000, 23)
_DAY: Final = 24
_USUAL: Final = 2  # the urgency of a proposal, unless somebody changes it


def write(card: Card, language: str) -> Content:
    """Write a card."""
    return paragraphs(
        lines(
            heading(card),
            _belongs(card),
            bold(_("Changed by the team")) if card.is_edited else "",
            groups.name(card.group, language),
            CHANNELS.get(card.channel, ""),
            *_about(card),
            *_details(card),
        ),
        *_told(card),
    )


def heading(card: Card) -> Content:
    """Name a card by its number and day."""
    return bold(_("No. {id}, {date}", id=card.number, date=card.sent))


def in_queue(card: Card, language: str, numbers: Numbers) -> Content:
    """Write a card under the numbers of the queue."""
    return paragraphs(line(numbers), write(card, language))


def line(numbers: Numbers) -> Content:
    """Tell the numbers of a queue and its age in one line."""
    days, shown = numbers.hours // _DAY, numbers.shown
    waits = (
        _("longest: {n} d", n=days) if days else _("longest: {n} h", n=numbers.hours)
    )
    return Joined(
        " · ",
        (
            _("Queue: {n}", n=numbers.waiting),
            "" if shown is None else _("by your filter: {n}", n=shown),
            _("urgent: {n}", n=numbers.urgent) if numbers.urgent else "",
            waits if numbers.hours else "",
        ),
    )


def language(card: Card) -> Content:
    """Name the language of a text that is not the one of its group."""
    written_in = languages.of(card.draft.text)
    is_other = written_in not in ("", card.group.language)
    return _("Language: {language}", language=NAMES[written_in]) if is_other else ""


def longest(card: Card) -> int:
    """Count what a card takes of a message, in the language in which it is longer."""
    return max(
        shown_length(translator(each).html(in_queue(card, each, _MOST)))
        for each in LANGUAGES
    )


def _belongs(card: Card) -> Content:
    if card.adds_to is None:
        return ""
    return bold(_("Belongs to No. {id}", id=str(card.adds_to)))


def _about(card: Card) -> list[Content]:
    """Tell the topic; how urgent it is and for whom, of a proposal once it was set."""
    subject = SUBJECTS[card.topic]
    urgency = bold(URGENCIES[card.urgency])
    if not categories.is_concern(card.topic):
        is_usual = card.urgency == _USUAL
        return [
            "" if is_usual else urgency,
            _("Topic: {topic}", topic=subject),
            _in_charge(card) if card.body else "",
        ]
    return [urgency, _("Concern: {topic}", topic=subject), _in_charge(card)]


def _in_charge(card: Card) -> Content:
    codes = owners.of(card.topic, card.body)
    bodies = Joined(", ", tuple(BODIES[each] for each in codes))
    if card.body:
        return _("In charge: {bodies}", bodies=bodies)
    return _("Usually in charge: {bodies}", bodies=bodies)


def _details(card: Card) -> list[Content]:
    shown: list[Content] = []
    if card.whom:
        named = Joined(", ", tuple(WHOM[code] for code in card.whom))
        is_concern = categories.is_concern(card.topic)
        affects = _("Whom it affects: {whom}", whom=named)
        shown.append(affects if is_concern else _("Whom it helps: {whom}", whom=named))
    if card.lasting:
        shown.append(_("How long: {lasting}", lasting=LASTING[card.lasting]))
    if card.draft.place:
        shown.append(_("Place: {place}", place=card.draft.place))
    if card.whereabouts:
        about = WHEREABOUTS[card.whereabouts]
        shown.append(_("The author: “{about}”", about=about))
    if card.draft.photos:
        shown.append(_("Photos: {n}", n=len(card.draft.photos)))
    return shown


def _told(card: Card) -> list[Content]:
    """Tell the text, each question before its answer; never longer than all below."""
    text = card.draft.text
    answered = [each for each in card.questions if each.at is not None]
    bounds = [*(each.at for each in answered), len(text)]
    answers = [quote(text[at:to].strip("\n")) for at, to in pairwise(bounds)]
    told = [
        lines(_asked(each), words)
        for each, words in zip(answered, answers, strict=True)
    ]
    waiting = [_asked(each) for each in card.questions if each.at is None]
    return [quote(text[: bounds[0]]), *told, lines(*waiting)]


def _asked(asked: Asked) -> Text:
    return _("The team asked: {question}", question=asked.question)
