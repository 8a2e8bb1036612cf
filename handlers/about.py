"""Whose bot this is, what becomes of one's data, whom to write to."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import addressees
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.models import Community, WorkingGroup
from bot.presses import numbered
from bot.services.places import communities, groups
from bot.words.data_notice import NOTICE

NAME: Final = "about.1"
_PAGE: Final = 8
_CHOOSE: Final = Button(label("Choose a community"), data("community.1", "choose"))
_DATA: Final = Button(label("Your data in brief"), data(NAME, "data"))


async def show(_update: Update, context: Context) -> None:
    """Tell about the bot and the groups of the person's communities, else of all."""
    kept = await addressees.kept(context)
    if kept:
        context.say(await _yours(context, kept), column(_CHOOSE, _DATA))
    else:
        context.say(*await _everybodys(context, 0))


async def turn_page(_update: Update, context: Context) -> None:
    """Show other groups to somebody who has chosen no community."""
    context.edit(*await _everybodys(context, int(context.arguments[0])))


async def show_data(_update: Update, context: Context) -> None:
    """Show again the notice that was agreed to."""
    context.say(NOTICE)


async def _yours(context: Context, kept: Sequence[Community]) -> Content:
    names = [communities.display(each, context.language) for each in kept]
    groups = await _groups(context, kept)
    return paragraphs(
        _about(),
        lines(_("Your communities:"), *names),
        *(_group(group, context.language) for group in groups),
        _("You can delete your data at any time: /delete"),
    )


async def _everybodys(context: Context, page: int) -> tuple[Content, Inline]:
    """List who answers for the data: whoever has not agreed yet may ask them, too."""
    served = await communities.list_served(context.session)
    named = [each for each in await _groups(context, served) if each.contact]
    shown = named[page * _PAGE : (page + 1) * _PAGE]
    ways = [] if context.person is None else [_CHOOSE]
    if (page + 1) * _PAGE < len(named):
        ways.append(Button(label("Show more"), data(NAME, "groups", page + 1)))
    told = paragraphs(
        _about(),
        _("Working groups and their contacts:") if shown else "",
        *(_group(group, context.language) for group in shown),
        _("To begin: /start") if context.person is None else "",
    )
    return told, column(*ways, _DATA)


async def _groups(
    context: Context, served: Sequence[Community]
) -> Sequence[WorkingGroup]:
    codes = [community.code for community in served]
    return await communities.groups_of(context.session, codes)


def _about() -> Content:
    return paragraphs(
        bold(_("About this bot")),
        _(
            "This is the channel of the working group, a consultative body. It works "
            "for public safety and social cohesion. We collect proposals and what "
            "worries people, pass them to the group and answer everybody."
        ),
        _(
            "This is not an official appeal or a petition. We cannot promise "
            "funding. We do promise an answer."
        ),
    )


def _group(group: WorkingGroup, language: str) -> Content:
    name = groups.name(group, language)
    told: list[Content] = [bold(name)]
    if group.contact is not None:
        told.append(_("Questions: {contact}", contact=group.contact))
    if group.decision_maker is not None:
        decides = group.decision_maker
        told.append(_("Who decides: {decision_maker}", decision_maker=decides))
    return lines(*told)


FEATURE = Feature(
    name=NAME,
    needs="anybody",
    commands={"about": show},
    about={"about": _("who we are, and your data")},
    labels={label("About this bot"): show},
    buttons={"data": show_data, "groups": numbered(turn_page)},
)
