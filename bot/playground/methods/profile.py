"""What the bot says about itself."""

import json
import re
from typing import TYPE_CHECKING

from bot.playground.answers import JSON, bad_request

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

COMMAND = re.compile(r"[a-z0-9_]+")
LONGEST_COMMAND = 32
LONGEST_COMMAND_DESCRIPTION = 256
MOST_COMMANDS = 100
LONGEST_NAME = 64
LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120


def get_me(telegram: "Telegram", _params: JSON) -> JSON:
    """Describe the bot."""
    return {
        **telegram.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not telegram.privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(telegram: "Telegram", params: JSON) -> bool:
    """Set the commands of a scope and a language."""
    if len(params["commands"]) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in params["commands"]:
        _check_command(command["command"], command["description"].strip())
    telegram.profile.commands[_key(params)] = params["commands"]
    return True


def _check_command(command: str, description: str) -> None:
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > LONGEST_COMMAND:
        raise bad_request(f"command length must not exceed {LONGEST_COMMAND}")
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_COMMAND_DESCRIPTION:
        most = LONGEST_COMMAND_DESCRIPTION
        raise bad_request(f"command description length must not exceed {most}")


def get_my_commands(telegram: "Telegram", params: JSON) -> list[JSON]:
    """List the commands of a scope and a language."""
    return telegram.profile.commands.get(_key(params), [])


def delete_my_commands(telegram: "Telegram", params: JSON) -> bool:
    """Forget the commands of a scope and a language."""
    telegram.profile.commands.pop(_key(params), None)
    return True


def _key(params: JSON) -> tuple[str, str]:
    scope = params.get("scope", {"type": "default"})
    return json.dumps(scope, sort_keys=True), params.get("language_code", "")


def set_my_name(telegram: "Telegram", params: JSON) -> bool:
    """Set the bot's name."""
    return _set(telegram.profile.names, params, "name", LONGEST_NAME)


def get_my_name(telegram: "Telegram", params: JSON) -> JSON:
    """Give the bot's name."""
    name = telegram.profile.name(params.get("language_code", ""))
    return {"name": name or telegram.bot["first_name"]}


def set_my_description(telegram: "Telegram", params: JSON) -> bool:
    """Set what an empty chat shows."""
    descriptions = telegram.profile.descriptions
    return _set(descriptions, params, "description", LONGEST_DESCRIPTION)


def get_my_description(telegram: "Telegram", params: JSON) -> JSON:
    """Give what an empty chat shows."""
    language = params.get("language_code", "")
    return {"description": telegram.profile.description(language)}


def set_my_short_description(telegram: "Telegram", params: JSON) -> bool:
    """Set what the bot's page shows."""
    descriptions = telegram.profile.short_descriptions
    most = LONGEST_SHORT_DESCRIPTION
    return _set(descriptions, params, "short_description", most)


def get_my_short_description(telegram: "Telegram", params: JSON) -> JSON:
    """Give what the bot's page shows."""
    return {"short_description": _get(telegram.profile.short_descriptions, params)}


def _set(table: dict[str, str], params: JSON, key: str, most: int) -> bool:
    text = params.get(key, "")
    if len(text) > most:
        raise bad_request(f"{key} is too long")
    table[params.get("language_code", "")] = text
    return True


def _get(table: dict[str, str], params: JSON) -> str:
    return table.get(params.get("language_code", "")) or table.get("", "")
