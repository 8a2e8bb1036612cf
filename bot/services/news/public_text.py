"""The text of a public digest, on one screen of a phone (domain 6.3)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from bot.i18n import Content, Text, _, bold, full_date, lines, paragraphs
from bot.markup import clip, sentence
from bot.models import WorkingGroup
from bot.models.case import Status
from bot.services.days import small_cells
from bot.services.digest import digest_screen
from bot.services.digest.digest_facts import Span
from bot.services.news import public_facts
from bot.services.news.public_facts import Line
from bot.services.places import groups
from bot.words.groups import GROUP_REASONS

_LONGEST: Final = 76  # two lines of a phone
_LATER: Final = (Status.DEFERRED, Status.DECLINED)


def write(
    group: WorkingGroup,
    period: Span,
    content: public_facts.Content,
    language: str,
    *,
    closed: Text | None = None,
) -> Content:
    """Write it for a reader of a language; `closed` says why ideas have to wait."""
    return paragraphs(
        lines(
            bold(_("You said — we did")),
            groups.name(group, language),
            _("For {period}", period=digest_screen.days(group, period)),
        ),
        lines(
            _("Your proposals: {n}", n=small_cells.few(content.received)),
            _("We have answered: {n}", n=small_cells.few(content.answered)),
        ),
        _part(content, _("Already done"), _done, Status.DONE),
        _part(content, _("Included in documents"), _documented, Status.IN_DOC),
        _part(content, _("Not possible yet"), _not_yet, *_LATER),
        closed or _("Thank you! New ideas are welcome at any time."),
    )


def _part(
    content: public_facts.Content,
    heading: Text,
    tell: Callable[[Line], Content],
    *statuses: Status,
) -> Content:
    told = [tell(each) for status in statuses for each in content.lines[status]]
    left = sum(content.rest.get(status, 0) for status in statuses)
    rest = _("And {n} more", n=left) if left else ""
    return lines(bold(heading), *told, rest) if told else ""


def _done(line: Line) -> Content:
    said = str(line.facts.get("result", "")) or line.text
    return _("• {text}", text=_short(said))


def _documented(line: Line) -> Content:
    title = str(line.facts.get("title", ""))
    text = _short(line.text)
    if not title:
        return _("• {text}", text=text)
    return _("• {text}: “{title}”", text=text, title=_short(title))


def _not_yet(line: Line) -> Content:
    text, why = _short(line.text), _reason(line.facts)
    told = _("• {text}: {reason}", text=text, reason=why) if why else text
    by = line.facts.get("by")
    if by is None:
        return told
    return lines(told, _("We will come back to it on {date}.", date=_day(str(by))))


def _reason(facts: Mapping[str, Any]) -> Text | str:
    reason = str(facts.get("reason", ""))
    if reason in GROUP_REASONS:
        return GROUP_REASONS[reason][1]
    return sentence(_short(reason)) if reason else ""


def _day(text: str) -> Text:
    return full_date(date.fromisoformat(text))


def _short(text: str) -> str:
    return clip(" ".join(text.split()), _LONGEST).rstrip(".")
