"""What the bot can do, and where to call when it cannot help."""

from collections.abc import Mapping
from typing import Final

from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.services import access
from bot.services.access import Action

_TEAM: Final[Mapping[Action, Content]] = {
    "case.moderate": _("/queue — read what waits for moderation"),
    "group.digest": _("/digest — send the digest, or choose its day"),
    "group.create": _("/network — working groups and their teams"),
}


async def show(_update: Update, context: Context) -> None:
    """Tell what the bot can do for this person."""
    await context.show_menu(paragraphs(bold(_("How to use")), await _skills(context)))


async def _skills(context: Context) -> Content:
    team = await _team_skills(context)
    return paragraphs(
        lines(
            _("/idea — suggest an idea for your community"),
            _("/mine — see what became of your messages"),
            _("/community — choose your community"),
            _("/language — change the language"),
            _("/about — who we are, and your data"),
            _("/cancel — leave what you are filling in"),
            _("/delete — delete your data"),
        ),
        lines(*team),
        _(
            "This bot cannot call for help. If life is in danger, call 101, 102, 103 "
            "or 112."
        ),
    )


async def _team_skills(context: Context) -> list[Content]:
    session, person_id = context.session, context.someone.id
    return [
        skill
        for action, skill in _TEAM.items()
        if await access.is_allowed(session, person_id, action)
    ]


FEATURE = Feature(
    name="help.1", commands={"help": show}, labels={label("How to use"): show}
)
