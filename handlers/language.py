"""Changing the language, at any time."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import LANGUAGES, _, label
from bot.keyboards import Button, column, data
from bot.services.team import people

NAME: Final = "language.1"
# Each language is named in itself, for those who cannot read the other one.
_NAMES: Final = {"uk": "Українська", "en": "English"}


async def ask(_update: Update, context: Context) -> None:
    """Ask which language to speak; a newcomer reads the first screen in it."""
    feature, action = (NAME, "set") if context.person else ("start.1", "rules")
    buttons = [
        Button(name, data(feature, action, code)) for code, name in _NAMES.items()
    ]
    context.say(_("Choose your language"), column(*buttons))


async def choose(_update: Update, context: Context) -> None:
    """Speak another language from now on; an open form goes on in it."""
    person, wanted = context.someone, "".join(context.arguments[:1])
    if wanted in LANGUAGES:
        await people.set_language(context.session, person, wanted)
        context.edit(_("Saved."))
        await context.list_commands()
    await context.show_menu()
    await context.offer_resume()


FEATURE = Feature(
    name=NAME,
    needs="person",
    rights={"language": "anybody"},
    commands={"language": ask},
    about={"language": _("change the language")},
    labels={label("Language · Мова"): ask},
    buttons={"set": choose},
)
