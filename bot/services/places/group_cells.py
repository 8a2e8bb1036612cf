"""What the columns of a table say of a working group; further ones by their heading."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from bot.errors import UserError
from bot.i18n import LANGUAGES, Text, _, label, translator
from bot.markup import clip
from bot.services.checks import examining
from bot.services.places import group_names, typed_schedules
from bot.services.places.schedules import Schedule
from bot.services.texts import proposal_text

LONGEST: Final = 200  # characters of a contact
NONE: Final = ("", "-", "–", "—")
LIKE: Final = "like"
DIGEST: Final = "digest"
_SHOWN: Final = 50  # characters of a heading that means nothing
_CUT_OFF: Final = re.compile(r"[1-9][0-9]{8}")  # a number that Excel took for one
# Named as on the buttons of /settings; in either language.
HEADINGS: Final[Mapping[str, Text]] = {
    "decision_maker": label("Who decides"),
    "disagreement": label("If you disagree"),
    "appeals": label("Submit officially"),
    "time_zone": label("Time zone"),
    DIGEST: label("Digest"),
    LIKE: label("Like group"),
}


def columns(headings: Sequence[str]) -> Sequence[str | None]:
    """Tell what further columns are by their headings, or refuse one."""
    names = {
        translator(language).plain(text).casefold(): name
        for name, text in HEADINGS.items()
        for language in LANGUAGES
    }
    for each in headings:
        if each and each.casefold() not in names:
            said = clip(each, _SHOWN)
            raise UserError(_("No column is called “{name}”.", name=said))
    return [names.get(each.casefold()) for each in headings]


def read(names: Sequence[str | None], cells: Sequence[str]) -> dict[str, str]:
    """Check the cells of further columns; empty ones are left out."""
    told = zip(names, cells, strict=False)
    found = {name: _CHECKS.get(name, short)(cell) for name, cell in told if name}
    return {name: cell for name, cell in found.items() if cell is not None}


def short(text: str) -> str | None:
    """Take a contact, or none."""
    if text in NONE:
        return None
    if examining.examine(text).is_military:
        raise UserError(_("Military matters must not stand in a contact."))
    return proposal_text.check_short(text, LONGEST)


def phone(text: str) -> str | None:
    """Take a phone on duty, or none."""
    found = short(text)
    if found is None:
        return None
    if _CUT_OFF.fullmatch(found):
        raise UserError(
            _("The phone “{phone}” lacks its 0. Write it as text: +380…", phone=found)
        )
    return group_names.check_phone(found)


def link(text: str) -> str | None:
    """Take a link, or none."""
    found = short(text)
    if found and (urlsplit(found).scheme != "https" or not urlsplit(found).netloc):
        raise UserError(
            _("A link begins with https:// If there is none, send a dash: -")
        )
    return found


def zone(text: str) -> str:
    """Take the name of a time zone."""
    if text not in available_timezones():
        raise UserError(_("Write the time zone like this: Europe/Kyiv"))
    return text


def schedule(text: str) -> Schedule:
    """Read when the digest comes, in the words of /digest."""
    return typed_schedules.read(text.removeprefix("/digest").split())


def _zone(text: str) -> str | None:
    return None if text in NONE else zone(text)


def _schedule(text: str) -> str | None:
    if text in NONE:
        return None
    schedule(text)
    return text


_CHECKS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "appeals": link,
    "time_zone": _zone,
    DIGEST: _schedule,
}
