"""The words of an agenda: by the body that deals with it, and by topic."""

from collections.abc import Iterator, Sequence

from bot.i18n import Content, Joined, Text, _, full_date, lines
from bot.markup import clip
from bot.paper import Block, Kind
from bot.services.digest import digest_screen, digest_text
from bot.services.digest.digest_cases import Item
from bot.services.meetings.agenda import Agenda
from bot.services.texts import owners
from bot.words.concerns import SHORT_BODIES, SUBJECTS

_SHOWN = 150  # characters of a text in a message


def write(agenda: Agenda, *, whole: bool) -> Sequence[Block]:
    """Write an agenda; on paper its texts are `whole`."""
    planned, needed = agenda.planned, agenda.needed
    on_agenda = _("On the agenda: {n}", n=len(planned))
    besides = _("Also needs a decision: {n}", n=len(needed))
    return [
        Block(_when(agenda)),
        *_section(on_agenda, planned, whole=whole),
        *_section(besides, needed, whole=whole),
        *_rest(agenda),
    ]


def _when(agenda: Agenda) -> Text:
    if agenda.day is None:
        return _("No meeting is planned.")
    return _("Meeting: {date}", date=full_date(agenda.day))


def _section(title: Text, items: Sequence[Item], *, whole: bool) -> Iterator[Block]:
    if not items:
        return
    yield Block(title, Kind.PART)
    for bodies, found in _by_body(items):
        named = tuple(SHORT_BODIES[code] for code in bodies)
        if named:
            yield Block(_("→ {bodies}", bodies=Joined(", ", named)), Kind.TITLE)
        yield from (Block(_item(item, whole=whole)) for item in found)


def _by_body(items: Sequence[Item]) -> Iterator[tuple[Sequence[str], Sequence[Item]]]:
    groups = dict[tuple[str, ...], list[Item]]()
    for item in sorted(items, key=lambda each: (each.topic, each.number)):
        bodies = tuple(owners.of(item.topic, item.body))
        groups.setdefault(bodies, []).append(item)
    yield from groups.items()


def _item(item: Item, *, whole: bool) -> Content:
    heading = _(
        "No.\u00a0{id} · {topic}", id=str(item.number), topic=SUBJECTS[item.topic]
    )
    many = digest_screen.alike(item) if item.alike > 1 else ""
    head = Joined(" · ", (heading, many))
    text = digest_text.beneath(item) if whole else clip(item.text, _SHOWN)
    return lines(head, text)


def _rest(agenda: Agenda) -> Iterator[Block]:
    if not (agenda.planned or agenda.needed):
        is_all = not (agenda.later or agenda.ahead)
        yield Block(
            _("The agenda is empty, no decision is needed.")
            if is_all
            else _("The agenda is still empty.")
        )
    if agenda.more:
        yield Block(_("And {n} more: see “Decisions needed”.", n=agenda.more))
    if agenda.later:
        yield Block(_("Came later, for the meeting after it: {n}", n=agenda.later))
    if agenda.ahead:
        yield Block(_("On the agenda of a later meeting: {n}", n=agenda.ahead))
