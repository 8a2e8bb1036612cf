"""One-time links into the teams: made by coordinators, accepted by guests."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.old import OldButtonError
from bot.features import Feature
from bot.i18n import Content, _, label, lines, paragraphs
from bot.keyboards import Button, Inline, data, in_rows
from bot.models import Staff
from bot.models.staff import Role
from bot.presses import numbered
from bot.services.places import groups
from bot.services.team import access, staff
from bot.words import sectors
from bot.words.codes import ROLES
from bot.words.sectors import SECTORS

NAME: Final = "team.1"
_OFFERED: Final = tuple(role for role in Role if role is not Role.COORDINATOR)


async def choose_role(_update: Update, context: Context) -> None:
    """Ask which role a link should give."""
    group_id = int(context.arguments[0])
    person_id = context.someone.id
    group = await access.access_group(
        context.session, person_id, group_id, "staff.invite"
    )
    buttons = [Button(ROLES[role], _way(group_id, role)) for role in _OFFERED]
    rows = in_rows(buttons, 2)
    rows.append([Button(label("Back"), data("net.1", "show", group_id))])
    name = groups.name(group, context.language)
    context.edit(
        _("Whom do you invite to the team of {group}?", group=name), Inline(rows)
    )


async def choose_sector(_update: Update, context: Context) -> None:
    """Ask where a member of the group comes from."""
    group_id = int(context.arguments[0])
    person_id = context.someone.id
    await access.access_group(context.session, person_id, group_id, "staff.invite")
    ways = [
        Button(text, data(NAME, "invite", group_id, Role.MEMBER, sector))
        for sector, text in SECTORS.items()
    ]
    rows = in_rows(ways, 2)
    rows.append([Button(label("Back"), data(NAME, "roles", group_id))])
    context.edit(_("Whom does this member represent?"), Inline(rows))


async def invite(_update: Update, context: Context) -> None:
    """Make a link into a role, to be handed on."""
    group_id, role, sector, *_rest = [*context.arguments, "", ""]
    if role not in _OFFERED or sector not in ("", *SECTORS):
        raise OldButtonError
    token = await staff.invite(
        context.session,
        context.someone.id,
        int(group_id),
        Role(role),
        sector=sector or None,
    )
    _hand_over(context, token, sectors.role(role, sector))


async def invite_coordinator(_update: Update, context: Context) -> None:
    """Make a link for one more coordinator."""
    token = await staff.invite_coordinator(context.session, context.someone.id)
    _hand_over(context, token, ROLES[Role.COORDINATOR])


def _hand_over(context: Context, token: str, role: Content) -> None:
    link = f"https://t.me/{context.bot_username}?start=i_{token}"
    told = _("A link for one person: {role}. Pass it on within 7 days.", role=role)
    context.say(paragraphs(told, link))


def _way(group_id: int, role: Role) -> str:
    if role is Role.MEMBER:
        return data(NAME, "sectors", group_id)
    return data(NAME, "invite", group_id, role)


async def accept(_update: Update, context: Context) -> None:
    """Take the role that a link gives."""
    token = context.arguments[0].partition("_")[2]
    taken = await staff.accept(context.session, context.someone, token, context.address)
    context.note_role()
    await context.list_commands()
    await context.show_menu(await _welcome(context, taken))


async def _welcome(context: Context, taken: Staff) -> Content:
    role = sectors.role(taken.role, taken.sector)
    if taken.group_id is None:
        return lines(
            _("You are in the network’s team now. Your role: {role}.", role=role),
            _("Working groups: /network"),
        )
    group = await groups.get(context.session, taken.group_id)
    return lines(
        _(
            "You are in the team of {group} now. Your role: {role}.",
            group=groups.name(group, context.language),
            role=role,
        ),
        *await _ways(context, taken.group_id),
    )


async def _ways(context: Context, group_id: int) -> list[Content]:
    may = await access.actions(context.session, context.someone.id, group_id)
    ways: list[Content] = []
    if "case.moderate" in may:
        ways.append(_("Messages to read: /queue"))
    if "group.digest" in may:
        ways.append(_("Digest: /digest"))
    if "network.digest" in may:
        ways.append(_("Figures of the network: /overview"))
    return ways


FEATURE: Final = Feature(
    name=NAME,
    needs="staff.invite",
    rights={"i": "person"},
    buttons={
        "roles": numbered(choose_role),
        "sectors": numbered(choose_sector),
        "invite": numbered(invite),
        "boss": invite_coordinator,
    },
    payloads={"i": accept},
)
