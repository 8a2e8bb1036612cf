"""The filter of a moderator's queue as it is told, and the button that lifts it."""

from typing import Final

from bot.i18n import Content, Joined, _, label
from bot.keyboards import Button, data
from bot.markup import clip
from bot.services.moderating.case_search import Query
from bot.words import codes
from bot.words.codes import STATUSES
from bot.words.concerns import SUBJECTS

FEATURE: Final = "find.1"
_CLIPPED: Final = 40  # characters of the words


def told(query: Query) -> Content:
    """Tell what is looked for in one line."""
    parts: list[Content] = []
    if query.words:
        parts.append(_("“{words}”", words=clip(query.words, _CLIPPED)))
    if query.topic:
        parts.append(SUBJECTS[query.topic])
    if query.status:
        parts.append(STATUSES[query.status])
    if query.days:
        parts.append(codes.days(query.days))
    return Joined(" · ", tuple(parts))


def lifting(case_id: int = 0) -> Button:
    """Make the button that shows the whole queue again, perhaps on a card."""
    return Button(label("Show the whole queue"), data(FEATURE, "lift", case_id))
