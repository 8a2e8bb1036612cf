"""The first screen of a digest: what stands above the fold (domain 6.2)."""

import html
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.i18n import Content, Joined, Text, _, bold, lines, ngettext, paragraphs
from bot.markup import clip
from bot.models import WorkingGroup
from bot.services.days.deadlines import local_day
from bot.services.digest import digest_next
from bot.services.digest.digest_cases import Item
from bot.services.digest.digest_facts import Facts, Span
from bot.services.places import groups
from bot.services.texts import owners
from bot.services.voting import joint
from bot.words.codes import NOT_ALL
from bot.words.concerns import SHORT_BODIES, SUBJECTS

LINE: Final = 38
SCREEN: Final = 20
_FIRST: Final = 3
# What is moved below the fold, one after the other, and how much of it stays.
_MOVED: Final = (
    ("note", 0),
    ("next", 0),
    ("documents", 0),
    ("items", 2),
    ("urgent", 2),
    ("topics", 0),
    ("items", 1),
    ("urgent", 1),
    ("name", 0),
    ("items", 0),
    ("urgent", 0),
)
_TAG: Final = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Cut:
    """How much of a digest stands above the fold; the rest is moved into it.

    But the rest of a long name.
    """

    items: int
    urgent: int
    note: int = 1
    next: int = 1
    documents: int = 1
    topics: int = 1
    name: int = 1


def cuts(facts: Facts) -> Iterator[Cut]:
    """List how much may stand above the fold, the most first."""
    cut = Cut(
        min(_FIRST, len(facts.items)), min(_FIRST, len(by_category(facts.urgent)))
    )
    yield cut
    for part, least in _MOVED:
        while getattr(cut, part) > least:
            cut = replace(cut, **{part: getattr(cut, part) - 1})
            yield cut


def count_lines(text: str) -> int:
    """Count the lines that HTML takes on a narrow phone."""
    plain = html.unescape(_TAG.sub("", text)).split("\n")
    return sum(max(1, math.ceil(len(line) / LINE)) for line in plain)


def write(group: WorkingGroup, facts: Facts, cut: Cut, *, late: str = "") -> Joined:
    """Write the first screen; `late` is the local time at which it was due."""
    return paragraphs(
        _title(group, facts.period, late, LINE if not cut.name else None),
        _counts(facts),
        _urgent(facts, cut.urgent),
        _decisions(facts, cut.items),
        frequent(facts) if cut.topics else "",
        documents(facts) if cut.documents else "",
        digest_next.write(group, facts) if cut.next else "",
        note(facts) if cut.note else "",
    )


def summary(group: WorkingGroup, facts: Facts, *, late: str = "") -> Joined:
    """Write all of a digest but its cases: what mail, paper and page have above."""
    if facts.is_empty:
        return paragraphs(write_empty(group, facts.period))
    return write(group, facts, Cut(0, 0), late=late)


def write_empty(group: WorkingGroup, period: Span) -> Content:
    """Say in one line that nothing is new and nothing waits."""
    line = _(
        "{group} · {period}. No new proposals in this period.",
        group=groups.name(group, group.language),
        period=days(group, period),
    )
    return Joined(" ", (line, *digest_next.meeting(group, period)[:1]))


def days(group: WorkingGroup, period: Span) -> Text | date:
    """Name the days of a period in the group's zone."""
    zone = group.time_zone
    since, until = local_day(period.since, zone), local_day(period.until, zone)
    if since == until:
        return until
    if (since.year, since.month) == (until.year, until.month):
        return _("{first}–{day}", first=str(since.day), day=until)
    return _("{since} – {until}", since=since, until=until)


def by_category(urgent: Sequence[Item]) -> Sequence[tuple[str, Sequence[Item]]]:
    """Group what is urgent by its category, the most frequent first."""
    often = Counter(item.topic for item in urgent).most_common()
    return [
        (code, [each for each in urgent if each.topic == code]) for code, _n in often
    ]


def frequent(facts: Facts) -> Content:
    """Name the topics that people wrote of more than once."""
    if not facts.topics:
        return ""
    named = [_("{topic} — {n}", topic=SUBJECTS[code], n=n) for code, n in facts.topics]
    return _("Most frequent: {topics}", topics=Joined("; ", tuple(named)))


