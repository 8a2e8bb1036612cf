"""A group's digest: now (`/digest now`), or every week at a chosen time."""

from datetime import time
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.old import old_button
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.markup import clip
from bot.models import WorkingGroup
from bot.presses import go_below, numbered
from bot.services import access, digests, groups
from bot.wording import EVERY_WEEKDAY, WEEKDAYS, schedule

NAME: Final = "digest.1"
_BUTTON: Final = 24  # characters of a label; domain, style
_HOURS: Final = (8, 9, 10, 11, 12, 14, 16, 18, 20)


async def open_digest(update: Update, context: Context) -> None:
    """Show the digest of a group, or with `now` send it; ask which if several."""
    mine = await groups.list_for(context.session, context.someone.id, "group.digest")
    if not mine:
        person_id = context.someone.id
        await access.access_somewhere(context.session, person_id, "group.digest")
        raise UserError(_("There is no working group here yet."))
    now = context.arguments[:1] in (["now"], ["зараз"])
    if len(mine) > 1:
        action = "now" if now else "show"
        buttons = [_open_button(context, group, action) for group in mine]
        context.say(_("Which group’s digest?"), column(*buttons))
    elif now:
        await _send(context, mine[0], update.update_id)
    else:
        context.say(_title(context, mine[0]), await _ways(context, mine[0]))


async def show(_update: Update, context: Context) -> None:
    """Show when a group's digest comes."""
    group = await _group(context)
    context.edit(_title(context, group), await _ways(context, group))


async def send_now(update: Update, context: Context) -> None:
    """Send a group's digest to its chat, once however often the button is pressed."""
    group, message = await _group(context), context.unit.pressed or update.update_id
    asked_by = digests.pressed(context.session, context.address, message)
    go_below(context)
    await _send(context, group, asked_by)


async def choose_day(_update: Update, context: Context) -> None:
    """Ask on which day of the week the digest should come."""
    group_id = int(context.arguments[0])
    buttons = [
        Button(text, data(NAME, "day", group_id, number))
        for number, text in enumerate(WEEKDAYS)
    ]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    rows.append([Button(label("Back"), data(NAME, "show", group_id))])
    context.edit(_("On which day should the digest come?"), Inline(rows))


async def choose_time(update: Update, context: Context) -> None:
    """Ask at what time the digest should come."""
    group_id, day = (int(each) for each in context.arguments[:2])
    if day >= len(WEEKDAYS):
        await old_button(update, context)
        return
    buttons = [
        Button(f"{hour:02}:00", data(NAME, "at", group_id, day, hour))
        for hour in _HOURS
    ]
    rows = [buttons[at : at + 3] for at in range(0, len(buttons), 3)]
    rows.append([Button(label("Back"), data(NAME, "days", group_id))])
    day_text = EVERY_WEEKDAY[day]
    context.edit(_("Digest: {weekday}. At what time?", weekday=day_text), Inline(rows))


async def set_time(update: Update, context: Context) -> None:
    """Keep the chosen day and time."""
    day, hour = (int(each) for each in context.arguments[1:3])
    if day >= len(WEEKDAYS) or hour not in _HOURS:
        await old_button(update, context)
        return
    await _set(context, (day, time(hour)))


async def switch_off(_update: Update, context: Context) -> None:
    """Send no weekly digest any more."""
    await _set(context, None)


async def _set(context: Context, when: tuple[int, time] | None) -> None:
    group_id, person_id = int(context.arguments[0]), context.someone.id
    group = await groups.set_digest(context.session, person_id, group_id, when)
    title = paragraphs(_("Changes saved."), _title(context, group))
    context.edit(title, await _ways(context, group))


async def _send(context: Context, group: WorkingGroup, asked_by: int) -> None:
    person_id = context.someone.id
    if await digests.ask(context.session, person_id, group.id, asked_by) is None:
        context.alert(_("This digest is on its way already."))
        return
    name = groups.name(group, context.language)
    context.say(_("The digest is on its way to the chat of {group}.", group=name))


async def _group(context: Context) -> WorkingGroup:
    group_id, person_id = int(context.arguments[0]), context.someone.id
    return await access.access_group(
        context.session, person_id, group_id, "group.digest"
    )


def _open_button(context: Context, group: WorkingGroup, action: str) -> Button:
    name = clip(groups.short(group, context.language), _BUTTON)
    return Button(name, data(NAME, action, group.id))


def _title(context: Context, group: WorkingGroup) -> Content:
    return lines(
        bold(groups.name(group, context.language)),
        schedule(group.digest_weekday, group.digest_time),
    )


async def _ways(context: Context, group: WorkingGroup) -> Inline:
    may = await access.actions(context.session, context.someone.id, group.id)
    buttons = [Button(label("Send now"), data(NAME, "now", group.id))]
    if "group.schedule" in may:
        buttons.append(Button(label("Day and time"), data(NAME, "days", group.id)))
        if group.digest_weekday is not None:
            off = data(NAME, "off", group.id)
            buttons.append(Button(label("No weekly digest"), off))
    buttons.append(Button(label("Open the group"), data("net.1", "show", group.id)))
    return column(*buttons)


FEATURE: Final = Feature(
    name=NAME,
    needs="group.digest",
    commands={"digest": open_digest},
    about={"digest": _("send the digest")},
    fuller={
        "digest": ("group.schedule", _("send the digest, or choose its day")),
    },
    buttons={
        "show": numbered(show),
        "now": numbered(send_now),
        "days": numbered(choose_day),
        "day": numbered(choose_time, 2),
        "at": numbered(set_time, 3),
        "off": numbered(switch_off),
    },
)
