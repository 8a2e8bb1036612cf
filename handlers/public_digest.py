"""Drawing up "You said — we did": read, approved in two taps, then on its way."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, Text, _, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.models import Notice
from bot.presses import numbered, read_day
from bot.saying import Saying
from bot.services.days import small_cells
from bot.services.days.deadlines import local_day
from bot.services.news import channels, public_digests, public_text, subscriptions
from bot.services.news.public_digests import Public
from bot.services.places import schedules

NAME: Final = "pub.1"
_DAY: Final = timedelta(days=1)


async def open_draft(_update: Update, context: Context) -> None:
    """Show a group's draft; draw one up if there is none."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    await _show(
        context, await public_digests.draft(context.session, person_id, group_id)
    )


async def draw_up_anew(_update: Update, context: Context) -> None:
    """Draw it up again, as things stand now; who approved it has to do so again."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    drawn = await public_digests.draw_up_anew(context.session, person_id, group_id)
    await _show(context, drawn)


async def set_meeting(_update: Update, context: Context) -> None:
    """Keep the day of the meeting."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    met_on = read_day(context, 1)
    await _show(
        context,
        await public_digests.set_meeting(context.session, person_id, group_id, met_on),
    )


async def approve(_update: Update, context: Context) -> None:
    """Approve it, as secretary or as chair."""
    digest_id, person_id = int(context.arguments[0]), context.someone.id
    await _show(
        context, await public_digests.approve(context.session, person_id, digest_id)
    )


async def ask(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell the other one that it waits for them."""
    public = await public_digests.told(session, notice)
    if public is None or public.row.approved_at is not None:
        return None
    opens = Button(label("Open"), data(NAME, "open", public.group.id))
    return Saying(
        _("“You said — we did” of your group waits for your approval."), column(opens)
    )


async def _show(context: Context, public: Public) -> None:
    written = public_text.write(
        public.group,
        public.period,
        public.content,
        context.language,
        closed=public.closed,
    )
    content = paragraphs(written, await _standing(context, public))
    context.edit(content, _buttons(context, public))


async def _standing(context: Context, public: Public) -> Content:
    row, group_id = public.row, public.group.id
    count = await subscriptions.count(context.session, group_id)
    channel = await channels.of(context.session, group_id)
    leaves = await public_digests.leaves_at(context.session, public)
    local = schedules.locally(public.group, leaves)
    told: Text = _(
        "Once both have approved, it is sent from {moment} on.", moment=local
    )
    if row.approved_at is not None:
        told = _("It is sent from {moment} on.", moment=local)
    return lines(
        _("Secretary: approved") if row.secretary_id else _("Secretary: not yet"),
        _("Chair: approved") if row.chair_id else _("Chair: not yet"),
        _("Who gets it: {n}", n=small_cells.few(count)),
        _("It is posted in the group’s channel, too.") if channel else "",
        told,
    )


def _buttons(context: Context, public: Public) -> Inline:
    row, group_id = public.row, public.group.id
    back = Button(label("Back"), data("digest.1", "show", group_id))
    if row.approved_at is not None:
        return column(back)
    today = local_day(context.now, public.group.time_zone)
    return column(
        Button(label("I approve it"), data(NAME, "yes", row.id)),
        Button(label("We met today"), _met(group_id, today)),
        Button(label("We met yesterday"), _met(group_id, today - _DAY)),
        Button(label("Earlier, or not at all"), _met(group_id, today - 2 * _DAY)),
        Button(label("Draw it up anew"), data(NAME, "anew", group_id)),
        back,
    )


def _met(group_id: int, day: date) -> str:
    return data(NAME, "met", group_id, f"{day:%Y%m%d}")


FEATURE: Final = Feature(
    name=NAME,
    needs="digest.publish",
    buttons={
        "open": numbered(open_draft),
        "anew": numbered(draw_up_anew),
        "met": numbered(set_meeting, 2),
        "yes": numbered(approve),
    },
    notices={public_digests.ASKS: ask},
)
