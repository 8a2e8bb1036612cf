"""Whose bot this is, what becomes of one's data, whom to write to."""

from typing import Final

from telegram import Update

from bot.about_data import NOTICE
from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.models import WorkingGroup
from bot.services import communities, people

NAME: Final = "about.1"


async def show(_update: Update, context: Context) -> None:
    """Tell about the bot and the groups of the person's communities."""
    kept = await people.communities_of(context.session, context.someone)
    codes = [community.code for community in kept]
    groups = await communities.groups_of(context.session, codes)
    names = [communities.display(each, context.language) for each in kept]
    context.say(
        paragraphs(
            _about(),
            lines(_("Your communities:"), *names) if names else "",
            *(_group(group, context.language) for group in groups),
            _("You can delete your data at any time: /delete"),
        ),
        column(
            Button(label("Choose a community"), data("community.1", "choose")),
            Button(label("Your data in brief"), data(NAME, "data")),
        ),
    )


async def show_data(_update: Update, context: Context) -> None:
    """Show again the notice that was agreed to."""
    context.say(NOTICE)


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
    name = communities.name_of(group, language)
    if group.contact is None:
        return bold(name)
    return lines(bold(name), _("Questions: {contact}", contact=group.contact))


FEATURE = Feature(
    name=NAME,
    commands={"about": show},
    about={"about": _("who we are, and your data")},
    labels={label("About this bot"): show},
    buttons={"data": show_data},
)
