"""Browsing what was shown to one's communities; its pages change in place."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import addressees, browsing, reading
from bot.conversation.browsing import Asked, View
from bot.features import Feature
from bot.i18n import _, label
from bot.presses import numbered
from bot.services.browsing import listing, support
from bot.services.browsing.paging import Page

NAME: Final = browsing.FEATURE


async def begin(_update: Update, context: Context) -> None:
    """Show which lists there are, after the community if none was chosen yet."""
    if await addressees.kept(context):
        context.say(*browsing.lists())
    else:
        await context.begin("community", wanted="proposals")


async def show_lists(_update: Update, context: Context) -> None:
    """Show which lists there are."""
    context.edit(*browsing.lists())


async def show_topics(_update: Update, context: Context) -> None:
    """Show the topics that have something."""
    codes = await addressees.codes(context)
    shown = await listing.topics(context.session, codes)
    closed = await listing.closed_topics(context.session, codes)
    context.edit(*browsing.topics(shown, closed))


async def show_steps(_update: Update, context: Context) -> None:
    """Show what may have become of proposals."""
    context.edit(*browsing.steps())


async def turn(_update: Update, context: Context) -> None:
    """Show a page of a list."""
    asked = browsing.asked(context.arguments[:5])
    context.edit(*browsing.page(asked, await _page(context, asked)))


async def show(_update: Update, context: Context) -> None:
    """Show a proposal in place of its list, which a button brings back."""
    number, *where = context.arguments[:5]
    asked = browsing.asked(where)
    shown = await reading.find(context, int(number))
    if shown is None:
        context.alert(reading.GONE)
        context.edit(*browsing.page(asked, await _page(context, asked)))
        return
    context.edit(*await reading.card(context, shown, browsing.back(asked)))


async def _page(context: Context, asked: Asked) -> Page:
    session, codes, spot = context.session, await addressees.codes(context), asked.spot
    match asked.view:
        case View.NEWEST:
            return await listing.newest(session, codes, spot)
        case View.SUPPORTED:
            booths = await support.booths(session, codes, context.unit.user_id)
            return await support.most_supported(session, booths, spot)
        case View.TOPIC:
            return await listing.of_topic(session, codes, spot, asked.topic)
        case View.STEP:
            statuses = browsing.STEPS[asked.about][1]
            return await listing.of_statuses(session, codes, spot, statuses)


FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    commands={"proposals": begin},
    about={"proposals": _("read proposals of your community")},
    labels={label("See proposals"): begin},
    payloads={"proposals": begin},
    buttons={
        "lists": show_lists,
        "topics": show_topics,
        "steps": show_steps,
        "page": numbered(turn, 5),
        "card": numbered(show, 5),
    },
)
