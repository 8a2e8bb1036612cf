"""The network's working groups: the list, and the card of each (`/network`)."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import own_groups
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import (
    Content,
    Joined,
    Text,
    _,
    bold,
    label,
    lines,
    ngettext,
    paragraphs,
)
from bot.keyboards import Button, Inline, column, data
from bot.models import Community, WorkingGroup
from bot.presses import numbered
from bot.services.days.deadlines import local_day
from bot.services.figures import overview
from bot.services.figures.overview import Standing
from bot.services.places import communities, groups
from bot.services.team import access, staff
from bot.services.team.access import Action
from bot.words.codes import ROLES, schedule
from bot.words.groups import CHATS

NAME: Final = "net.1"
_PAGE: Final = 8
# What the card of a group leads to, for those who may.
_WAYS: Final[Sequence[tuple[Action, Text, tuple[str, ...]]]] = (
    ("group.bind", label("Link for the chat"), ("bind.1", "link")),
    ("group.settings", label("Settings"), ("settings.1", "edit")),
    ("group.settings", label("Channel"), ("chan.1", "show")),
    ("group.create", label("Communities"), ("served.1", "edit")),
    ("group.create", label("Copy the group"), ("group.1", "copy")),
    ("staff.invite", label("Invite to the team"), ("team.1", "roles")),
    ("staff.see", label("Team"), ("roster.1", "show")),
    ("group.digest", label("Digest"), ("digest.1", "show")),
    ("ballot.open", label("Voting"), ("voting.1", "group")),
    ("group.digest", label("Links for posters"), (NAME, "posters", "0")),
    ("export", label("Published proposals"), ("export.1", "show")),
    ("group.delete", label("Delete the group"), ("end.1", "begin")),
)


async def open_network(_update: Update, context: Context) -> None:
    """List the groups."""
    context.say(*await _list(context, 0))


async def turn_page(_update: Update, context: Context) -> None:
    """Show another page of the list."""
    context.edit(*await _list(context, int(context.arguments[0])))


async def show(_update: Update, context: Context) -> None:
    """Show one group's card."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    group = await access.access_group(context.session, person_id, group_id, "team.see")
    context.edit(await _card(context, group), await _card_buttons(context, group))


async def show_posters(_update: Update, context: Context) -> None:
    """Show the links for posters, one of each community of a group."""
    group_id, page = (int(each) for each in context.arguments[:2])
    person_id = context.someone.id
    group = await access.access_group(context.session, person_id, group_id, "team.see")
    served = await groups.communities_of(context.session, group.id)
    shown = served[page * _PAGE : (page + 1) * _PAGE]
    links = [lines(_display(context, each), _poster(context, each)) for each in shown]
    ways = []
    if (page + 1) * _PAGE < len(served):
        more = data(NAME, "posters", group.id, page + 1)
        ways.append(Button(label("Show more"), more))
    may = await access.actions(context.session, person_id, group.id)
    if "group.settings" in may:
        ways.append(Button(label("For print"), data("poster.1", "show", group.id, 0)))
    ways.append(Button(label("Back"), data(NAME, "show", group.id)))
    context.edit(
        paragraphs(
            _(
                "For posters and websites. Whoever opens the link has the community "
                "chosen already."
            ),
            *links,
        ),
        column(*ways),
    )


async def create(_update: Update, context: Context) -> None:
    """Begin the form of a new group."""
    await access.access_network(context.session, context.someone.id, "group.create")
    await context.begin("group")


async def _list(context: Context, page: int) -> tuple[Content, Inline]:
    person_id = context.someone.id
    found = await groups.list_of(context.session, person_id)
    may = await access.actions(context.session, person_id)
    if not (found or may):
        raise UserError(_("Only the group’s team can do this."))
    shown = found[page * _PAGE : (page + 1) * _PAGE]
    rows = [[own_groups.button(context, group, NAME, "show")] for group in shown]
    rows.append(_page_buttons(len(found), page))
    if "group.create" in may:
        rows.append([Button(label("New working group"), data(NAME, "create"))])
        rows.append([Button(label("Groups from a table"), data("sheet.1", "explain"))])
    content = paragraphs(
        _("Working groups: {n}", n=len(found)), *await _standings(context, shown)
    )
    return content, Inline(rows)


