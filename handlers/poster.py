"""Posters for print in both languages: of a community, of a proposal (`/poster`)."""

from typing import Final

from telegram import Update

from bot import paper
from bot.context import Context
from bot.conversation import own_groups
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Text, _, label
from bot.keyboards import SHORT, Button, column, data
from bot.markup import clip
from bot.paper import Poster
from bot.presses import numbered
from bot.saying import File
from bot.services.days import typed_numbers
from bot.services.news import posters
from bot.services.places import communities

NAME: Final = "poster.1"
_PAGE: Final = 8


async def begin(_update: Update, context: Context) -> None:
    """Show the communities of a group; `/poster 112` prints that proposal's poster."""
    if context.arguments:
        await _send_proposal(context)
        return
    ask, to = _("Posters of which group?"), (NAME, "show", 0)
    group = await own_groups.only(context, "group.settings", ask, to)
    if group is not None:
        await _show(context, group.id, 0)


async def show(_update: Update, context: Context) -> None:
    """Show a page of the communities of a group."""
    group_id, page = (int(each) for each in context.arguments[:2])
    await _show(context, group_id, page)


async def send(_update: Update, context: Context) -> None:
    """Send the poster of a community as PDF."""
    group_id, digits = context.arguments[:2]
    await _send(context, int(group_id), f"UA{digits}")


async def _send(context: Context, group_id: int, code: str) -> None:
    person_id = context.someone.id
    link = f"https://t.me/{context.bot_username}?start=c_{code}"
    poster = await posters.make(context.session, person_id, group_id, code, link=link)
    caption = _(
        "Print it on A4. The code opens the bot at this community. A poster of one "
        "proposal, by its number: /poster 112"
    )
    await _print(context, poster, code, caption)


async def _send_proposal(context: Context) -> None:
    number = typed_numbers.read("".join(context.arguments)) or 0
    link = f"https://t.me/{context.bot_username}?start=p_{number}"
    person_id = context.someone.id
    poster = await posters.of_proposal(context.session, person_id, number, link=link)
    caption = _("Print it on A4. The code opens the bot at this proposal.")
    await _print(context, poster, str(number), caption)


async def _print(context: Context, poster: Poster, name: str, caption: Text) -> None:
    printed = await paper.print_poster(poster)
    file = File(f"poster-{name}.pdf", printed, caption)
    context.owe("sendDocument", file.render(context.translator))


async def _show(context: Context, group_id: int, page: int) -> None:
    person_id = context.someone.id
    _group, found = await posters.served(context.session, person_id, group_id)
    if not found:
        raise UserError(_("There is no poster of this community."))
    if len(found) == 1:
        await _send(context, group_id, found[0].code)
        return
    shown = found[page * _PAGE : (page + 1) * _PAGE]
    buttons = [
        Button(
            clip(communities.short(each, context.language), SHORT),
            data(NAME, "send", group_id, each.code.removeprefix("UA")),
        )
        for each in shown
    ]
    if (page + 1) * _PAGE < len(found):
        more = data(NAME, "show", group_id, page + 1)
        buttons.append(Button(label("Show more"), more))
    context.edit(_("A poster of which community?"), column(*buttons))


FEATURE: Final = Feature(
    name=NAME,
    needs="group.settings",
    commands={"poster": begin},
    about={"poster": _("print a poster with a code that opens the bot")},
    buttons={"show": numbered(show, 2), "send": numbered(send, 2)},
)
