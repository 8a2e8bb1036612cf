"""What the team hears of texts that wait too long, or that nobody of it may read."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.features import Feature
from bot.i18n import Tagged, _, bold, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.models import Notice
from bot.saying import Saying
from bot.services.cases import unread
from bot.services.days import deadlines
from bot.services.letters import notices
from bot.services.moderating import recusals
from bot.services.places import groups
from bot.words import codes

NAME: Final = "unread.1"


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell how many texts wait, and on which day they are erased; never what they say.

    None when they have been read meanwhile.
    """
    found = await unread.news(session, notice)
    if found is None:
        return None
    language = await notices.language_of(session, notice)
    words = lines(
        bold(groups.name(found.group, language)),
        _(
            "Not read for {days}: {n}",
            days=codes.days(found.day),
            n=found.n,
        ),
        _(
            "On day {day} the text is erased and its author is told so.",
            day=deadlines.UNREAD_FOR.days,
        ),
    )
    button = Button(label("Open the queue"), data("queue.1", "open"))
    return Saying(words, column(button) if found.can_read else None)


async def tell_alone(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell those above that all moderators left a text to others; None when one came.

    The screen of a locked phone shows the first line: it tells no group.
    """
    found = await recusals.news(session, notice)
    if found is None:
        return None
    case, group = found
    language = await notices.language_of(session, notice)
    name = Tagged("tg-spoiler", groups.name(group, language))
    return Saying(
        paragraphs(
            _(
                "No moderator of the group may read message No. {id}: all have left it "
                "to others.",
                id=str(case.submission_id),
            ),
            _("Another moderator is needed: {group}", group=name),
        )
    )


FEATURE: Final = Feature(
    name=NAME,
    notices={unread.kind(day): tell for day in unread.TOLD}
    | {recusals.ALONE: tell_alone},
)
