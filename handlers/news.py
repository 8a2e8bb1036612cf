"""What authors hear of their messages, each time with a reason and a next date.

The first line is neutral, without topic or community: it is what the screen of a
locked phone shows to whoever holds it.
"""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.features import Feature
from bot.i18n import Text, _, label, paragraphs
from bot.keyboards import Button, column, data
from bot.models import Notice
from bot.saying import Saying
from bot.services import cases, refusal_text
from bot.services.cases import News

# Reasons that the author can mend.
MENDABLE: Final = frozenset({"M02", "M03", "M04", "M05", "M11", "M12", "M13"})


async def passed(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell that the group may read it now."""
    news = await cases.news(session, notice.subject)
    if news is None:
        return None
    return Saying(
        paragraphs(
            _there_is_news(news),
            _passed(news),
        )
    )


async def refused(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell the reason in full, and whom to write to."""
    news = await cases.news(session, notice.subject)
    if news is None or news.reason is None:
        return None
    words = await refusal_text.tell(session, news)
    form = "concern_form.1" if news.is_concern else "proposal.1"
    again = Button(label("Write it anew"), data(form, "again"))
    return Saying(
        paragraphs(_there_is_news(news), words),
        column(again) if news.reason in MENDABLE else None,
    )


async def expired(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell that time closed the case, and what to do."""
    news = await cases.news(session, notice.subject)
    if news is None:
        return None
    if news.reason == cases.UNREAD:
        return Saying(
            _(
                "We did not read No. {id} in time and erased the text. We are sorry. "
                "Please send it again.",
                id=news.number,
            )
        )
    return Saying(
        paragraphs(
            _there_is_news(news),
            _("We did not get the details and closed it. You can send it again."),
        )
    )


async def no_news(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell on day 30 that nothing changed."""
    news = await cases.news(session, notice.subject)
    if news is None:
        return None
    return Saying(
        _(
            "No news on No. {id} yet. We have not forgotten you. We will write by "
            "{date}.",
            id=news.number,
            date=news.due,
        )
    )


def _passed(news: News) -> Text:
    if news.is_concern:
        return _(
            "Your message has been passed to the group. We will write to you by "
            "{date}.",
            date=news.due,
        )
    return _(
        "The proposal has been passed to the group. We will write to you by {date}.",
        date=news.due,
    )


def _there_is_news(news: News) -> Text:
    return _("There is news about message No. {id}.", id=news.number)


FEATURE = Feature(
    name="news.1",
    notices={
        "case.passed": passed,
        "case.refused": refused,
        "case.expired": expired,
        "case.day30": no_news,
    },
)
