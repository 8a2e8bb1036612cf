"""The layout of a digest: one screen of a phone, the rest folded (domain 6.2)."""

import html
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from bot.concern_wording import SUBJECTS
from bot.i18n import Content, Joined, Translator, _, bold, lines, paragraphs, translator
from bot.markup import MESSAGE_LIMIT, Html, clip, utf16_length
from bot.models import WorkingGroup
from bot.services import groups
from bot.services.digest_facts import Facts, Item
from bot.wording import WHOM

LINE: Final = 38
SCREEN: Final = 20
_FIRST: Final = 3
_FOLDED_TEXTS: Final = 2800  # leaves room for numbers, topics and the screen above
_SHORTEST: Final = 150
_NOT_EVERYBODY: Final = _(
    "These are the views of those who wrote, not of the whole community."
)
_TAG: Final = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class _Cut:
    """How much of a digest stands above the fold."""

    items: int
    urgent: int
    has_topics: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """A digest ready to be sent, and what found room in it."""

    text: Html
    shown: Sequence[Item]


def write(group: WorkingGroup, facts: Facts) -> Page:
    """Write a digest in the group's language, cut by whole proposals."""
    words = translator(group.language)
    shown = list(facts.items)
    text = _fit_screen(words, group, facts, shown)
    while utf16_length(text) > MESSAGE_LIMIT:
        shown.pop()
        text = _fit_screen(words, group, facts, shown)
    return Page(text, [*shown, *facts.urgent])


def _fit_screen(
    words: Translator, group: WorkingGroup, facts: Facts, shown: Sequence[Item]
) -> Html:
    screen, cut = "", _Cut(0, 0)
    for cut in _cuts(len(shown), len(facts.urgent)):
        screen = words.html(_screen(group, facts, shown, cut))
        if screen_lines(screen) <= SCREEN:
            break
    above = shown[: cut.items]
    folded = [item for item in shown if item not in above or _has_more(item)]
    rest = facts.new - len(shown)
    return Html(screen + _fold(words, facts.urgent[cut.urgent :], folded, rest))


def _cuts(items: int, urgent: int) -> Iterator[_Cut]:
    """List how much of everything stands above the fold, the most first."""
    most = min(_FIRST, urgent)
    for n in range(min(_FIRST, items), 0, -1):
        yield _Cut(n, most)
    one = min(1, items)
    for n in range(most, 0, -1):
        yield _Cut(one, n)
    yield _Cut(one, min(1, urgent))
    yield _Cut(one, min(1, urgent), has_topics=False)


def screen_lines(text: str) -> int:
    """Count the lines that HTML takes on a narrow phone."""
    plain = html.unescape(_TAG.sub("", text)).split("\n")
    return sum(max(1, math.ceil(len(line) / LINE)) for line in plain)


def _screen(
    group: WorkingGroup, facts: Facts, shown: Sequence[Item], cut: _Cut
) -> Content:
    return paragraphs(
        _title(group, facts),
        _counts(facts),
        _urgent(facts.urgent, cut.urgent),
        _decisions(shown, cut.items),
        _frequent(facts) if cut.has_topics else "",
        _NOT_EVERYBODY if facts.items or facts.topics else "",
    )


def _title(group: WorkingGroup, facts: Facts) -> Content:
    zone = ZoneInfo(group.time_zone)
    since, until = (day.astimezone(zone).date() for day in (facts.since, facts.until))
    name = groups.name(group, group.language)
    return lines(bold(_("Digest for the Working Group")), name, _period(since, until))


def _period(since: date, until: date) -> Content:
    if since == until:
        return _("For {day}", day=until)
    return _("For {since} – {until}", since=since, until=until)


def _counts(facts: Facts) -> Content:
    overdue = _("Waiting over 30 days: {n}", n=facts.overdue) if facts.overdue else ""
    if facts.is_empty:
        return lines(_("No new proposals in this period."), overdue)
    return lines(
        _("Proposals received: {n}", n=facts.received),
        _("What worries people: {n}", n=facts.worries) if facts.worries else "",
        _("Answered: {n}", n=facts.answered),
        overdue,
    )


def _urgent(urgent: Sequence[Item], above: int) -> Content:
    """Name urgent concerns by number and category: no text, place or person."""
    if not urgent:
        return ""
    return lines(
        bold(_("Urgent: {n}", n=len(urgent))),
        *map(_heading, urgent[:above]),
        _below(len(urgent) - above),
    )


def _decisions(shown: Sequence[Item], above: int) -> Content:
    if not shown:
        return ""
    return lines(
        bold(_("The group needs to decide: {n}", n=len(shown))),
        *(lines(_heading(item), _one_line(item)) for item in shown[:above]),
        _below(len(shown) - above),
    )


def _below(n: int) -> Content:
    return _("{n} more below", n=n) if n else ""


def _frequent(facts: Facts) -> Content:
    if not facts.topics:
        return ""
    named = [_("{topic} — {n}", topic=SUBJECTS[code], n=n) for code, n in facts.topics]
    return _("Most frequent: {topics}", topics=Joined("; ", tuple(named)))


def _heading(item: Item) -> Content:
    if item.adds_to is not None:
        return _(
            "No.\u00a0{id} · adds to No.\u00a0{other}",
            id=str(item.number),
            other=str(item.adds_to),
        )
    return _("No.\u00a0{id} · {topic}", id=str(item.number), topic=SUBJECTS[item.topic])


def _one_line(item: Item) -> str:
    return clip(" ".join(item.text.split()), LINE)


def _has_more(item: Item) -> bool:
    is_cut = utf16_length(item.text) > LINE or "\n" in item.text
    return is_cut or bool(item.whom or item.place)


def _in_full(item: Item, room: int) -> Content:
    whom = Joined(", ", tuple(WHOM[code] for code in item.whom))
    return lines(
        bold(_heading(item)),
        clip(item.text, room),
        _("Whom it helps: {whom}", whom=whom) if item.whom else "",
        _("Place: {place}", place=item.place) if item.place else "",
    )


def _fold(
    words: Translator, urgent: Sequence[Item], folded: Sequence[Item], rest: int
) -> str:
    if not (urgent or folded):
        return ""
    room = max(_SHORTEST, _FOLDED_TEXTS // max(1, len(folded)))
    items = [_in_full(item, room) for item in folded]
    more = _("In the next digest: {n} more", n=rest) if rest else ""
    inside = words.html(paragraphs(lines(*map(_heading, urgent)), *items, more))
    return f"\n\n<blockquote expandable>{inside}</blockquote>"
