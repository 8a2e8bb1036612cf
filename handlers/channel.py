"""A group's channel: the bot is added in Telegram, then bound and unbound here."""

from collections.abc import Sequence
from typing import Final

from telegram import ChatMemberAdministrator, ChatMemberUpdated, Update

from bot.address import Address
from bot.context import Context
from bot.conversation import own_groups
from bot.features import Feature
from bot.i18n import Content, _, bold, full_date, label, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.markup import clip
from bot.models import Channel, WorkingGroup
from bot.models.outbox import MessageClass
from bot.models.remembered import SAID
from bot.presses import numbered
from bot.saying import Saying
from bot.services.days.deadlines import local_day
from bot.services.news import channels
from bot.services.places import groups
from bot.services.team import access
from bot.unit import Owed

NAME: Final = "chan.1"
_RIGHTS: Final = "startchannel&admin=post_messages"  # Bot API, deep links
_TITLE: Final = 60  # characters of a channel's name, which may have 128
_FEW: Final = 20  # groups under the question; whoever has more opens the one


async def choose(_update: Update, context: Context) -> None:
    """Show the channel of one's group; ask which if there are several."""
    ask = _("Which group’s channel?")
    group = await own_groups.only(context, channels.RIGHT, ask, (NAME, "show"))
    if group is not None:
        context.say(*await _screen(context, group))


async def show(_update: Update, context: Context) -> None:
    """Show whether a group has a channel."""
    group = await access.access_group(
        context.session,
        context.someone.id,
        int(context.arguments[0]),
        channels.RIGHT,
    )
    context.edit(*await _screen(context, group))


async def bind(_update: Update, context: Context) -> None:
    """Let a group publish in the channel that somebody just added the bot to."""
    channel_id, group_id = (int(each) for each in context.arguments[:2])
    person_id = context.someone.id
    group = await channels.bind(context.session, person_id, channel_id, group_id)
    context.edit(*await _screen(context, group))


async def unbind(_update: Update, context: Context) -> None:
    """Publish there no more."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    group = await channels.unbind(context.session, person_id, group_id)
    context.edit(*await _screen(context, group))


async def drop(_update: Update, context: Context) -> None:
    """Leave a channel unbound."""
    channel_id, person_id = int(context.arguments[0]), context.someone.id
    await channels.drop(context.session, person_id, channel_id)
    context.edit(_("The channel is not bound. Now remove the bot from it."))


async def follow_membership(update: Update, context: Context) -> None:
    """Ask whose a channel is to which the bot was added, or count on it no more."""
    changed = update.my_chat_member
    if changed is None:
        return
    if not _may_post(changed):
        await channels.lost(context.session, changed.chat.id)
        return
    person_id = None if context.person is None else context.person.id
    found = await channels.welcome(context.session, person_id, context.address)
    if found is not None:
        _ask_whose(context, changed.chat.title or "", *found)


def _may_post(changed: ChatMemberUpdated) -> bool:
    now = changed.new_chat_member
    return isinstance(now, ChatMemberAdministrator) and bool(now.can_post_messages)


def _ask_whose(
    context: Context, title: str, channel_id: int, mine: Sequence[WorkingGroup]
) -> None:
    """Ask in private: everybody would read it in the channel."""
    few = mine if len(mine) <= _FEW else ()
    content = paragraphs(
        _("The bot may post in this channel: {title}", title=clip(title, _TITLE)),
        _("Which group’s news is published there?")
        if few
        else _("Open the group under /network and press “Channel”."),
    )
    buttons = [
        Button(groups.short(each, context.language), _binds(channel_id, each))
        for each in few
    ]
    refuses = Button(label("None of them"), data(NAME, "drop", channel_id))
    said = Saying(content, column(*buttons, refuses)).render(context.translator)
    private = Address(context.unit.user_id)
    context.unit.owed.append(
        Owed(private, "sendMessage", said, MessageClass.NOTICE, purpose=SAID)
    )


def _binds(channel_id: int, group: WorkingGroup) -> str:
    return data(NAME, "bind", channel_id, group.id)


async def _screen(context: Context, group: WorkingGroup) -> tuple[Content, Inline]:
    channel = await channels.of(context.session, group.id)
    title = bold(
        _("Channel: {group}", group=groups.name(group, context.language)),
    )
    back = Button(label("Back"), data("net.1", "show", group.id))
    if channel is not None:
        unbinds = Button(label("Unbind the channel"), data(NAME, "unbind", group.id))
        return paragraphs(title, *_bound(channel)), column(unbinds, back)
    content = paragraphs(
        title,
        _("No channel is bound. “You said — we did” goes to whoever asked for it."),
        _("Press the button, choose your channel and let the bot post messages there."),
        _("Then the bot asks you here which group it is for."),
        _("The name of the channel is not kept, and nothing is read there."),
    )
    return content, column(*await _ways(context, group), back)


def _bound(channel: Channel) -> Sequence[Content]:
    since = full_date(local_day(channel.lost_at or channel.since))
    if channel.lost_at is not None:
        return [
            _("The bot has not been allowed to post there since {date}.", date=since),
            _("Let it post again, or unbind the channel."),
        ]
    return [
        _("A channel is bound since {date}.", date=since),
        _("“You said — we did” is posted there a day after the meeting, if approved."),
    ]


async def _ways(context: Context, group: WorkingGroup) -> Sequence[Button]:
    link = f"https://t.me/{context.bot_username}?{_RIGHTS}"
    ways = [Button(label("Add to a channel"), url=link)]
    added = await channels.waiting(context.session, context.someone.id)
    if added is not None:
        ways.append(Button(label("Bind the added channel"), _binds(added, group)))
    return ways


FEATURE: Final = Feature(
    name=NAME,
    needs=channels.RIGHT,
    commands={"channel": choose},
    about={"channel": _("where your group’s news is published")},
    buttons={
        "show": numbered(show),
        "bind": numbered(bind, 2),
        "unbind": numbered(unbind),
        "drop": numbered(drop),
    },
    channels=follow_membership,
)
