"""Features: what each handler file brings, declared."""

import re
from collections.abc import (
    Awaitable,
    Callable,
    Collection,
    Coroutine,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation.form import Form
from bot.i18n import Text, every_language
from bot.models import Notice
from bot.saying import Saying
from bot.services.team import access
from bot.services.team.access import EVERYBODY, Action, Rule

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]
ResultHandler = Callable[[Context], Awaitable[None]]
Renderer = Callable[[AsyncSession, Notice], Awaitable[Saying | None]]


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A command or a conversation, and everything by which people reach it.

    `said` are patterns of messages that mean the same in any form, whoever says them.
    `needs` is the right for all that people type or press here, but for what stands in
    `rights` by its name; a feature without it fails the build.
    `about` tells what a command does, for /help and Telegram's command menu, to those
    who may use it, and with the words of `fuller` to those who may do more with it.
    `team_labels` are shown to those only who may do that somewhere.
    `name` bears a version and begins its callback data; `payloads` are deep links by
    what stands before their first underscore, `files` what names of files end with, for
    those who have the right: others may send none; `fallback` gets text that nothing
    else wanted.
    """

    name: str
    needs: Rule | None = None
    rights: Mapping[str, Rule] = field(default_factory=dict)
    said: Mapping[re.Pattern[str], Handler] = field(default_factory=dict)
    commands: Mapping[str, Handler] = field(default_factory=dict)
    about: Mapping[str, Text] = field(default_factory=dict)
    fuller: Mapping[str, tuple[Action, Text]] = field(default_factory=dict)
    group_commands: Mapping[str, Handler] = field(default_factory=dict)
    labels: Mapping[Text, Handler] = field(default_factory=dict)
    team_labels: Mapping[Text, tuple[Action, Handler]] = field(default_factory=dict)
    buttons: Mapping[str, Handler] = field(default_factory=dict)
    payloads: Mapping[str, Handler] = field(default_factory=dict)
    files: Mapping[str, Handler] = field(default_factory=dict)
    forms: Sequence[Form] = ()
    results: Mapping[str, ResultHandler] = field(default_factory=dict)
    notices: Mapping[str, Renderer] = field(default_factory=dict)
    members: Handler | None = None
    channels: Handler | None = None
    service: Handler | None = None
    fallback: Handler | None = None

    async def team_menu(self, context: Context) -> list[Text]:
        """List its labels that only the team sees, if this person may see them."""
        if not (self.team_labels and context.may_have_role):
            return []
        person_id = context.someone.id
        return [
            text
            for text, (action, _) in self.team_labels.items()
            if await access.is_allowed(context.session, person_id, action)
        ]

    def every_label(self) -> dict[Text, Handler]:
        """List all its labels, whoever sees them."""
        team = {text: handler for text, (_, handler) in self.team_labels.items()}
        return {**team, **self.labels}

    def described(self, may: Collection[Action]) -> list[tuple[str, Text]]:
        """List its commands, and what they do, for somebody with these rights."""
        return [
            (name, self._about(name, may))
            for name in self.about
            if self.rule(name) in (None, *EVERYBODY, *may)
        ]

    def rule(self, name: str) -> Rule | None:
        """Find the right that a command, a button or a deep link asks for."""
        return self.rights.get(name, self.needs)

    def _about(self, name: str, may: Collection[Action]) -> Text:
        action, fuller = self.fuller.get(name, (None, self.about[name]))
        return fuller if action in may else self.about[name]

    def typed(self) -> dict[tuple[str, str], Handler]:
        """List what people type to reach it, and where."""
        private = {("private", f"/{name}"): at for name, at in self.commands.items()}
        groups = {("group", f"/{name}"): at for name, at in self.group_commands.items()}
        labels = {
            ("private", said): at
            for text, at in self.every_label().items()
            for said in every_language(text)
        }
        return private | groups | labels
