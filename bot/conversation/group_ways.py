"""What is set about a group on other screens: how it stands, and the ways there."""

from collections.abc import Sequence
from typing import Final

from bot.context import Context
from bot.i18n import Content, Text, _, full_date, label
from bot.keyboards import Button, data
from bot.models import WorkingGroup
from bot.models.group import ChatState
from bot.services.news import channels
from bot.services.places import communities, groups
from bot.services.team import access
from bot.services.team.access import Action
from bot.words.codes import schedule
from bot.words.groups import CHATS

_NAMED: Final = 5  # communities; a group may serve a whole oblast
_WAYS: Final[Sequence[tuple[Action, Text, tuple[str, str]]]] = (
    ("group.create", label("Communities"), ("served.1", "edit")),
    ("group.bind", label("Link for the chat"), ("bind.1", "link")),
    ("group.digest", label("Digest"), ("digest.1", "show")),
    ("group.settings", label("Channel"), ("chan.1", "show")),
    ("group.meeting", label("The next meeting"), ("meet.1", "show")),
)


async def state(context: Context, group: WorkingGroup) -> Sequence[Content]:
    """Tell how a group stands."""
    channel = await channels.of(context.session, group.id)
    meets = group.meets_on
    return [
        await _served(context, group),
        CHATS[group.chat_state],
        _topic(context, group),
        schedule(group.digest_weekday, group.digest_monthday, group.digest_time),
        _("A channel is bound") if channel else _("No channel"),
        _("Meeting: {date}", date=full_date(meets))
        if meets
        else _("No meeting is planned."),
    ]


async def ways(context: Context, group_id: int) -> Sequence[Button]:
    """List the screens that somebody may open."""
    may = await access.actions(context.session, context.someone.id, group_id)
    return [
        Button(text, data(feature, action, group_id))
        for right, text, (feature, action) in _WAYS
        if right in may
    ]


async def _served(context: Context, group: WorkingGroup) -> Content:
    found = await groups.communities_of(context.session, group.id)
    names = [communities.short(each, context.language) for each in found[:_NAMED]]
    more = ["…"] if found[_NAMED:] else []
    return _("Community: {names}", names=", ".join([*names, *more]))


def _topic(context: Context, group: WorkingGroup) -> Content:
    """Tell whether digests come to a topic of the chat; `/here` chooses it there."""
    if group.chat_state == ChatState.NONE or group.chat is None:
        return ""
    if groups.address_of(context.session, group).thread_id is None:
        return _("No topic: type /here in one to choose it")
    return _("A topic is chosen: /here in another changes it")
