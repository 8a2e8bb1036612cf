"""The extract for the minutes: heard, decided, told by when (domain 6.4)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

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
_BY_HAND: Final = _("In charge: ____________________ By: ____________")


def write(minutes: Minutes) -> Sequence[Block]:
    """Write the extract, with lines to fill in where nothing was decided."""
    written = [each for heard in minutes.heard for each in _minute(heard, minutes.day)]
    if minutes.more:
        written.append(Block(_("… and {n} more", n=minutes.more)))
    return written


def _minute(minute: Minute, day: date | None) -> Iterator[Block]:
    read = digest_text.beneath(minute.item)
    yield Block(lines(_heard(minute), read, _decided(minute)))
    if minute.status is None:
        yield Block("", Kind.BLANK)
    yield Block(
        lines(
            _BY_HAND if minute.status in (None, Status.SUPPORTED) else "",
            "" if day is None else _told_by(day),
        )
    )


def _told_by(day: date) -> Text:
    by = full_date(meeting_days.answers_by(day))
    return _("Tell the authors through the bot by {date}.", date=by)


def _heard(minute: Minute) -> Content:
    numbers = Joined(", ", tuple(str(each) for each in minute.numbers))
    told = {"topic": SUBJECTS[minute.item.topic], "ids": numbers}
    if minute.item.is_concern:
        return _("HEARD: what worries residents: “{topic}” (No.\u00a0{ids}).", **told)
    n = len(minute.numbers)
    return _(
        "HEARD: proposals of residents on “{topic}” (proposals: {n}, No.\u00a0{ids}).",
        n=n,
        **told,
    )


def _decided(minute: Minute) -> Content:
    """Tell what was decided; its name alone when its author had the rest erased."""
    if minute.status is None:
        return _OPEN
    said = step_text.written(_DECIDED[minute.status], minute.facts)
    return said or Joined(" ", (_OPEN, STATUSES[minute.status]))