def documents(facts: Facts) -> Content:
    """Name the documents that proposals entered."""
    if not facts.documents:
        return ""
    entered = [_("• {title} — {n}", title=title, n=n) for title, n in facts.documents]
    return lines(bold(_("Included in documents")), *entered)


def note(facts: Facts) -> Content:
    """Say whose views these are, and who knows when and where the group meets."""
    if not (facts.items or facts.topics):
        return ""
    place = _("Time and place: ask the secretariat.")
    return lines(NOT_ALL, place if facts.planned else "")


def heading(item: Item) -> Content:
    """Name a case by its number and topic."""
    if item.adds_to is not None:
        return _(
            "No.\u00a0{id} · adds to No.\u00a0{other}",
            id=str(item.number),
            other=str(item.adds_to),
        )
    return _("No.\u00a0{id} · {topic}", id=str(item.number), topic=SUBJECTS[item.topic])


def numbers(code: str, items: Sequence[Item]) -> Content:
    """Name what is urgent of one category by its numbers."""
    if len(items) == 1:
        return heading(items[0])
    ids = Joined(", ", tuple(str(item.number) for item in items))
    return _("{topic}: No.\u00a0{ids}", topic=SUBJECTS[code], ids=ids)


def briefly(item: Item) -> Content:
    """Name a case by its number and first words."""
    if not item.text or item.adds_to is not None:
        return heading(item)
    words = " ".join(item.text.split())
    room = LINE - len(str(item.number)) - 4
    return _("No.\u00a0{id}. {text}", id=str(item.number), text=clip(words, room))


def whose(item: Item) -> Content:
    """Say how many wrote it, and who usually deals with it."""
    codes = owners.of(item.topic, item.body)
    bodies = Joined(", ", tuple(SHORT_BODIES[code] for code in codes))
    to = _("→ {bodies}", bodies=bodies) if bodies.parts else ""
    many = "" if item.alike == 1 else alike(item)
    return Joined(" · ", (to, many, _("taken on") if item.is_taken else ""))


def alike(item: Item) -> Content:
    """Count what is considered together, and who supports all of it."""
    if item.is_concern:
        return ngettext("{n} message", "{n} messages", n=item.alike)
    ideas = ngettext("{n} idea", "{n} ideas", n=item.alike)
    return Joined(" · ", (ideas, joint.told(item.supporters)))


def _title(group: WorkingGroup, period: Span, late: str, room: int | None) -> Content:
    name = groups.name(group, group.language)
    return lines(
        bold(_("Digest for the Working Group")),
        name if room is None else clip(name, room),
        _("For {period}", period=days(group, period)),
        _("It is late: it was due at {time}.", time=late) if late else "",
    )


def _counts(facts: Facts) -> Content:
    received, answered = facts.received, facts.answered
    return lines(
        _("Received {n} · Answered {answered}", n=received, answered=answered),
        _("Of them what worries people: {n}", n=facts.worries) if facts.worries else "",
        _("Implemented: {n}", n=facts.done) if facts.done else "",
        _("Waiting for moderators: {n}", n=facts.unread) if facts.unread else "",
        _("Waiting over 30 days: {n}", n=facts.overdue) if facts.overdue else "",
    )


def _urgent(facts: Facts, above: int) -> Content:
    """Name urgent concerns by category: no text, place or person."""
    if not facts.pressing:
        return ""
    found = by_category(facts.urgent)
    hidden = facts.pressing - sum(len(items) for _code, items in found[:above])
    return lines(
        bold(_("Urgent: {n}", n=facts.pressing)),
        *(_category(code, items) for code, items in found[:above]),
        _below(hidden, above),
    )


def _category(code: str, items: Sequence[Item]) -> Content:
    if len(items) == 1:
        return heading(items[0])
    return _("{topic} — {n}", topic=SUBJECTS[code], n=len(items))


def _decisions(facts: Facts, above: int) -> Content:
    if not facts.deciding:
        return ""
    return lines(
        bold(_("The group needs to decide: {n}", n=facts.deciding)),
        *(lines(briefly(item), whose(item)) for item in facts.items[:above]),
        _below(facts.deciding - above, above),
    )


def _below(n: int, above: int) -> Content:
    told = _("{n} more below", n=n) if above else _("Below: {n}", n=n)
    return told if n else ""
