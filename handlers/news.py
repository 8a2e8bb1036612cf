"""What authors hear of their messages, each time with a reason and a next date.

The first line is neutral, without topic or community: it is what the screen of a
locked phone shows to whoever holds it.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.features import Feature
from bot.i18n import (
    DEFAULT_LANGUAGE,
    Content,
    Joined,
    Text,
    _,
    label,
    lines,
    paragraphs,
    translator,
)
from bot.keyboards import Button, column, data
from bot.markup import shown_length
from bot.models import Notice
from bot.saying import Saying
from bot.services.cases import cases
from bot.services.moderating import refusal_text
from bot.services.steps import case_news, ladder, step_news, step_text
from bot.services.steps.case_news import Told
from bot.services.steps.step_news import News
from bot.words.codes import STATUSES

# Reasons that the author can mend.
MENDABLE: Final = frozenset({"M02", "M03", "M04", "M05", "M11", "M12", "M13"})
_PASSED: Final = _("The proposal has been passed to the group.")
_PASSED_CONCERN: Final = _("Your message has been passed to the group.")
_LONGEST: Final = 3800  # characters: in the other language it may be longer
_MOST: Final = 50  # messages that one text can name


async def passed(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell that the group may read it now."""
    news = await step_news.heard(session, notice)
    if news is None:
        return None
    return Saying(paragraphs(_there_is_news(news), _passed(news)))


async def refused(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell the reason in full, and whom to write to."""
    news = await step_news.of(session, notice.subject)
    if news is None:
        return None
    words = await refusal_text.tell(session, news)
    if not words:
        return None
    form = "concern_form.1" if news.is_concern else "proposal.1"
    again = Button(label("Write it anew"), data(form, "again"))
    return Saying(
        paragraphs(_there_is_news(news), words),
        column(again) if news.reason in MENDABLE else None,
    )


async def expired(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell that time closed the case, and what to do."""
    news = await step_news.of(session, notice.subject)
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
    """Tell on day 30 that nothing changed, if that is true when it leaves."""
    news = await step_news.heard(session, notice)
    if news is None or news.is_over:
        return None
    return Saying(
        _(
            "No news on No. {id} yet. We have not forgotten you. We will write by "
            "{date}.",
            id=news.number,
            date=news.due,
        )
    )


async def of_the_day(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell all that the group did of late with what somebody sent."""
    told = await case_news.told(session, notice.subject)
    if not told:
        return None
    parts = [
        _of_one(list(steps)) for _n, steps in groupby(told, lambda each: each.number)
    ]
    whole = paragraphs(*parts)
    if shown_length(translator(DEFAULT_LANGUAGE).html(whole)) > _LONGEST:
        whole = lines(*(_in_brief(each) for each in told[:_MOST]))
    shown = {each.number for each in told if each.is_concern}
    buttons = [_show(number) for number in sorted(shown, key=int)[:_MOST]]
    return Saying(whole, column(*buttons) if buttons else None)


def _of_one(steps: Sequence[Told]) -> Content:
    """Tell the steps of one message; of a concern, only that there is news."""
    first = steps[0]
    head = _("There is news about message No. {id}.", id=first.number)
    if first.is_concern:
        return head
    told = [step_text.tell(each.status, each.facts, is_concern=False) for each in steps]
    return paragraphs(head, *told)


def _in_brief(told: Told) -> Content:
    if told.is_concern:
        return _("There is news about message No. {id}.", id=told.number)
    return _("No. {id}: {status}", id=told.number, status=STATUSES[told.status])


def _show(number: str) -> Button:
    return Button(_("Show No. {id}", id=number), data("mine.1", "one", number))


def _passed(news: News) -> Content:
    """Tell the next date, too, unless the group has answered for good meanwhile."""
    told = _PASSED_CONCERN if news.is_concern else _PASSED
    if news.due is None:
        return told
    return Joined(" ", (told, _("We will write to you by {date}.", date=news.due)))


def _there_is_news(news: News) -> Text:
    return _("There is news about message No. {id}.", id=news.number)


FEATURE = Feature(
    name="news.1",
    notices={
        ladder.PASSED: passed,
        ladder.REFUSED: refused,
        ladder.EXPIRED: expired,
        ladder.UNCHANGED: no_news,
        ladder.DAILY: of_the_day,
    },
)
