"""The team of a group, or of the network: who has which role (`/team`)."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot import telling
from bot.context import Context
from bot.conversation import own_groups
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, full_date, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data, in_rows
from bot.models import Staff
from bot.presses import numbered
from bot.services.days.deadlines import local_day
from bot.services.endings import roster
from bot.services.endings.roster import OpenLink
from bot.services.places import groups
from bot.services.team import access
from bot.words.sectors import role

NAME: Final = "roster.1"
_NETWORK: Final = 0  # where a group's number stands: the coordinators
_COORDINATORS: Final = label("Network coordinators")
_IN_A_ROW: Final = 5


async def open_teams(_update: Update, context: Context) -> None:
    """Show the team of one's group; ask which if there are several."""
    person_id = context.someone.id
    mine = await groups.list_for(context.session, person_id, "staff.see")
    ids = [group.id for group in mine]
    buttons = [own_groups.button(context, each, NAME, "show") for each in mine]
    if "staff.see" in await access.actions(context.session, person_id):
        ids.append(_NETWORK)
        buttons.append(Button(_COORDINATORS, data(NAME, "show", _NETWORK)))
    if len(ids) == 1:
        context.say(*await _page(context, ids[0]))
    else:
        own_groups.check_few(ids)
        context.say(_("Whose team?"), column(*buttons))


async def show(_update: Update, context: Context) -> None:
    """Show a team."""
    context.edit(*await _page(context, int(context.arguments[0])))


async def ask_withdraw(_update: Update, context: Context) -> None:
    """Ask whether a role is to be taken back."""
    team, staff_id = (int(each) for each in context.arguments[:2])
    members = await roster.members(context.session, context.someone.id, team or None)
    named = [_member(context, each) for each in members if each.id == staff_id]
    if not named:
        context.edit(_("This role has already been withdrawn."), column(_back(team)))
        return
    _ask(context, named[0], data(NAME, "remove", team, staff_id), team)


async def withdraw(_update: Update, context: Context) -> None:
    """Take a role back, and tell who had it."""
    team, staff_id = (int(each) for each in context.arguments[:2])
    withdrawn = await roster.withdraw(context.session, context.someone.id, staff_id)
    told = _("You no longer have this role: {role}.", role=role(withdrawn.role, None))
    await telling.of_their_rights(context, withdrawn, told)
    chats = await roster.left_chats(context.session, withdrawn)
    if withdrawn.address is not None:
        telling.out_of_groups(context, [withdrawn.address], chats)
    if withdrawn.person_id == context.someone.id:
        context.edit(_("Done, withdrawn."))
        return
    content, keyboard = await _page(context, team)
    context.edit(paragraphs(_("Done, withdrawn."), content), keyboard)


async def ask_cancel(_update: Update, context: Context) -> None:
    """Ask whether a link is to end."""
    team, number = (int(each) for each in context.arguments[:2])
    person_id = context.someone.id
    links = await roster.open_links(context.session, person_id, team or None)
    named = [_link(each) for each in links if each.number == number]
    if not named:
        context.edit(_("This link has already ended."), column(_back(team)))
        return
    _ask(context, named[0], data(NAME, "cancel", team, number), team)


async def cancel(_update: Update, context: Context) -> None:
    """End a link that nobody has used."""
    team, number = (int(each) for each in context.arguments[:2])
    person_id = context.someone.id
    await roster.cancel_link(context.session, person_id, team or None, number)
    content, keyboard = await _page(context, team)
    context.edit(paragraphs(_("Done, withdrawn."), content), keyboard)


def _ask(context: Context, named: Content, yes: str, team: int) -> None:
    asked = lines(_("Withdraw this?"), named)
    context.edit(asked, column(Button(label("Yes, withdraw"), yes), _back(team)))


def _back(team: int) -> Button:
    return Button(label("Back"), data(NAME, "show", team))


async def _page(context: Context, team: int) -> tuple[Content, Inline]:
    session, person_id, group_id = context.session, context.someone.id, team or None
    members = await roster.members(session, person_id, group_id)
    links = await roster.open_links(session, person_id, group_id)
    shown = [_member(context, each) for each in members] + [_link(e) for e in links]
    may = await access.actions(session, person_id, group_id)
    may_invite = "staff.invite" in may
    content = paragraphs(
        bold(await _title(context, group_id)),
        lines(*_numbered(shown)) if shown else _("Team: nobody yet"),
        _("The bot keeps no names: people are told apart by role and day."),
        _("To withdraw one, press its number.") if shown and may_invite else "",
        _("Members without Telegram: e-mail is not set up on this server.")
        if team and "staff.mail" in may and not context.rules.mails
        else "",
    )
    rows = _takes(team, members, links) if may_invite else []
    if team and "staff.mail" in may and context.rules.mails:
        rows.append([Button(label("Members by e-mail"), data("mail.1", "show", team))])
    return content, Inline([*rows, *_ways(team, may_invite=may_invite)])


async def _title(context: Context, group_id: int | None) -> Text | str:
    if group_id is None:
        return _COORDINATORS
    return groups.name(await groups.get(context.session, group_id), context.language)


def _numbered(shown: Sequence[Content]) -> list[Content]:
    return [
        _("{number}. {what}", number=str(number), what=each)
        for number, each in enumerate(shown, 1)
    ]


def _takes(
    team: int, members: Sequence[Staff], links: Sequence[OpenLink]
) -> list[list[Button]]:
    takes = [data(NAME, "member", team, each.id) for each in members]
    takes += [data(NAME, "link", team, each.number) for each in links]
    buttons = [Button(str(number), each) for number, each in enumerate(takes, 1)]
    return in_rows(buttons, _IN_A_ROW)


def _ways(team: int, *, may_invite: bool) -> list[list[Button]]:
    rows = []
    if may_invite:
        invite = data("team.1", "roles", team) if team else data("team.1", "boss")
        rows.append([Button(label("Invite to the team"), invite)])
    if team:
        rows.append([Button(label("Open the group"), data("net.1", "show", team))])
    return rows


def _member(context: Context, each: Staff) -> Content:
    since = full_date(local_day(each.since))
    named = {"role": role(each.role, each.sector), "date": since}
    if each.person_id == context.someone.id:
        return _("{role}, since {date} (you)", **named)
    return _("{role}, since {date}", **named)


def _link(link: OpenLink) -> Content:
    return _(
        "A link for {role}, until {date}",
        role=role(link.role, link.sector),
        date=local_day(link.expires_at),
    )


FEATURE: Final = Feature(
    name=NAME,
    needs="staff.invite",
    rights={"team": "staff.see", "show": "staff.see"},
    commands={"team": open_teams},
    about={"team": _("who is in the team")},
    buttons={
        "show": numbered(show),
        "member": numbered(ask_withdraw, 2),
        "remove": numbered(withdraw, 2),
        "link": numbered(ask_cancel, 2),
        "cancel": numbered(cancel, 2),
    },
)
