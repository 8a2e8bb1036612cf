"""Alerts of urgent concerns: neutral, for those who may read them; and for those above.

The screen of a locked phone shows the first line: it tells neither topic nor group.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.features import Feature
from bot.i18n import Joined, Tagged, Text, _, label, paragraphs
from bot.keyboards import Button, column, data
from bot.markup import clip
from bot.models import Notice
from bot.saying import Saying
from bot.services.cases import urgent
from bot.services.letters import notices
from bot.services.places import groups
from bot.services.texts import owners
from bot.words.concerns import BODIES

_SHOWN: Final = 3500  # characters of a text; the rest of the message has room, too


async def waits(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell a moderator that something urgent waits; nothing, once it was seen."""
    numbers = await urgent.unseen(session, notice)
    if not numbers:
        return None
    button = Button(label("Open the queue"), data("queue.1", "open"))
    return Saying(_waiting(numbers), column(button))


async def unseen(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell the secretary or a coordinator that no moderator has looked."""
    numbers, group = (
        await urgent.unseen(session, notice),
        await urgent.group_of(session, notice),
    )
    if not numbers or group is None:
        return None
    language = await notices.language_of(session, notice)
    name = Tagged("tg-spoiler", groups.name(group, language))
    wanted = _("Please get in touch with a moderator of the group: {group}", group=name)
    if not await urgent.is_moderated(session, group):
        wanted = _(
            "This group needs a moderator today, it has none: {group}", group=name
        )
    told = _("Urgent messages that nobody has read: {n}", n=len(numbers))
    return Saying(paragraphs(told, wanted))


async def passed(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell who phones the service what it is about, now that it was moderated."""
    found = await urgent.passed(session, notice)
    if found is None:
        return None
    case, submission = found
    bodies = owners.of(submission.topic, case.body)
    named = Joined(", ", tuple(BODIES[each] for each in bodies))
    return Saying(
        paragraphs(
            _(
                "Urgent message No. {id} has been passed to the group.",
                id=str(submission.id),
            ),
            _("Please call today: {bodies}", bodies=named) if bodies else "",
            Tagged("tg-spoiler", clip(case.text or "", _SHOWN)),
        )
    )


def _waiting(numbers: Sequence[str]) -> Text:
    if len(numbers) == 1:
        return _("Urgent message No. {id} is waiting for you.", id=numbers[0])
    return _("Urgent messages are waiting for you: {n}", n=len(numbers))


FEATURE: Final = Feature(
    name="alert.1",
    notices={urgent.WAITS: waits, urgent.UNSEEN: unseen, urgent.PASSED: passed},
)
