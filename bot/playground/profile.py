"""What the bot says about itself."""

from dataclasses import dataclass, field

from bot.playground.answers import JSON


@dataclass(slots=True)
class Profile:
    """Names, descriptions and commands, by language and scope."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[JSON]] = field(default_factory=dict)