async def _standings(context: Context, shown: Sequence[WorkingGroup]) -> list[Content]:
    """Tell of each group how it stands, to those who may know."""
    session, person_id = context.session, context.someone.id
    known = await groups.list_for(session, person_id, "staff.see")
    on_page = {each.id for each in shown}.intersection(each.id for each in known)
    standings = await overview.of(session, on_page)
    return [
        lines(bold(groups.name(each, context.language)), *_stands(standings[each.id]))
        for each in shown
        if each.id in standings
    ]


def _stands(standing: Standing) -> list[Content]:
    told: list[Content] = [_queue(standing)]
    if standing.last_digest is not None:
        last = local_day(standing.last_digest)
        told.append(_("Last digest: {date}", date=last))
    if standing.missing:
        missing = Joined(", ", standing.missing)
        told.append(_("Missing: {what}", what=missing))
    return told


def _queue(standing: Standing) -> Text:
    if standing.oldest is None:
        return _("Nothing waits to be read.")
    return ngettext(
        "Wait to be read: {waiting}, the oldest for {n} day",
        "Wait to be read: {waiting}, the oldest for {n} days",
        n=standing.oldest.days,
        waiting=standing.waiting,
    )


def _page_buttons(total: int, page: int) -> list[Button]:
    buttons = []
    if page > 0:
        buttons.append(Button(label("Back"), data(NAME, "page", page - 1)))
    if (page + 1) * _PAGE < total:
        buttons.append(Button(label("Show more"), data(NAME, "page", page + 1)))
    return buttons


async def _card(context: Context, group: WorkingGroup) -> Content:
    served = await groups.communities_of(context.session, group.id)
    names = [communities.display(each, context.language) for each in served]
    team = await staff.team(context.session, group.id)
    return paragraphs(
        lines(bold(groups.name(group, context.language)), *names),
        lines(
            CHATS[group.chat_state],
            schedule(group.digest_weekday, group.digest_monthday, group.digest_time),
        ),
        _team([each.role for each in team]),
        lines(*_contacts(group)),
    )


def _contacts(group: WorkingGroup) -> list[Content]:
    shown: list[Content] = []
    if group.contact:
        shown.append(_("Contact: {contact}", contact=group.contact))
    if group.facilitator:
        shown.append(_("Facilitator: {facilitator}", facilitator=group.facilitator))
    if group.duty_phone:
        shown.append(_("Phone on duty: {duty}", duty=group.duty_phone))
    return shown


def _display(context: Context, community: Community) -> str:
    return communities.display(community, context.language)


def _poster(context: Context, community: Community) -> str:
    return f"https://t.me/{context.bot_username}?start=c_{community.code}"


def _team(roles: Sequence[str]) -> Content:
    if not roles:
        return _("Team: nobody yet")
    counted = [
        _("{role}: {n}", role=text, n=roles.count(role))
        for role, text in ROLES.items()
        if role in roles
    ]
    return lines(bold(_("Team")), *counted)


async def _card_buttons(context: Context, group: WorkingGroup) -> Inline:
    may = await access.actions(context.session, context.someone.id, group.id)
    rows = [
        [Button(text, data(feature, action, group.id, *more))]
        for right, text, (feature, action, *more) in _WAYS
        if right in may
    ]
    return Inline([*rows, [Button(label("Back"), data(NAME, "page", 0))]])


FEATURE: Final = Feature(
    name=NAME,
    needs="team.see",
    rights={"create": "group.create", "posters": "group.digest"},
    commands={"network": open_network, "groups": open_network},
    about={
        "network": _("working groups and their teams"),
        "groups": _("the same as /network"),
    },
    buttons={
        "page": numbered(turn_page),
        "show": numbered(show),
        "posters": numbered(show_posters, 2),
        "create": create,
    },
)
