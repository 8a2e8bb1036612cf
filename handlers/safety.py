"""The safe word and the quick exit: both work at any time, in any form.

No button bears the safe word, so nobody presses it by mistake; whoever looks at the
phone afterwards sees numbers that everybody may ask for, or one neutral line.
"""

import re
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import addressees
from bot.conversation.holding import EXIT
from bot.features import Feature
from bot.i18n import _
from bot.keyboards import NoMenu, column
from bot.services.team import safety
from bot.services.upkeep import memory

HELP: Final = re.compile(
    r"\A[^\w/]*(?:допомога|допоможіть|поможіть|поміч|рятуйте|помощь|помогите|спасите"
    r"|help|sos|сос)\W*\Z",
    re.IGNORECASE,
)
LEAVE: Final = re.compile(r"\A[^\w/]*(?:вихід|выход|exit)\W*\Z", re.IGNORECASE)


async def show_numbers(_update: Update, context: Context) -> None:
    """Show whom to call; an open form waits below."""
    page = await safety.every_number(
        context.session,
        communities=await addressees.codes(context),
        language=context.language,
    )
    context.say(page, column(EXIT))
    if context.person is not None:
        await context.offer_resume()


async def leave(_update: Update, context: Context) -> None:
    """Delete what may be deleted, erase the open form, leave one neutral line."""
    said = await memory.take_out(context.session, context.address)
    at_hand = (context.unit.incoming, context.unit.pressed)
    context.delete_all({*said, *filter(None, at_hand)})
    context.unit.pressed = None
    if context.person is not None:
        await context.close_form()
    context.say(_("All right. All the best."), NoMenu())


FEATURE: Final = Feature(
    name="safety.1",
    needs="anybody",
    said={HELP: show_numbers, LEAVE: leave},
    buttons={"exit": leave},
)
