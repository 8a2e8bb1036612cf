"""The digest of the whole network, for its coordinators and partners (`/overview`)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot import paper
from bot.context import Context
from bot.conversation.old import OldButtonError
from bot.features import Feature
from bot.i18n import LANGUAGES, _, label, translator
from bot.keyboards import Button, Inline, data
from bot.models import Notice
from bot.presses import go_below, numbered
from bot.saying import File, Saying
from bot.services.days import periods
from bot.services.days.periods import Period
from bot.services.figures import network_digests, network_text
from bot.services.figures.network_facts import Network
from bot.services.letters import notices

NAME: Final = "netdig.1"
Known = Mapping[int, Period]
_A_DAY: Final = timedelta(days=1)


async def begin(_update: Update, context: Context) -> None:
    """Show the newest month that whoever asks may read."""
    period, *_older = (await _known(context)).values()
    await _show(context, period, LANGUAGES.index(context.language))


async def show(_update: Update, context: Context) -> None:
    """Show another month, or the other language."""
    period, language = await _asked(context)
    go_below(context)
    await _show(context, period, language)


async def send_print(_update: Update, context: Context) -> None:
    """Send it for print, with every group."""
    period, place = await _asked(context)
    language = LANGUAGES[place]
    sheet = network_text.printed(await _read(context, period), language)
    printed = await paper.print_sheet(sheet, translator(language))
    name = f"network-{network_digests.number(period)}-{language}.pdf"
    document = File(name, printed, _("The digest for print."))
    context.owe("sendDocument", document.render(context.translator))


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell of the month that is over."""
    language = await notices.language_of(session, notice)
    network = await network_digests.told(session, notice)
    [only] = network_text.write(network, language, most=1)
    known = await network_digests.lately(session, notice.recipient_id)
    return Saying(only, _buttons(network.period, LANGUAGES.index(language), known))


async def _known(context: Context) -> Known:
    return await network_digests.lately(context.session, context.someone.id)


async def _asked(context: Context) -> tuple[Period, int]:
    """Read the month, written as 202611, and the language of a button."""
    month, language = (int(each) for each in context.arguments[:2])
    period = (await _known(context)).get(month)
    if period is None or language >= len(LANGUAGES):
        raise OldButtonError
    return period, language


async def _show(context: Context, period: Period, language: int) -> None:
    network = await _read(context, period)
    *others, last = network_text.write(network, LANGUAGES[language])
    for each in others:
        context.say(each)
    context.say(last, _buttons(period, language, await _known(context)))


async def _read(context: Context, period: Period) -> Network:
    person_id = context.someone.id
    return await network_digests.read(context.session, person_id, period)


def _buttons(period: Period, language: int, known: Known) -> Inline:
    other = 1 - language
    name = label("In English") if LANGUAGES[other] == "en" else label("In Ukrainian")
    month = network_digests.number(period)
    around = (
        (label("A month earlier"), periods.month(period.first, ago=1)),
        (label("A month later"), periods.month(period.last + _A_DAY)),
    )
    numbers = [(text, network_digests.number(each)) for text, each in around]
    return Inline(
        [
            [
                Button(text, data(NAME, "show", number, language))
                for text, number in numbers
                if number in known
            ],
            [Button(name, data(NAME, "show", month, other))],
            [Button(label("Print version"), data(NAME, "print", month, language))],
        ]
    )


FEATURE: Final = Feature(
    name=NAME,
    needs="network.digest",
    commands={"overview": begin},
    about={"overview": _("figures of the whole network")},
    buttons={"show": numbered(show, 2), "print": numbered(send_print, 2)},
    notices={network_digests.KIND: tell},
)
