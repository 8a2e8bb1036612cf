"""Finding a proposal by its number or by words."""

import re
from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import addressees, browsing, hits, reading, typed
from bot.conversation.form import Answers, Form, Free, Step
from bot.conversation.old import OldButtonError
from bot.features import Feature
from bot.i18n import _, label
from bot.keyboards import column
from bot.presses import numbered
from bot.services.browsing import listing, paging, searching
from bot.services.browsing.paging import Listed

NAME: Final = hits.FEATURE
_LONGEST: Final = 60  # characters of a search
_NUMBER: Final = re.compile(r"(?:№|#|no\.?)?\s*([0-9]{1,10})", re.IGNORECASE)


async def open_number(_update: Update, context: Context) -> None:
    """Show a proposal by its number; ask for one where there is none."""
    number = _NUMBER.fullmatch(" ".join(context.arguments))
    if number is None:
        await context.begin("lookup")
    else:
        await _open(context, int(number[1]))


async def ask(_update: Update, context: Context) -> None:
    """Ask for a number or words."""
    await context.begin("lookup")


async def turn(_update: Update, context: Context) -> None:
    """Show a page of what was found."""
    first, packed = _carried(context)
    if first % paging.SIZE or not 0 <= first < len(hits.unpack(packed)):
        raise OldButtonError
    found = await _five(context, packed, first)
    context.edit(*hits.page(found, packed, first))


async def show(_update: Update, context: Context) -> None:
    """Show one of what was found."""
    at, packed = _carried(context)
    numbers = hits.unpack(packed)
    if at >= len(numbers):
        raise OldButtonError
    shown = await reading.find(context, numbers[at])
    if shown is None:
        context.alert(reading.GONE)
        first = at - at % paging.SIZE
        found = await _five(context, packed, first)
        context.edit(*hits.page(found, packed, first))
        return
    context.edit(*await reading.card(context, shown, hits.back(packed, at)))


async def _open(context: Context, number: int) -> None:
    shown = await reading.find(context, number)
    if shown is None:
        context.say(reading.GONE, column(browsing.FIND, browsing.HOME))
    else:
        context.say(*await reading.card(context, shown, browsing.HOME))


async def _search(context: Context, words: str) -> None:
    codes = await addressees.codes(context)
    numbers = await searching.search(context.session, codes, words, hits.MOST)
    packed = hits.pack(numbers)
    context.say(*hits.page(await _five(context, packed, 0), packed, 0))


async def _five(context: Context, packed: str, first: int) -> Sequence[Listed]:
    codes = await addressees.codes(context)
    numbers = hits.unpack(packed)[first : first + paging.SIZE]
    return await listing.find(context.session, codes, numbers)


def _carried(context: Context) -> tuple[int, str]:
    at, *packed = context.arguments
    return int(at), "".join(packed[:1])


async def _submit(context: Context, answers: Answers) -> None:
    number = _NUMBER.fullmatch(answers["words"])
    if number is None:
        await _search(context, answers["words"])
    else:
        await _open(context, int(number[1]))


FORM: Final = Form(
    name="lookup",
    steps=(
        Step(
            name="words",
            ask=_("Type the number of a proposal, or a few words."),
            label=label("Words"),
            check=typed.short(_LONGEST),
            free=Free.NO,
        ),
    ),
    submit=_submit,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    commands={"p": open_number},
    about={"p": _("find a proposal by its number: /p 112")},
    buttons={"ask": ask, "page": numbered(turn), "one": numbered(show)},
    forms=(FORM,),
)
