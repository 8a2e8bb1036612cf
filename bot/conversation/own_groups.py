"""Which of a person's groups a command is about: the only one, or asked for."""

from collections.abc import Sequence, Sized
from typing import Final

from bot.context import Context
from bot.errors import NO_GROUP, UserError
from bot.i18n import Text, _
from bot.keyboards import SHORT, Button, column, data
from bot.markup import clip
from bot.models import WorkingGroup
from bot.services.places import groups
from bot.services.team.access import Action

MOST_BUTTONS: Final = 90  # under one message; Telegram takes 100


async def only(
    context: Context, action: Action, ask: Text, to: Sequence[str | int]
) -> WorkingGroup | None:
    """Find the one group for which a person may do something.

    Of several it asks which; their buttons lead to a feature's action, `to`.
    """
    mine = await groups.list_for(context.session, context.someone.id, action)
    if not mine:
        raise UserError(NO_GROUP)
    if len(mine) == 1:
        return mine[0]
    check_few(mine)
    context.say(ask, column(*(button(context, each, *to) for each in mine)))
    return None


def button(context: Context, group: WorkingGroup, *to: str | int) -> Button:
    """Name a group on a button that leads to an action of a feature."""
    feature, action, *more = map(str, to)
    name = clip(groups.short(group, context.language), SHORT)
    return Button(name, data(feature, action, group.id, *more))


def check_few(ways: Sized) -> None:
    """Refuse to offer more than a keyboard holds: `/network` has pages."""
    if len(ways) > MOST_BUTTONS:
        raise UserError(
            _("There are many groups. Open the one you mean under /network.")
        )
