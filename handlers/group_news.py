"""News of a group, for whoever asks for them: "You said — we did", and no more."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import addressees
from bot.errors import NO_GROUP, UserError
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, label, lines, paragraphs
from bot.keyboards import SHORT, Button, Inline, column, data
from bot.markup import clip
from bot.models import Notice, WorkingGroup
from bot.models.notice import Recipient
from bot.presses import go_below, numbered
from bot.saying import Saying
from bot.services.letters import bot_name, notices
from bot.services.news import public_digests, public_news, public_text, subscriptions
from bot.services.places import groups

NAME: Final = "gnews.1"


async def begin(_update: Update, context: Context) -> None:
    """Show the groups of one's communities, and whose news one gets."""
    if await _offered(context):
        context.say(*await _screen(context))
    elif await addressees.kept(context):
        raise UserError(NO_GROUP)
    else:
        await context.begin("community", wanted="news")


async def follow(_update: Update, context: Context) -> None:
    """Get the news of a group from now on."""
    await subscriptions.follow(
        context.session,
        context.address,
        int(context.arguments[0]),
        language=context.language,
    )
    content, buttons = await _screen(context)
    said = _("We will send news no more than twice a month.")
    context.edit(paragraphs(said, content), buttons)


async def stop(_update: Update, context: Context) -> None:
    """Get no more news of a group."""
    group_id = int(context.arguments[0])
    await subscriptions.stop(context.session, context.address, group_id)
    context.edit(*await _screen(context))


async def stop_all(_update: Update, context: Context) -> None:
    """Get no more news of any group."""
    await subscriptions.stop(context.session, context.address)
    go_below(context)
    context.say(_("We will not send news of groups any more."))


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell what became of what people said."""
    public = await public_digests.told(session, notice)
    if public is None:
        return None
    language = await notices.language_of(session, notice)
    written = public_text.write(
        public.group, public.period, public.content, language, closed=public.closed
    )
    return Saying(written, column(await _below(session, notice)))


async def _below(session: AsyncSession, notice: Notice) -> Button:
    """Let a person stop the news, and readers of a channel write to the bot."""
    if notice.recipient != Recipient.CHANNEL:
        return Button(label("Stop news"), data(NAME, "none"))
    username = await bot_name.get(session)
    return Button(label("Write to the bot"), url=f"https://t.me/{username}")


async def _screen(context: Context) -> tuple[Content, Inline]:
    found = await _offered(context)
    mine = await subscriptions.of(context.session, context.address)
    told = [_told(context, group, is_mine=group.id in mine) for group in found]
    rows = [[_button(context, found, each, is_mine=each.id in mine)] for each in found]
    hint = _("What became of proposals: at most two messages a month.")
    which = _("Press a group to get its news, or to stop them.") if found[1:] else ""
    return paragraphs(bold(_("Group news")), *told, hint, which), Inline(rows)


async def _offered(context: Context) -> Sequence[WorkingGroup]:
    person_id = context.someone.id
    return await subscriptions.offered(context.session, person_id, context.address)


def _told(context: Context, group: WorkingGroup, *, is_mine: bool) -> Content:
    stands = _("You get its news.") if is_mine else _("You do not get its news.")
    return lines(groups.name(group, context.language), stands)


def _button(
    context: Context,
    offered: Sequence[WorkingGroup],
    group: WorkingGroup,
    *,
    is_mine: bool,
) -> Button:
    """Make the button of a group, which bears its name beside others."""
    name: Text | str = label("Stop news") if is_mine else label("Get news")
    if len(offered) > 1:
        name = clip(groups.short(group, context.language), SHORT)
    return Button(name, data(NAME, "stop" if is_mine else "get", group.id))


FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    rights={"none": "anybody"},
    commands={"news": begin},
    about={"news": _("news of your group, at most twice a month")},
    labels={label("Group news"): begin},
    payloads={"news": begin},
    buttons={
        "get": numbered(follow),
        "stop": numbered(stop),
        "none": stop_all,
    },
    notices={public_news.KIND: tell},
)
