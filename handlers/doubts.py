"""Digests of which nobody knows whether they came: sent again, or not, by a press."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import in_doubt
from bot.features import Feature
from bot.i18n import _, label, lines
from bot.keyboards import Button, Inline, data
from bot.models import Notice
from bot.presses import numbered
from bot.saying import Saying
from bot.services.doubts import doubt_news, doubts
from bot.services.letters import notices
from bot.services.mail import addresses


async def send_again(_update: Update, context: Context) -> None:
    """Send it again: it did not come."""
    done = await _decide(context, came=False)
    context.edit(_("It is sent again.") if done else _DONE)


async def came(_update: Update, context: Context) -> None:
    """Leave it at that: it came."""
    done = await _decide(context, came=True)
    context.edit(_("Thank you. It is not sent again.") if done else _DONE)


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell who can look whether it came."""
    doubt = await doubt_news.told(session, notice)
    if doubt is None:
        return None
    said = in_doubt.told(doubt, await notices.language_of(session, notice))
    buttons = [list(in_doubt.buttons(doubt))]
    found = await addresses.of_mail(session, doubt.row) if doubt.is_mail else None
    if found is None:
        return Saying(said, Inline(buttons))
    card = Button(label("Open the address"), data("mail.1", "card", found[0]))
    whose = _("Address: {address}", address=found[1])
    return Saying(lines(said, whose), Inline([*buttons, [card]]))


async def _decide(context: Context, *, came: bool) -> bool:
    row, is_mail = (int(each) for each in context.arguments[:2])
    reference = doubts.reference(row, is_mail=bool(is_mail))
    person_id = context.someone.id
    return await doubt_news.decide(context.session, person_id, reference, came=came)


_DONE: Final = _("Somebody has decided on it already.")
FEATURE: Final = Feature(
    name=in_doubt.NAME,
    needs="group.digest",
    buttons={"again": numbered(send_again, 2), "came": numbered(came, 2)},
    notices={doubt_news.MESSAGE: tell, doubt_news.MAIL: tell},
)
