"""What the bot can do, and where to call when it cannot help."""

from telegram import Update

from bot.context import Context
from bot.conversation import turning
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.words.concerns import NO_EMERGENCY_LINE


async def show(_update: Update, context: Context) -> None:
    """Tell what the bot can do for this person, and list it anew.

    A new version may give a team other commands than those listed with the role.
    """
    await context.list_commands()
    await context.show_menu(paragraphs(bold(_("How to use")), await _skills(context)))


async def _skills(context: Context) -> Content:
    skills = [
        _("/{command} — {about}", command=name, about=about)
        for name, about in await context.commands()
    ]
    return paragraphs(
        lines(*skills),
        await turning.helpers(context),
        NO_EMERGENCY_LINE,
        _("Type the single word “help” and we will show the numbers."),
    )


FEATURE = Feature(
    name="help.1",
    needs="person",
    commands={"help": show},
    labels={label("How to use"): show},
    about={"help": _("how to use the bot")},
)
