"""The ladder of statuses (domain 4.6): one table of all the ways of a case.

Who may take a way, what must be told with it, how the author hears of it, and by when
the next step is promised. `bot/services/steps/steps.py` is how a case goes one.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.models.case import UNDECIDED, WAITING, Status
from bot.services.days import deadlines
from bot.services.steps.ways import By, Due, Way

PASSED: Final = "case.passed"
REFUSED: Final = "case.refused"
ASKED: Final = "case.needs_info"
EXPIRED: Final = "case.expired"
UNCHANGED: Final = "case.day30"
REWRITTEN: Final = "case.edited"
AGREE_IN: Final = 3  # days in which an author may object to a rewritten text
DAILY: Final = "case.news"  # told once a day, with others
OPEN: Final = (
    Status.PASSED,
    Status.AGENDA,
    Status.SUPPORTED,
    Status.REFERRED,
    Status.IN_DOC,
    Status.FUNDING,
    Status.DOING,
    Status.DEFERRED,
)
_UNDISCUSSED: Final = (Status.PASSED, Status.AGENDA, Status.DEFERRED)
_AGREED: Final = (Status.SUPPORTED, Status.REFERRED)
_UNDER_WAY: Final = (*_AGREED, Status.IN_DOC, Status.FUNDING)


_MONTH: Final = Due(30)
_UNTIL_NEWS: Final = Due(deadlines.NEWS_IN.days, read=False)
_READ: Final = Due(deadlines.READ_IN, working=True, heard=False)
LADDER: Final[Sequence[Way]] = (
    # Until moderators have decided
    Way(to=Status.RECEIVED, since=(), by="author", due=_READ),
    Way(
        to=Status.REVIEW,
        since=(Status.NEEDS_INFO, Status.EDITED),
        by="author",
        due=_READ,
    ),
    Way(
        to=Status.EDITED,
        since=WAITING,
        by="case.moderate",
        asks=("text",),
        tells=REWRITTEN,
        due=Due(AGREE_IN, heard=False),
    ),
    Way(to=Status.PASSED, since=(Status.EDITED,), by="author", due=_UNTIL_NEWS),
    Way(
        to=Status.PASSED,
        since=(Status.EDITED,),
        by="itself",
        tells=PASSED,
        due=_UNTIL_NEWS,
    ),
    Way(to=Status.REVIEW, since=(Status.DONE,), by="reopening", due=_READ),
    Way(
        to=Status.NEEDS_INFO,
        since=WAITING,
        by="case.moderate",
        asks=("question",),
        tells=ASKED,
        due=Due(deadlines.ANSWER_IN, heard=False),
    ),
    Way(
        to=Status.PASSED,
        since=WAITING,
        by="case.moderate",
        tells=PASSED,
        due=_UNTIL_NEWS,
    ),
    Way(
        to=Status.REFERRED,
        since=WAITING,
        by="case.moderate",
        asks=("body", "date"),
        tells=DAILY,
        due=Due(asked=True),
    ),
    *(
        Way(to=to, since=WAITING, by="case.moderate", asks=("reason",), tells=REFUSED)
        for to in (
            Status.MERGED,
            Status.DECLINED,
            Status.REDIRECTED,
            Status.CLOSED_SAFETY,
        )
    ),
    Way(to=Status.CLOSED_SAFETY, since=UNDECIDED, by="itself"),
    Way(to=Status.WITHDRAWN, since=UNDECIDED, by="author"),
    Way(
        to=Status.EXPIRED,
        since=(*WAITING, Status.NEEDS_INFO),
        by="itself",
        tells=EXPIRED,
    ),
    # What the working group makes of it
    Way(
        to=Status.AGENDA,
        since=_UNDISCUSSED,  # from one meeting to the next one, too
        by="case.lead",
        asks=("date",),
        tells=DAILY,
        due=Due(5, working=True, asked=True),
    ),
    Way(
        to=Status.MERGED,
        since=_UNDISCUSSED,
        by="case.lead",
        asks=("id",),
        tells=DAILY,
    ),
    Way(
        to=Status.SUPPORTED,
        since=_UNDISCUSSED,
        by="case.decide",
        asks=("next_step",),
        tells=DAILY,
        due=_MONTH,
        decided=True,
    ),
    Way(
        to=Status.REFERRED,
        since=(*_UNDISCUSSED, Status.SUPPORTED),
        by="case.lead",
        asks=("body",),
        tells=DAILY,
        due=_MONTH,
    ),
    Way(
        to=Status.IN_DOC,
        since=(*_AGREED, Status.FUNDING),
        by="case.lead",
        asks=("document",),
        tells=DAILY,
        due=Due(91),
    ),
    Way(
        to=Status.FUNDING,
        since=(*_AGREED, Status.IN_DOC),
        by="case.lead",
        tells=DAILY,
        due=Due(90),
    ),
    Way(
        to=Status.DOING,
        since=_UNDER_WAY,
        by="case.lead",
        asks=("body", "date"),
        tells=DAILY,
        due=Due(asked=True),
    ),
    Way(
        to=Status.DONE,
        since=(*_UNDER_WAY, Status.DOING),
        by="case.lead",
        asks=("result",),
        tells=DAILY,
    ),
    Way(
        to=Status.DEFERRED,
        since=(Status.PASSED, Status.AGENDA, *_AGREED, Status.FUNDING),
        by="case.decide",
        asks=("reason", "date"),
        tells=DAILY,
        due=Due(asked=True),
        decided=True,
    ),
    Way(
        to=Status.DECLINED,
        since=(*_UNDISCUSSED, *_AGREED, Status.FUNDING),
        by="case.decide",
        asks=("reason",),
        tells=DAILY,
        decided=True,
    ),
    Way(
        to=Status.REDIRECTED,
        since=(*_UNDISCUSSED, *_AGREED),
        by="case.lead",
        asks=("body", "contact"),
        tells=DAILY,
    ),
    Way(to=Status.CLOSED_SAFETY, since=OPEN, by="case.lead", tells=DAILY),
)


def way(to: Status, by: By) -> Way:
    """Get the way to a status that somebody may take; each is there once."""
    (found,) = (each for each in LADDER if each.to is to and each.by == by)
    return found


def onward(since: Status) -> Iterator[Way]:
    """List the ways on which a working group leads a case from where it is."""
    for each in LADDER:
        if each.by in ("case.lead", "case.decide") and since in each.since:
            yield each


def led(since: Status, to: str) -> Way | None:
    """Find the way of a working group from one status to another."""
    return next((each for each in onward(since) if each.to == to), None)
