"""The first two screens: what to know before writing here, and the consent."""

import re
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.attempt import attempt
from bot.errors import NO_GROUP
from bot.features import Feature
from bot.i18n import DEFAULT_LANGUAGE, LANGUAGES, Content, _, label, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.presses import go_below
from bot.services.places import communities
from bot.services.team import people, staff
from bot.words.concerns import NO_EMERGENCY_LINE
from bot.words.data_notice import NOTICE

NAME: Final = "start.1"
# What fits into callback data beside the language; ours are 34 characters long.
_PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_COMMAND: Final = re.compile(r"/([a-z_]{1,20})(?:@\w+)?(?: +([0-9]{1,10}))?")
_SWITCH: Final = {"uk": ("en", "English"), "en": ("uk", "Українська")}


async def start(update: Update, context: Context) -> None:
    """Greet: newcomers with what they must know, others with the menu."""
    if context.person is None:
        _show_rules(context, context.language, _wanted(update, context))
    elif not context.arguments or not await context.follow(context.arguments[0]):
        await _welcome_back(context)


async def show_rules(_update: Update, context: Context) -> None:
    """Show the first screen in the language that was asked for."""
    _show_rules(context, *_carried(context))


async def show_data(_update: Update, context: Context) -> None:
    """Show the second screen: what becomes of one's data."""
    language, payload = _carried(context)
    _speak(context, language)
    context.edit(
        NOTICE,
        column(
            Button(label("I agree, continue"), data(NAME, "agree", language, payload)),
            Button(label("I do not agree"), data(NAME, "leave", language)),
            Button(label("Back"), data(NAME, "rules", language, payload)),
        ),
    )


async def agree(_update: Update, context: Context) -> None:
    """Remember the consent, then go where the person was going."""
    language, payload = _carried(context)
    if context.person is not None:
        await context.show_menu()
        return
    offered = context.language  # Telegram lists commands in the client's
    context.person = await people.agree(
        context.session, context.accounts, language=language
    )
    go_below(context)
    await _enrol(context)
    if context.is_coordinator or language != offered:
        await context.list_commands()
    if not payload or not await attempt(context, context.follow(payload)):
        await _begin(context)


async def leave(_update: Update, context: Context) -> None:
    """Say goodbye: nothing was kept."""
    _speak(context, _carried(context)[0])
    context.edit(_("All right. We kept nothing. You can come back at any time: /start"))


async def _welcome_back(context: Context) -> None:
    await _enrol(context)
    await context.list_commands()
    await context.show_menu(_("Good to see you again."))
    await context.offer_resume()


async def _begin(context: Context) -> None:
    if await communities.list_served(context.session):
        await context.begin("community")
    else:
        await context.show_menu(NO_GROUP)


async def _enrol(context: Context) -> None:
    if context.is_coordinator:
        await staff.ensure_coordinator(
            context.session, context.someone, context.address
        )
        context.note_role()


def _wanted(update: Update, context: Context) -> str:
    """Name what somebody came for: the link they followed, else the command."""
    typed = update.message and _COMMAND.fullmatch(update.message.text or "")
    if typed and typed[1] != "start":
        return "_".join(filter(None, typed.groups()))
    payload = "".join(context.arguments[:1])
    return payload if _PAYLOAD.fullmatch(payload) else ""


def _carried(context: Context) -> tuple[str, str]:
    """Read what the buttons carry: nothing is stored before the consent."""
    language, payload, *_rest = [*context.arguments, "", ""]
    return (language if language in LANGUAGES else DEFAULT_LANGUAGE), payload


def _show_rules(context: Context, language: str, payload: str) -> None:
    _speak(context, language)
    other, name = _SWITCH[language]
    buttons = Inline(
        [
            [Button(label("Next"), data(NAME, "data", language, payload))],
            [Button(name, data(NAME, "rules", other, payload))],
        ]
    )
    context.edit(_rules(), buttons)


def _speak(context: Context, language: str) -> None:
    # A newcomer has no row that could hold the language they pressed.
    context.unit.language_hint = language


def _rules() -> Content:
    return paragraphs(
        _(
            "Hello! This is the bot of your community’s working group. Suggest an "
            "idea or tell us what worries you."
        ),
        NO_EMERGENCY_LINE,
        _("If you are in occupied territory, do not write here. Stay safe."),
        _(
            "Do not write about the military, equipment, positions or damage from "
            "shelling."
        ),
        _(
            "The bot’s true address is on the community website. We never ask for "
            "money, codes or documents."
        ),
    )


FEATURE = Feature(
    name=NAME,
    needs="anybody",
    commands={"start": start},
    buttons={
        "rules": show_rules,
        "data": show_data,
        "agree": agree,
        "leave": leave,
    },
)
