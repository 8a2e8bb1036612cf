"""Deleting a working group: one coordinator asks, another one confirms."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot import telling
from bot.context import Context
from bot.conversation import second
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.models import Notice
from bot.models.request import RequestKind
from bot.presses import numbered
from bot.saying import Saying
from bot.services.endings import group_end
from bot.services.letters import notices
from bot.services.places import groups
from bot.services.team import access, requests

NAME: Final = "end.1"
_KIND: Final = RequestKind.DELETE_GROUP


async def begin(_update: Update, context: Context) -> None:
    """Show what deleting a group means."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    await access.access_network(context.session, person_id, "group.delete")
    group = await groups.get(context.session, group_id)
    await group_end.check(context.session, group.id)
    context.edit(
        paragraphs(
            _consequences(groups.name(group, context.language)),
            _("A second coordinator must confirm within 24 hours."),
        ),
        column(
            Button(label("Ask to delete it"), data(NAME, "ask", group.id)),
            Button(label("Back"), data("net.1", "show", group.id)),
        ),
    )


async def ask(_update: Update, context: Context) -> None:
    """Ask the other coordinators to confirm."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    await group_end.ask(context.session, person_id, group_id)
    context.edit(_("The other coordinators are asked to confirm."))


async def look(_update: Update, context: Context) -> None:
    """Show what the second person is asked to confirm."""
    number, person_id = int(context.arguments[0]), context.someone.id
    request = await requests.get(context.session, person_id, number, _KIND)
    group = await groups.get(context.session, request.group_id or 0)
    context.edit(
        _consequences(groups.name(group, context.language)),
        second.ways(NAME, request.id, label("Keep the group")),
    )


async def confirm(_update: Update, context: Context) -> None:
    """Delete a group, as the second person, and tell its team."""
    number, person_id = int(context.arguments[0]), context.someone.id
    ended = await group_end.confirm(context.session, person_id, number)
    group, name = ended.group, groups.name(ended.group, context.language)
    context.edit(lines(bold(name), _("The group is deleted.")))
    telling.out_of_groups(context, ended.planners, ended.chats)
    for each in ended.team:
        named = bold(groups.name(group, each.language))
        told = _("This group is deleted. You have no role in it any more.")
        await telling.of_their_rights(context, each, lines(named, told))


async def tell_asked(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell the other coordinators that one of them is needed."""
    request = await requests.find(session, notice.subject, _KIND)
    group = await groups.find(session, request.group_id or 0) if request else None
    if group is None:
        return None
    language = await notices.language_of(session, notice)
    asks = _("A coordinator asks to delete a working group.")
    name = bold(groups.name(group, language))
    return second.called(NAME, notice.subject, asks, name)


def _consequences(name: str) -> Content:
    return paragraphs(
        bold(name),
        lines(
            _("Its communities and its chat are free, its team has no roles any more."),
            _("What it has decided stays, without authors."),
            _("This cannot be undone."),
        ),
    )


FEATURE: Final = Feature(
    name=NAME,
    needs="group.delete",
    buttons={
        "begin": numbered(begin),
        "ask": numbered(ask),
        "look": numbered(look),
        "confirm": numbered(confirm),
        "leave": second.nothing(_("Nothing was deleted.")),
    },
    notices={requests.asked(_KIND): tell_asked},
)
