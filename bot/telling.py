"""Telling somebody else of the team, in their language."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Protocol

from bot import profile
from bot.address import Address
from bot.context import Context
from bot.i18n import Content, Text, translator
from bot.models.outbox import MessageClass
from bot.models.remembered import SAID
from bot.saying import Saying
from bot.services.team import access
from bot.services.team.access import Action
from bot.unit import Owed


class Told(Protocol):
    """Somebody who may have an address."""

    @property
    def person_id(self) -> int:
        """Who it is."""

    @property
    def language(self) -> str:
        """What they read."""

    @property
    def address(self) -> Address | None:
        """Their private chat."""


async def of_their_rights(context: Context, told: Told, content: Content) -> None:
    """Tell somebody that their rights have changed, and bring their commands up."""
    if told.address is None:
        return
    speaking = translator(told.language)
    commands = await context.commands(told.person_id)
    menu = {
        "commands": profile.menu(speaking, commands),
        "scope": {"type": "chat"},
    }
    said = Saying(content).render(speaking)
    notice = MessageClass.NOTICE
    context.unit.owed += [
        Owed(told.address, "setMyCommands", menu, notice),
        Owed(told.address, "sendMessage", said, notice, purpose=SAID),
    ]


def out_of_groups(
    context: Context, people: Sequence[Address], chats: Sequence[Address]
) -> None:
    """Let some people see commands for teams no more in these group chats."""
    for each, chat in itertools.product(people, chats):
        # A private chat has the number of its account (Bot API, Chat).
        menu = {"scope": {"type": "chat_member", "user_id": each.chat_id}}
        there, notice = Address(chat.chat_id), MessageClass.NOTICE
        context.unit.owed.append(Owed(there, "deleteMyCommands", menu, notice))


async def in_group(
    context: Context, right: Action, commands: Mapping[str, Text]
) -> None:
    """Let the sender, and nobody else in this group chat, see these commands there."""
    person = context.person
    if person is None or right not in await access.anywhere(context.session, person.id):
        return
    menu = {
        "commands": profile.menu(context.translator, list(commands.items())),
        "scope": {"type": "chat_member", "user_id": context.unit.user_id},
    }
    chat = Address(context.address.chat_id)
    context.unit.owed.append(Owed(chat, "setMyCommands", menu, MessageClass.NOTICE))
