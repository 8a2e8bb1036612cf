"""Pausing authors after abuse, with a reason and an end; and ending it earlier."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import cards
from bot.features import Feature
from bot.i18n import Content, _, bold, lines, ngettext, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.models import Ban, Notice
from bot.presses import numbered, read_word
from bot.saying import Saying
from bot.services.days import deadlines
from bot.services.moderating import bans
from bot.words import codes

NAME: Final = "pause.1"


async def ask(_update: Update, context: Context) -> None:
    """Ask for the reason, then for how long."""
    code = read_word(context, 1, ("", *bans.REASONS))
    card = await cards.pressed(context)
    if code:
        told = _("For how long does the group take nothing from this author?")
        buttons = [
            Button(codes.days(days), data(NAME, "set", card.case_id, days, code))
            for days in bans.DAYS
        ]
    else:
        told = _("Why should this author be paused? They will read the reason.")
        buttons = [
            Button(name, data(NAME, "ask", card.case_id, reason))
            for reason, name in bans.REASONS.items()
        ]
    below = cards.with_below(context, card, bold(told))
    context.edit(below, column(*buttons, cards.back(card)))


async def pause(_update: Update, context: Context) -> None:
    """Take nothing from an author for a time; the text is still to be decided."""
    code = read_word(context, 2, bans.REASONS)
    card = await cards.pressed(context)
    ban = await bans.pause(
        context.session,
        context.someone.id,
        card.case_id,
        reason=code,
        days=int(context.arguments[1]),
    )
    left = await bans.votes_left(context.session, ban)
    told = _("The author is paused and has been told. List: /pauses")
    stand = ngettext("{n} vote of theirs stands.", "{n} votes of theirs stand.", n=left)
    context.alert(_("{told} {votes}", told=told, votes=stand) if left else told)
    await cards.show_again(context, card)


async def show(_update: Update, context: Context) -> None:
    """List who is paused, by the number of what they sent."""
    context.say(*await _list(context))


async def lift(_update: Update, context: Context) -> None:
    """End a pause now."""
    ban_id = int(context.arguments[0])
    await bans.lift(context.session, context.someone.id, ban_id)
    context.edit(*await _list(context))


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell somebody that the group takes nothing from them, why and until when."""
    ban = await bans.find(session, notice.subject)
    if ban is None:
        return None
    return Saying(
        paragraphs(
            _(
                "Until {date} the group takes nothing from you but urgent concerns. "
                "Reason: {reason}.",
                date=deadlines.local_day(ban.until),
                reason=bans.REASONS[ban.reason],
            ),
            _("You can still see and hear what becomes of your messages."),
        )
    )


async def tell_lifted(_session: AsyncSession, _notice: Notice) -> Saying:
    """Tell somebody that they can send again."""
    return Saying(_("The group takes messages from you again."))


async def _list(context: Context) -> tuple[Content, Inline | None]:
    found = await bans.listed(context.session, context.someone.id)
    if not found:
        return _("Nobody is paused."), None
    buttons = [
        Button(
            _("End: No. {id}", id=str(each.submission_id)), data(NAME, "lift", each.id)
        )
        for each in found
    ]
    told = lines(
        _("Until then their votes are not taken; those given before stand."),
        _("Ending a pause lets them vote again while voting is open."),
    )
    listed = lines(*(_line(each) for each in found))
    return paragraphs(listed, told), column(*buttons)


def _line(ban: Ban) -> Content:
    return _(
        "No. {id}: {reason}, until {date}",
        id=str(ban.submission_id),
        reason=bans.REASONS[ban.reason],
        date=deadlines.local_day(ban.until),
    )


FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    commands={"pauses": show},
    about={"pauses": _("see whom the team has paused, and end it")},
    buttons={"ask": numbered(ask), "set": numbered(pause, 2), "lift": numbered(lift)},
    notices={bans.SET: tell, bans.LIFTED: tell_lifted},
)
