"""What is asked while the guard holds a text back, and the way out of the chat."""

from collections.abc import Iterator
from typing import Final

from bot.conversation.draft import Draft, Held
from bot.conversation.form import FEATURE
from bot.i18n import Content, Text, _, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, column, data
from bot.markup import clip
from bot.services.checks import Kind

PERSONAL: Final = _(
    "There seems to be a phone, name or address. Please remove it. We have "
    "not kept this text; you can delete it from the chat."
)
LINK: Final = _("We do not accept links. Please write the main point yourself.")
EXIT: Final = Button(label("Quick exit"), data("safety.1", "exit"))
_SHOWN: Final = 500  # characters of the text as it would be


def screen(draft: Draft, held: Held) -> tuple[Content, Inline]:
    """Ask what is to become of a held text."""
    if held["dangers"]:
        return _about_help(draft)
    return _without(draft, held)


def refusal(kinds: frozenset[Kind]) -> Text:
    """Tell what has to go."""
    return LINK if kinds == {Kind.LINK} else PERSONAL


def _about_help(draft: Draft) -> tuple[Content, Inline]:
    asked = _("Do you need help right now?")
    kept = _("We keep the text until you choose.")
    yes = Button(label("Yes"), _press(draft, "need"))
    no = Button(draft.form.no_help, _press(draft, "take"))
    return paragraphs(asked, kept), column(yes, no, EXIT)


def _without(draft: Draft, held: Held) -> tuple[Content, Inline]:
    why = refusal(frozenset(map(Kind, held["kinds"])))
    would_be = quote(clip(held["text"], _SHOWN))
    told = paragraphs(why, lines(_("Or go on with this text:"), would_be))
    return told, column(*_ways(draft, held))


def _ways(draft: Draft, held: Held) -> Iterator[Button]:
    yield Button(_called(held["kinds"]), _press(draft, "take"))
    yield Button(label("Cancel"), _press(draft, "cancel"))


def _called(kinds: list[str]) -> Text:
    match kinds:
        case [Kind.ADDRESS]:
            return label("Without house number")
        case [Kind.PHONE]:
            return label("Without the phone")
        case _:
            return label("Without these details")


def _press(draft: Draft, action: str) -> str:
    return data(FEATURE, action, draft.turn)
