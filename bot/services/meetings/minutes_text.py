"""The extract for the minutes: heard, decided, told by when (domain 6.4)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.i18n import Content, Joined, Text, _, full_date, lines
from bot.models.case import Status
from bot.paper import Block, Kind
from bot.services.days import meeting_days
from bot.services.digest import digest_text
from bot.services.meetings.minutes import Minute, Minutes
from bot.services.steps import step_text
from bot.words.codes import STATUSES
from bot.words.concerns import SUBJECTS

_DECIDED: Final = {
    Status.SUPPORTED: _("DECIDED: to support it. Next: {next_step}"),
    Status.DECLINED: _("DECIDED: not to support it. Reason: {reason}"),
    Status.DEFERRED: _("DECIDED: to come back to it on {date}. Reason: {reason}"),
    Status.REFERRED: _("DECIDED: to pass it to a service. In charge: {body}."),
    Status.AGENDA: _("DECIDED: to discuss it at the next meeting, on {date}."),
}
_OPEN: Final = _("DECIDED:")
_IN_DOC: Final = _("The measure is now in: {document}, {adopted}.")
_BODY: Final = "_" * 20  # to be filled in by hand
_DAY: Final = "_" * 12


def write(minutes: Minutes) -> Sequence[Block]:
    """Write the extract by topics, with lines to fill in where nothing is known."""
    written = [each for heard in _by_topic(minutes) for each in _topic(heard, minutes)]
    if minutes.more:
        written.append(Block(_("… and {n} more", n=minutes.more)))
    return written


def _by_topic(minutes: Minutes) -> Iterable[Sequence[Minute]]:
    topics = defaultdict[str, list[Minute]](list)
    for each in minutes.heard:
        topics[each.item.topic].append(each)
    return topics.values()


def _topic(heard: Sequence[Minute], minutes: Minutes) -> Iterator[Block]:
    yield Block(_heard(heard), Kind.TITLE)
    for each in heard:
        numbers = _("No.\u00a0{ids}", ids=_numbers(each.numbers)) if heard[1:] else ""
        yield Block(lines(numbers, digest_text.beneath(each.item), _decided(each)))
        if each.status is None:
            yield Block("", Kind.BLANK)
        yield Block(lines(*_known(each)))
    if minutes.day is not None:
        yield Block(_told_by(minutes.day))


def _known(minute: Minute) -> Iterator[Content]:
    """Tell what steps told already: who is in charge, the document, the answer."""
    known, status = minute.known, minute.status
    if status in (None, Status.SUPPORTED):
        yield _("In charge: {body}. By: {by}.", **_in_charge(known))
    elif status is Status.REFERRED and "by" in known:
        yield _("By: {by}.", by=step_text.value("by", known["by"]))
    yield step_text.written(_IN_DOC, known) or ""
    if "answer" in known:
        is_concern = minute.item.is_concern
        yield step_text.words(Status.PASSED, known, is_concern=is_concern) or ""


def _in_charge(known: Mapping[str, Any]) -> dict[str, Text | str]:
    blank = {"body": _BODY, "by": _DAY}
    told = {key: step_text.value(key, known[key]) for key in blank if key in known}
    return blank | told


def _told_by(day: date) -> Text:
    by = full_date(meeting_days.answers_by(day))
    return _("Tell the authors through the bot by {date}.", date=by)


def _heard(heard: Sequence[Minute]) -> Content:
    item = heard[0].item
    every = [number for each in heard for number in each.numbers]
    told = {"topic": SUBJECTS[item.topic], "ids": _numbers(every)}
    if item.is_concern:
        return _("HEARD: what worries residents: “{topic}” (No.\u00a0{ids}).", **told)
    return _(
        "HEARD: proposals of residents on “{topic}” (proposals: {n}, No.\u00a0{ids}).",
        n=len(every),
        **told,
    )


def _numbers(numbers: Sequence[int]) -> str:
    """Write numbers in their order, a row of them by its ends: 5, 112–119."""
    rows = list[list[int]]()
    for each in sorted(numbers):
        if rows and each == rows[-1][-1] + 1:
            rows[-1].append(each)
        else:
            rows.append([each])
    ends = ((str(row[0]), str(row[-1])) for row in rows)
    return ", ".join("–".join(dict.fromkeys(each)) for each in ends)


def _decided(minute: Minute) -> Content:
    """Tell what was decided; its name alone when its author had the rest erased."""
    if minute.status is None:
        return _OPEN
    said = step_text.written(_DECIDED[minute.status], minute.facts)
    return said or Joined(" ", (_OPEN, STATUSES[minute.status]))
