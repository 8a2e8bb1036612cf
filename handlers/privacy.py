"""`/privacy`: what is kept and for how long, out of the table that drives it."""

from datetime import timedelta
from typing import Final

from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, lines, ngettext, paragraphs
from bot.services.endings.terms import BACKUPS, TERMS
from bot.words import codes

NAME: Final = "privacy.1"
_YEAR: Final = 365
_IN_DAYS: Final = 3  # so many days and more are told in days


async def show(_update: Update, context: Context) -> None:
    """Tell it to everybody, also before they agree."""
    context.say(page())


def page() -> Content:
    """Write the whole policy."""
    return paragraphs(
        lines(bold(_("What we keep, and for how long")), *_terms()),
        lines(
            bold(_("Until you delete it")),
            _("A mark of your account that cannot be read back without our key"),
            _("Your language, your communities, your role, the date of your consent"),
            _("Which messages are yours, so that you can see and withdraw them"),
        ),
        _("To count one vote per person, we keep an encrypted mark until voting ends."),
        lines(
            bold(_("What stays after that")),
            _("A text already passed to the group, without its author"),
            _("Counts only: how many, on which topic, from which community"),
        ),
        _elsewhere(),
        lines(
            _("All that is kept about you, as a file: /my_data"),
            _("You can delete your data at any time: /delete"),
        ),
    )


def _terms() -> list[Content]:
    return [
        _("{what}: {term}", what=term.told, term=_life(term.life))
        for term in TERMS
        if term.told is not None
    ]


def _elsewhere() -> Content:
    """Tell what we never have, what Telegram has, and what copies have."""
    return lines(
        _("We never keep your name, username, phone or profile photo."),
        _("Photos of a proposal stay with Telegram; we keep a link to them."),
        _("The link is encrypted, and erased with the text."),
        _("Telegram sees your account and can read this chat."),
        _(
            "Copies of the database live {days} at most, and deletions are "
            "repeated in them.",
            days=_life(BACKUPS),
        ),
    )


def _life(life: timedelta) -> Text:
    if life.days < _IN_DAYS:
        hours = life // timedelta(hours=1)
        return ngettext("{n} hour", "{n} hours", n=hours)
    if life.days % _YEAR == 0:
        return ngettext("{n} month", "{n} months", n=life.days // _YEAR * 12)
    return codes.days(life.days)


FEATURE: Final = Feature(
    name=NAME,
    needs="anybody",
    commands={"privacy": show},
    about={"privacy": _("what we keep, and for how long")},
    buttons={"show": show},
)
