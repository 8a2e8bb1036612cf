"""Screens of browsing: which lists there are, and a page of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from bot.conversation import voting
from bot.conversation.old import OldButtonError
from bot.i18n import Content, Text, _, bold, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.markup import clip
from bot.models.case import Status
from bot.services.browsing import paging
from bot.services.browsing.paging import Listed, Page, Spot
from bot.services.voting import votes
from bot.words.codes import STATUSES, TOPICS

FEATURE: Final = "browse.1"
_NOTHING: Final = _("Nothing here yet.")
_CLIPPED: Final = 120  # characters of a text in a list
_LONGEST_KEY, _LONGEST_NUMBER = 16, 10  # digits; what we write is never longer
_NONE: Final = 0
HOME: Final = Button(label("All lists"), data(FEATURE, "lists"))
FIND: Final = Button(label("Find"), data("lookup.1", "ask"))


class View(IntEnum):
    """What a list is of, as buttons carry it."""

    NEWEST = 1
    SUPPORTED = 2
    TOPIC = 3
    STEP = 4


# The public ladder: what became of it, in a few steps.
STEPS: Final[Sequence[tuple[Text, Sequence[Status]]]] = (
    (label("Before the group"), (Status.PASSED, Status.AGENDA)),
    (label("Supported"), (Status.SUPPORTED, Status.FUNDING, Status.IN_DOC)),
    (label("With another service"), (Status.REFERRED, Status.REDIRECTED)),
    (label("In progress"), (Status.DOING,)),
    (label("Implemented"), (Status.DONE,)),
    (label("Not now"), (Status.DEFERRED, Status.DECLINED)),
)
_TITLES: Final = {
    View.NEWEST: label("Newest"),
    View.SUPPORTED: label("Most supported"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of a list; `about` numbers its topic or its step."""

    view: View
    about: int = _NONE
    spot: Spot = paging.TOP

    @property
    def topic(self) -> str:
        """The topic's code."""
        return f"P{self.about:02}"

    @property
    def title(self) -> Text:
        """What stands above the list."""
        if self.view is View.TOPIC:
            return TOPICS[self.topic]
        return STEPS[self.about][0] if self.view is View.STEP else _TITLES[self.view]


def asked(arguments: Sequence[str]) -> Asked:
    """Read what a button carries; raises OldButtonError when it is none of ours."""
    view, about, key, number, *way = arguments
    is_ours = len(key) <= _LONGEST_KEY and len(number) <= _LONGEST_NUMBER
    if not is_ours or int(view) not in set(View):
        raise OldButtonError
    spot = Spot(int(key), int(number), upward=way == ["1"])
    page = Asked(View(int(view)), int(about), spot)
    if not _is_known(page):
        raise OldButtonError
    return page


def _is_known(page: Asked) -> bool:
    if page.view is View.TOPIC:
        return page.topic in TOPICS
    return page.about < (len(STEPS) if page.view is View.STEP else 1)


def lists() -> tuple[Content, Inline]:
    """Name the lists that there are."""
    shown = _("What the group’s team has shown to the community, without authors.")
    return paragraphs(bold(_("Proposals of your community")), shown), column(
        _to(Asked(View.NEWEST), label("Newest")),
        _to(Asked(View.SUPPORTED), label("Most supported")),
        Button(label("By topic"), data(FEATURE, "topics")),
        Button(label("What became of them"), data(FEATURE, "steps")),
        FIND,
    )


def topics(
    shown: Sequence[str], closed: Sequence[tuple[str, int]]
) -> tuple[Content, Inline]:
    """Offer the topics that have something; of the closed ones tell the count."""
    only = _("Of these only the number is shown, to keep people safe:")
    told = paragraphs(
        bold(label("By topic")),
        "" if shown or closed else _NOTHING,
        lines(only, *(_counted(*each) for each in closed)) if closed else "",
    )
    buttons = [
        _to(Asked(View.TOPIC, int(topic.removeprefix("P"))), TOPICS[topic])
        for topic in shown
    ]
    return told, column(*buttons, HOME)


def steps() -> tuple[Content, Inline]:
    """Offer the steps of the public ladder."""
    buttons = [
        _to(Asked(View.STEP, number), name) for number, (name, _of) in enumerate(STEPS)
    ]
    return bold(label("What became of them")), column(*buttons, HOME)


def page(of: Asked, found: Page) -> tuple[Content, Inline]:
    """Show a page of a list."""
    rows = [item(row) for row in found.rows] if found.rows else [_NOTHING]
    content = paragraphs(bold(of.title), *rows, _about(of))
    return content, Inline([*_rows(of, found), [HOME]])


def back(of: Asked) -> Button:
    """Make the button that leads from a proposal to its page."""
    return _to(of, label("Back to the list"))


def numbered(number: int, press: str) -> Button:
    """Make the button that opens a proposal of a list."""
    return Button(_("No. {id}", id=str(number)), press)


def _rows(of: Asked, found: Page) -> list[list[Button]]:
    where = (of.view, of.about, found.begins.key, found.begins.number)
    cards = [
        numbered(row.number, data(FEATURE, "card", row.number, *where))
        for row in found.rows
    ]
    around = {label("Previous"): found.before, label("Next"): found.after}
    ways = [
        _to(Asked(of.view, of.about, spot), name)
        for name, spot in around.items()
        if spot is not None
    ]
    return [cards, ways]


def item(row: Listed) -> Content:
    """Tell of a proposal in a few lines."""
    return lines(
        bold(_("No.\u00a0{id} · {topic}", id=str(row.number), topic=TOPICS[row.topic])),
        clip(" ".join(row.text.split()), _CLIPPED),
        voting.counts(row.count) if row.count else STATUSES[row.status],
    )


def _about(of: Asked) -> Content:
    """Tell why a list may be short: an order would tell what counts hide."""
    if of.view is not View.SUPPORTED:
        return ""
    return lines(
        _("Counts are shown from {n} votes on.", n=votes.SHOWN_FROM),
        _("While voting is open, only what you voted on is here."),
    )


def _counted(topic: str, n: int) -> Content:
    return _("{topic} — {n}", topic=TOPICS[topic], n=n)


def _to(page: Asked, name: Text) -> Button:
    spot = page.spot
    where = (page.view, page.about, spot.key, spot.number, int(spot.upward))
    return Button(name, data(FEATURE, "page", *where))
