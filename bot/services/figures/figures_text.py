"""Figures of a period in words, for the team of a group."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from bot.i18n import Content, Text, _, bold, full_date, lines, ngettext, paragraphs
from bot.services.days import small_cells
from bot.services.days.periods import Period
from bot.services.figures.figures import NOT_SAID, Figures, Said
from bot.words.codes import NOT_ALL, WHEREABOUTS, days
from bot.words.concerns import SUBJECTS

_TOPICS: Final = 5  # the most frequent ones
_CHANNELS: Final[Mapping[str, Text]] = {
    "telegram": _("through the bot"),
    "paper": _("on paper, entered by the team"),
    "phone": _("by phone, entered by the team"),
}
_A_DAY: Final = timedelta(days=1)


def write(title: Content, period: Period, found: Figures) -> Content:
    """Write the figures of a period, official ones beside those that people confirm."""
    return paragraphs(
        lines(bold(title), _days(period)),
        lines(*_received(found)),
        _list(_("Most frequent topics"), _topics(found)),
        _list(_("Who wrote, as they say (months that are over)"), _selves(found)),
        lines(*_answered(found)),
        lines(*_reached(found)),
        NOT_ALL,
    )


def brief(title: Content, period: Period, found: Figures) -> Content:
    """Say what a chart shows, in the room of a caption."""
    return paragraphs(
        lines(bold(title), _days(period)),
        lines(
            _("Received: {n}", n=found.received), *_answered(found), *_reached(found)
        ),
        NOT_ALL,
    )


def topics(found: Figures) -> Sequence[tuple[str, int]]:
    """List the most frequent topics."""
    often = sorted(found.topics.items(), key=lambda each: (-each[1], each[0]))
    return often[:_TOPICS]


def _days(period: Period) -> Text:
    return _(
        "From {first} to {last}",
        first=full_date(period.first),
        last=full_date(period.last),
    )


def _received(found: Figures) -> Iterator[Text]:
    yield _("Received: {n}", n=found.received)
    yield _("Proposals: {n}", n=found.kinds.get("proposal", 0))
    yield _("What worries people: {n}", n=found.kinds.get("concern", 0))
    for channel, n in found.channels.items():
        yield _counted(_CHANNELS[channel], n)


def _topics(found: Figures) -> Iterator[Text]:
    for topic, n in topics(found):
        yield _counted(SUBJECTS[topic], n)


def _selves(found: Figures) -> Iterator[Text]:
    for code, n in small_cells.hide(found.every_self).items():
        name = _("Not said") if code == NOT_SAID else WHEREABOUTS[code]
        yield _counted(name, small_cells.told(n))


def _answered(found: Figures) -> Iterator[Text]:
    yield _("Had a first answer: {n}", n=found.answered)
    if found.median is not None:
        yield _("Half of them within {time}", time=_time(found.median))
    if found.due:
        yield _(
            "In the promised time: {n} of {all} ({percent} %)",
            n=found.in_time,
            all=found.due,
            percent=round(100 * found.in_time / found.due),
        )


def _reached(found: Figures) -> Iterator[Text]:
    yield _("Supported by the group: {n}", n=found.supported)
    yield _("Included in documents: {n}", n=found.in_doc)
    yield _("Implemented, says the group: {n}", n=found.done)
    yield from _said(_("It got better, say authors: {n} of {all}"), found.better)
    yield from _said(_("The answer helped, say authors: {n} of {all}"), found.helped)


def _said(words: Text, said: Said) -> Iterator[Text]:
    if told := said.yes + said.no + said.unsure:
        yield words.filled(n=said.yes, all=told)


def _list(title: Text, parts: Iterator[Text]) -> Content:
    told = list(parts)
    return lines(bold(title), *told) if told else ""


def _counted(name: Text, n: Text | int) -> Text:
    return _("{name}: {n}", name=name, n=n)


def _time(median: timedelta) -> Text:
    if median < _A_DAY:
        return ngettext("{n} hour", "{n} hours", n=max(1, round(median.seconds / 3600)))
    return days(round(median / _A_DAY))
