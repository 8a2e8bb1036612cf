"""The text of a digest: a screen, what is folded below it, at most a second message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.i18n import Content, Joined, Translator, _, bold, lines, translator
from bot.markup import Html, clip, utf16_length
from bot.models import WorkingGroup
from bot.services.digest import digest_next
from bot.services.digest import digest_screen as screen
from bot.services.digest.digest_cases import Item
from bot.services.digest.digest_facts import Facts
from bot.services.digest.digest_screen import Cut
from bot.services.digest.digest_sheets import PARAGRAPH, Sheets
from bot.words.codes import WHOM

_IN_FULL: Final = 24  # new ones at most; the others are new in the next digest
_TAIL: Final = 1500  # kept free for the numbers of what finds no room
_NUMBERS: Final = 150
_ROOM: Final = 5200  # for all texts and lines, in two messages
_LINE: Final = 44
_SHORTEST: Final = 150
_LONGEST: Final = 1500


@dataclass(frozen=True, slots=True)
class Page:
    """A digest ready to be sent, and the cases that it shows.

    `if_late` is its first message as it reads when it leaves late.
    """

    messages: Sequence[Html]
    if_late: Html
    shown: Sequence[Item] = ()


def write(
    group: WorkingGroup, facts: Facts, *, due: str = "", is_late: bool = False
) -> Page:
    """Write a digest in the group's language; `due` is the local time of its slot."""
    words = translator(group.language)
    if facts.is_empty:
        text = words.html(screen.write_empty(group, facts.period))
        return Page([text], text)
    # The line that says so has its room, whenever it leaves.
    late, cut = _fit(words, group, facts, due)
    sheets = Sheets(words, [late, words.html(bold(_("The digest, continued")))])
    for content in _moved(group, facts, cut):
        sheets.take(content, spare=_TAIL)
    shown, left = _fold(sheets, facts, cut)
    if rest := _rest(left, facts.deciding - len(facts.items)):
        sheets.take(rest)
    if_late, *others = sheets.messages
    text = late if is_late else words.html(screen.write(group, facts, cut))
    first = Html(text + if_late[len(late) :])
    return Page([first, *others], if_late, [*shown, *facts.urgent])


def _fit(
    words: Translator, group: WorkingGroup, facts: Facts, late: str
) -> tuple[Html, Cut]:
    """Move whole lines below until what is left is one screen of a phone."""
    text, cut = Html(), Cut(0, 0)
    for cut in screen.cuts(facts):
        text = words.html(screen.write(group, facts, cut, late=late))
        if screen.count_lines(text) <= screen.SCREEN:
            break
    return text, cut


def _moved(group: WorkingGroup, facts: Facts, cut: Cut) -> Iterator[Content]:
    """List what found no room above the fold, and the numbers of what is urgent."""
    found = enumerate(screen.by_category(facts.urgent))
    for place, (code, items) in found:
        if len(items) > 1 or place >= cut.urgent:
            yield screen.numbers(code, items)
    parts = (
        (cut.topics, screen.frequent(facts)),
        (cut.documents, screen.documents(facts)),
        (cut.next, digest_next.write(group, facts)),
        (cut.note, screen.note(facts)),
    )
    yield from (content for is_above, content in parts if not is_above and content)


def _fold(
    sheets: Sheets, facts: Facts, cut: Cut
) -> tuple[Sequence[Item], Sequence[Item]]:
    """Fold new cases in full, the others in a line; returns who is shown, and left."""
    shown, left = list[Item](), list[Item]()
    whole = {item.case_id for item in facts.items[:_IN_FULL] if item.is_new}
    room, below = _room(len(whole), len(facts.items) - len(whole)), PARAGRAPH
    for place, item in enumerate(facts.items):
        is_whole, is_above = item.case_id in whole, place < cut.items
        if is_above and not (is_whole and _has_more(item)):
            shown.append(item)
            continue
        content = in_full(item, room) if is_whole else screen.briefly(item)
        if sheets.take(content, below=below, spare=_TAIL):
            shown += [item] if is_whole else []
            below = PARAGRAPH if is_whole else "\n"
        elif not is_above:
            left.append(item)
    return shown, left


def _room(whole: int, in_brief: int) -> int:
    """Share the room for texts among those that are shown in full."""
    room = _ROOM - (whole + in_brief) * _LINE
    return min(_LONGEST, max(_SHORTEST, room // max(1, whole)))


def _has_more(item: Item) -> bool:
    whole = utf16_length(item.text) + len(str(item.number)) + 4 <= screen.LINE
    facts = item.whom or item.place or item.adds_to or item.translation
    return not whole or "\n" in item.text or bool(facts)


def in_full(item: Item, room: int | None = None) -> Content:
    """Write a case with all that the group reads of it; its text within some room."""
    return lines(bold(screen.heading(item)), beneath(item, room))


def beneath(item: Item, room: int | None = None) -> Content:
    """Write what stands below the number of a case."""
    whom = Joined(", ", tuple(WHOM[code] for code in item.whom))
    return lines(
        _within(item.text, room),
        _("Translation by the team: {text}", text=_within(item.translation, room))
        if item.translation
        else "",
        _("Whom it helps: {whom}", whom=whom) if item.whom else "",
        _("Place: {place}", place=item.place) if item.place else "",
    )


def _within(text: str, room: int | None) -> str:
    return text if room is None else clip(text, room)


def _rest(left: Sequence[Item], unread: int) -> Content:
    """Name by their numbers those that found no room; the last ones by their count."""
    if not left and not unread:
        return ""
    named = Joined(", ", tuple(str(item.number) for item in left[:_NUMBERS]))
    more = unread + max(0, len(left) - _NUMBERS)
    return lines(
        _("Also waiting: No.\u00a0{ids}", ids=named) if left else "",
        _("And {n} more: see “Decisions needed”.", n=more) if more else "",
    )
