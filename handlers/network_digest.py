"""The digest of the whole network, for coordinators (`/overview`)."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation.old import old_button
from bot.features import Feature
from bot.i18n import LANGUAGES, _, label
from bot.keyboards import Button, Inline, data
from bot.models import Notice
from bot.presses import go_below, numbered
from bot.saying import Saying
from bot.services import network_digests, network_text, notices
from bot.services.deadlines import local_day
from bot.services.network_facts import Network

NAME: Final = "netdig.1"
_MOST: Final = 12  # months back


async def begin(_update: Update, context: Context) -> None:
    """Show the month in hand."""
    await _show(context, 0, LANGUAGES.index(context.language))


async def show(update: Update, context: Context) -> None:
    """Show another month, or the other language."""
    ago, language = (int(each) for each in context.arguments[:2])
    if ago > _MOST or language >= len(LANGUAGES):
        await old_button(update, context)
        return
    go_below(context)
    await _show(context, ago, language)


async def send_print(update: Update, context: Context) -> None:
    """Send it as plain text, with every group."""
    ago, language = (int(each) for each in context.arguments[:2])
    if ago > _MOST or language >= len(LANGUAGES):
        await old_button(update, context)
        return
    text = network_text.printed(await _read(context, ago), LANGUAGES[language])
    caption = _("The network’s digest as plain text, for print.")
    context.send_file("network.txt", text, caption)


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell of the month that is over."""
    language = await notices.language_of(session, notice)
    first = network_text.write(await network_digests.told(session, notice), language)[0]
    return Saying(first, _buttons(1, LANGUAGES.index(language)))


async def _show(context: Context, ago: int, language: int) -> None:
    network = await _read(context, ago)
    *others, last = network_text.write(network, LANGUAGES[language])
    for each in others:
        context.say(each)
    context.say(last, _buttons(ago, language))


async def _read(context: Context, ago: int) -> Network:
    period = network_digests.month(local_day(context.now), ago=ago)
    person_id = context.someone.id
    return await network_digests.read(context.session, person_id, period)


def _buttons(ago: int, language: int) -> Inline:
    other = 1 - language
    name = label("In English") if LANGUAGES[other] == "en" else label("In Ukrainian")
    months = [Button(label("A month earlier"), data(NAME, "show", ago + 1, language))]
    if ago:
        later = data(NAME, "show", ago - 1, language)
        months.append(Button(label("A month later"), later))
    return Inline(
        [
            months if ago < _MOST else months[1:],
            [Button(name, data(NAME, "show", ago, other))],
            [Button(label("Print version"), data(NAME, "print", ago, language))],
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
