"""How the bot presents itself: its name, descriptions and command menus.

Set when a replica starts, where Telegram shows something else; the calls cost nothing
when nothing changed.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import structlog

from bot.api import Api, Done
from bot.i18n import DEFAULT_LANGUAGE, LANGUAGES, Text, Translator, _, translator

# Limits of the Bot API: name 64, description 512, short description 120 characters.
NAME: Final = _("Viche")
DESCRIPTION: Final = _(
    "The bot of your community’s working group. Suggest an idea or tell what worries "
    "you, and hear what became of it. No names, phones or addresses are asked. In "
    "danger call 101, 102, 103 or 112: the bot cannot call for help."
)
SHORT: Final = _("Tell your community’s working group your idea, or what worries you.")

Described = tuple[str, Text]

log = structlog.get_logger(__name__)


async def present(api: Api, commands: Sequence[Described]) -> None:
    """Bring name, descriptions and commands up to date, in every language."""
    for language in ("", *LANGUAGES):
        speaking = translator(language or DEFAULT_LANGUAGE)
        code = {"language_code": language} if language else {}
        for asks, says, key, value in _wanted(speaking, commands):
            await _bring(api, (asks, says), {key: value}, code)


def menu(speaking: Translator, commands: Sequence[Described]) -> list[dict[str, str]]:
    """Write commands as the Bot API's list of BotCommand."""
    return [
        {"command": name, "description": speaking.plain(about)}
        for name, about in commands
    ]


def _wanted(
    speaking: Translator, commands: Sequence[Described]
) -> Iterator[tuple[str, str, str, Any]]:
    yield "getMyName", "setMyName", "name", speaking.plain(NAME)
    yield (
        *("getMyDescription", "setMyDescription", "description"),
        speaking.plain(DESCRIPTION),
    )
    yield (
        *("getMyShortDescription", "setMyShortDescription", "short_description"),
        speaking.plain(SHORT),
    )
    yield "getMyCommands", "setMyCommands", "commands", menu(speaking, commands)


async def _bring(
    api: Api, methods: tuple[str, str], wanted: dict[str, Any], code: dict[str, str]
) -> None:
    asks, says = methods
    scope = {"scope": {"type": "all_private_chats"}} if "commands" in wanted else {}
    shown = await api.call(asks, code | scope)
    found = shown.result if isinstance(shown, Done) else None
    if found in (wanted, *wanted.values()):
        return
    outcome = await api.call(says, wanted | code | scope)
    if not isinstance(outcome, Done):
        log.warning("the bot's profile could not be set", method=says)
