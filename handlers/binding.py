"""A working group's chat: bound by a link, told where to write by `/here`."""

from typing import Any, Final

from telegram import Update

from bot import telling
from bot.context import Context
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, label, paragraphs, translator
from bot.keyboards import Button, Inline, column, data
from bot.models import WorkingGroup
from bot.models.staff import Role
from bot.presses import numbered
from bot.services.endings import roster
from bot.services.places import groups
from bot.services.team import staff

NAME: Final = "bind.1"
RIGHTS: Final = "rights"
_DIGESTS_HERE: Final = _("let digests come to this topic")


async def make_link(_update: Update, context: Context) -> None:
    """Make the link by which a chat is bound."""
    group_id = int(context.arguments[0])
    token = await groups.bind_link(context.session, context.someone.id, group_id)
    link = f"https://t.me/{context.bot_username}?startgroup=b_{token}"
    context.edit(
        paragraphs(
            _("Open the link and choose the group’s chat. It works once, for 7 days."),
            _("For a forum, then send /here in the topic for digests."),
        ),
        column(
            Button(label("Choose the chat"), url=link),
            Button(label("Back"), data("net.1", "show", group_id)),
        ),
    )


async def start(_update: Update, context: Context) -> None:
    """Bind the chat whose member opened a link."""
    kind, _sep, token = "".join(context.arguments).partition("_")
    if kind != "b":
        return
    group, former = await groups.bind(context.session, token, context.address)
    if former is not None:
        planners = await roster.planners(context.session, group.id)
        telling.out_of_groups(context, planners, [former])
    team = await staff.team(context.session, group.id)
    moderators = sum(each.role == Role.MODERATOR for each in team)
    _say(context, group, _introduction(group, moderators), _write(context, group))
    _ask_rights(context)
    await telling.in_group(context, "group.schedule", {"here": _DIGESTS_HERE})


async def here(_update: Update, context: Context) -> None:
    """Bring the digests to this topic from now on."""
    person = context.person
    if person is None:
        raise UserError(_("Only the group’s team can do this."))
    if not await groups.set_topic(context.session, person.id, context.address):
        raise UserError(_("This chat is not bound to a working group yet."))
    group = await groups.by_chat(context.session, context.address.chat_id)
    if group is not None:
        _say(context, group, _("Digests will come here."))
        _ask_rights(context)
        await telling.in_group(context, "group.schedule", {"here": _DIGESTS_HERE})


def _ask_rights(context: Context) -> None:
    context.ask("getChatMember", {"user_id": context.bot.id}, purpose=RIGHTS)


async def tell_rights(context: Context) -> None:
    """Say what the bot lacks in a chat that was bound."""
    group = await groups.by_chat(context.session, context.address.chat_id)
    member: dict[str, Any] = context.result.get("result") or {}
    if group is None or not member:
        return
    if member.get("can_send_messages") is False:
        await groups.unreachable(context.session, context.address.chat_id, "restricted")
    elif not member.get("can_delete_messages"):
        _say(
            context,
            group,
            _("The bot may not delete messages here. It works without this right."),
        )


def _introduction(group: WorkingGroup, moderators: int) -> Content:
    name = groups.name(group, group.language)
    return paragraphs(
        _("This chat is bound to the working group: {group}", group=name),
        _(
            "Digests of what people propose and what worries them come here, without "
            "authors."
        ),
        _("Moderators read every text first. Moderators: {n}", n=moderators),
        _("Residents write to the bot in a private chat. Pass the link on to them."),
    )


def _write(context: Context, group: WorkingGroup) -> Inline:
    words = translator(group.language).plain(label("Write to the bot"))
    return column(Button(words, url=f"https://t.me/{context.bot_username}"))


def _say(
    context: Context,
    group: WorkingGroup,
    content: Content,
    keyboard: Inline | None = None,
) -> None:
    """Speak the group's language, not that of the person who pressed or typed."""
    context.say(translator(group.language).html(content), keyboard)


FEATURE: Final = Feature(
    name=NAME,
    needs="group.bind",
    rights={"start": "anybody", "here": "group.schedule"},
    group_commands={"start": start, "here": here},
    buttons={"link": numbered(make_link)},
    results={RIGHTS: tell_rights},
)
