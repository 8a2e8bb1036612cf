"""The layout of a digest: one screen of a phone, the rest folded (domain 6.2)."""

import html
import math
import re
from collections import Counter
from collections.abc import Sequence
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
    above = min(_FIRST, len(shown))
    screen = words.html(_screen(group, facts, shown[:above], len(shown)))
    while above > 1 and screen_lines(screen) > SCREEN:
        above -= 1
        screen = words.html(_screen(group, facts, shown[:above], len(shown)))
    folded = [item for item in shown if item not in shown[:above] or _has_more(item)]
    rest = facts.new - len(shown)
    return Html(screen + _fold(words, folded, rest))


def screen_lines(text: str) -> int:
    """Count the lines that HTML takes on a narrow phone."""
    plain = html.unescape(_TAG.sub("", text)).split("\n")
    return sum(max(1, math.ceil(len(line) / LINE)) for line in plain)


def _screen(
    group: WorkingGroup, facts: Facts, first: Sequence[Item], listed: int
) -> Content:
    return paragraphs(
        _title(group, facts),
        _counts(facts),
        _urgent(facts),
        _decisions(first, listed),
        _frequent(facts),
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


def _urgent(facts: Facts) -> Content:
    """Name the categories of urgent concerns: never a text, a place or a person."""
    counted = Counter(item.topic for item in facts.urgent).most_common(_FIRST)
    return _("Urgent: {topics}", topics=_named(counted)) if counted else ""


def _decisions(first: Sequence[Item], listed: int) -> Content:
    if not first:
        return ""
    items = [lines(_heading(item), _one_line(item)) for item in first]
    below = listed - len(first)
    return lines(
        bold(_("The group needs to decide: {n}", n=listed)),
        *items,
        _("{n} more below", n=below) if below else "",
    )


def _frequent(facts: Facts) -> Content:
    if not facts.topics:
        return ""
    return _("Most frequent: {topics}", topics=_named(facts.topics))


def _named(counted: Sequence[tuple[str, int]]) -> Content:
    named = [_("{topic} — {n}", topic=SUBJECTS[code], n=n) for code, n in counted]
    return Joined("; ", tuple(named))


def _heading(item: Item) -> Content:
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


def _fold(words: Translator, folded: Sequence[Item], rest: int) -> str:
    if not folded:
        return ""
    room = max(_SHORTEST, _FOLDED_TEXTS // len(folded))
    items = [_in_full(item, room) for item in folded]
    more = _("In the next digest: {n} more", n=rest) if rest else ""
    inside = words.html(paragraphs(*items, more))
    return f"\n\n<blockquote expandable>{inside}</blockquote>"
