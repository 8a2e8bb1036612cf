"""The text of a public digest, on one screen of a phone (domain 6.3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.i18n import (
    Content,
    Linked,
    Text,
    _,
    bold,
    full_date,
    lines,
    paragraphs,
    translator,
)
from bot.markup import Html, clip, sentence
from bot.models import WorkingGroup
from bot.models.case import Status
from bot.services.days import small_cells
from bot.services.digest import digest_screen
from bot.services.digest.digest_facts import Span
from bot.services.digest.digest_sheets import Sheets
from bot.services.news import open_votes, public_facts
from bot.services.news.public_facts import Line
from bot.services.places import groups
from bot.words.groups import GROUP_REASONS

_LONGEST: Final = 76  # two lines of a phone
_FIRST: Final = 3  # of each part, above the fold
_SPARE: Final = 800  # for headings, counts, and for what stands below a draft
_LATER: Final = (Status.DEFERRED, Status.DECLINED)


@dataclass(frozen=True, slots=True)
class _Part:
    """Steps of a kind in the words of a reader; `rest` counts those not listed."""

    heading: Content
    told: Sequence[Content]
    rest: int


def write(
    group: WorkingGroup,
    period: Span,
    content: public_facts.Content,
    language: str,
    *,
    closed: Text | None = None,
) -> Html:
    """Write it for a reader of a language, in one message; the rest is folded.

    `closed` says why ideas have to wait. What finds no room is counted.
    """
    words, parts = translator(language), _parts(content, language)
    head = _head(group, period, content, language)
    end = closed or _("Thank you! New ideas are welcome at any time.")

    def screen(cut: Sequence[int]) -> Html:
        return words.html(paragraphs(head, *map(_above, parts, cut), end))

    cut = _fit(parts, screen)
    sheets = Sheets(words, [screen(cut)])
    for part, above in zip(parts, cut, strict=True):
        _fold(sheets, part, above)
    return sheets.messages[0]


def _head(
    group: WorkingGroup, period: Span, content: public_facts.Content, language: str
) -> Content:
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
    )


def _parts(content: public_facts.Content, language: str) -> Sequence[_Part]:
    return [
        _Part(
            bold(heading),
            [
                tell(each, language)
                for code in codes
                for each in content.lines.get(code, ())
            ],
            sum(content.rest.get(code, 0) for code in codes),
        )
        for heading, tell, codes in _PARTS
    ]


def _fit(
    parts: Sequence[_Part], screen: Callable[[Sequence[int]], Html]
) -> Sequence[int]:
    """Find how much of each part stands above the fold: one of each, then a second."""
    cut = [0] * len(parts)
    for place in [*range(len(parts))] * _FIRST:
        more = [n + (at == place) for at, n in enumerate(cut)]
        is_there = more[place] <= len(parts[place].told)
        if is_there and digest_screen.count_lines(screen(more)) <= digest_screen.SCREEN:
            cut = more
    return cut


def _above(part: _Part, above: int) -> Content:
    if not above:
        return ""
    left = len(part.told) - above + part.rest
    below = _("{n} more below", n=left) if left else ""
    return lines(part.heading, *part.told[:above], below)


def _fold(sheets: Sheets, part: _Part, above: int) -> None:
    """Fold what is not above; whole lines that find no room are counted."""
    hidden, left = part.told[above:], part.rest
    if not part.told or not (hidden or left):
        return
    sheets.take(part.heading)
    left += sum(not sheets.take(each, below="\n", spare=_SPARE) for each in hidden)
    if left:
        sheets.take(_("And {n} more", n=left), below="\n")


def _done(line: Line, language: str) -> Content:
    text = _text(line, language, str(line.facts.get("result", "")))
    return _("• {text}", text=text)


def _documented(line: Line, language: str) -> Content:
    title, text = str(line.facts.get("title", "")), _text(line, language)
    if not title:
        return _("• {text}", text=text)
    return _("• {text}: “{title}”", text=text, title=_short(title))


def _not_yet(line: Line, language: str) -> Content:
    text, why = _text(line, language), _reason(line.facts)
    told = _("• {text}", text=text)
    if why:
        told = _("• {text}: {reason}", text=text, reason=why)
    by = line.facts.get("by")
    if by is None:
        return told
    return lines(told, _("We will come back to it on {date}.", date=_day(str(by))))


def _voted_on(line: Line, language: str) -> Content:
    named = _("No.\u00a0{id}", id=str(line.facts["number"]))
    return _(
        "• {number}: {text}",
        number=Linked(str(line.facts["link"]), named),
        text=_text(line, language),
    )


def _text(line: Line, language: str, result: str = "") -> Text | str:
    """Say what came of it, or what was proposed; translated for who reads otherwise."""
    if line.translation and line.language != language:
        translation = _short(line.translation)
        return _("Translation by the team: {text}", text=translation)
    return _short(result or line.text)


def _reason(facts: Mapping[str, Any]) -> Text | str:
    reason = str(facts.get("reason", ""))
    if reason in GROUP_REASONS:
        return GROUP_REASONS[reason][1]
    return sentence(_short(reason)) if reason else ""


def _day(text: str) -> Text:
    return full_date(date.fromisoformat(text))


def _short(text: str) -> str:
    return clip(" ".join(text.split()), _LONGEST).rstrip(".")


_PARTS: Final[Sequence[tuple[Text, Callable[[Line, str], Content], Sequence[str]]]] = (
    (_("Already done"), _done, (Status.DONE,)),
    (_("Included in documents"), _documented, (Status.IN_DOC,)),
    (_("Not possible yet"), _not_yet, _LATER),
    (_("Vote on these now"), _voted_on, (open_votes.KIND,)),
)
