"""A group's digest: shown to oneself, sent now, scheduled, paused (`/digest …`)."""

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import in_doubt, own_groups, schedule
from bot.conversation.old import OldButtonError
from bot.features import Feature, Handler
from bot.i18n import _, paragraphs
from bot.keyboards import Inline
from bot.models import WorkingGroup
from bot.models.group import ChatState
from bot.presses import go_below, numbered, read_day
from bot.services.days import typed_days
from bot.services.days.deadlines import local_day
from bot.services.digest import budget, digests
from bot.services.doubts import doubt_news
from bot.services.places import groups, schedules, typed_schedules
from bot.services.places.schedules import Schedule
from bot.services.places.typed_schedules import LAST_MONTHDAY, Word
from bot.services.team import access

NAME: Final = schedule.DIGEST
_DAY, _HOUR, _WEEK = 1440, 60, 7


async def open_digest(update: Update, context: Context) -> None:
    """Do what the command asks for; ask for which group if there are several."""
    action, numbers = _asked(context)
    ask, to = _("Which group’s digest?"), [NAME, action, *map(str, numbers)]
    group = await own_groups.only(context, "group.digest", ask, to)
    if group is not None:
        context.arguments = [str(each) for each in (group.id, *numbers)]
        await _ACTIONS[action](update, context)


async def show(_update: Update, context: Context) -> None:
    """Show when a group's digest comes, and one that is in doubt."""
    group, person_id = await _group(context), context.someone.id
    week = schedule.waiting(await budget.look(context.session, group.id))
    content = paragraphs(schedule.title(context, group), week)
    ways = await schedule.ways(context, group)
    doubt = await doubt_news.first_of(context.session, person_id, group.id)
    if doubt is not None:
        content = paragraphs(content, in_doubt.told(doubt, context.language))
        ways = Inline([in_doubt.buttons(doubt), *ways.rows])
    context.edit(content, ways)


async def preview(_update: Update, context: Context) -> None:
    """Show the digest that the group would get now to whoever asks for it."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    go_below(context)
    for message in await digests.preview(context.session, person_id, group_id):
        context.say(message)


async def send_now(update: Update, context: Context) -> None:
    """Send a group's digest, once however often that is asked."""
    group, message = await _group(context), context.unit.pressed
    asked_by = digests.pressed(
        context.session, context.address, message or update.update_id
    )
    person_id = context.someone.id
    if await digests.ask(context.session, person_id, group.id, asked_by) is None:
        _say_twice(context)
        return
    go_below(context)
    name = groups.name(group, context.language)
    if group.chat_state == ChatState.BOUND:
        context.say(_("The digest is on its way to the chat of {group}.", group=name))
    else:
        context.say(_("The digest of {group} is on its way by e-mail.", group=name))


async def set_schedule(_update: Update, context: Context) -> None:
    """Keep a day and a time."""
    is_monthly, day, minute = (int(each) for each in context.arguments[1:4])
    is_day = 1 <= day <= LAST_MONTHDAY if is_monthly else day < _WEEK
    if not is_day or minute >= _DAY:
        raise OldButtonError
    at = time(*divmod(minute, _HOUR))
    await _choose(
        context,
        Schedule(at, monthday=day) if is_monthly else Schedule(at, weekday=day),
    )


async def switch_off(_update: Update, context: Context) -> None:
    """Send no digest by itself any more."""
    await _choose(context, None)


async def pause(_update: Update, context: Context) -> None:
    """Let no digest come before a day."""
    await _pause(context, read_day(context, 1))


async def resume(_update: Update, context: Context) -> None:
    """End a pause."""
    await _pause(context, None)


async def _choose(context: Context, chosen: Schedule | None) -> None:
    group_id, person_id = int(context.arguments[0]), context.someone.id
    group = await schedules.choose(context.session, person_id, group_id, chosen)
    await _saved(context, group)


async def _pause(context: Context, until: date | None) -> None:
    group_id, person_id = int(context.arguments[0]), context.someone.id
    group = await schedules.pause(context.session, person_id, group_id, until)
    await _saved(context, group)


async def _saved(context: Context, group: WorkingGroup) -> None:
    said = paragraphs(_("Changes saved."), schedule.title(context, group))
    context.edit(said, await schedule.ways(context, group))


def _say_twice(context: Context) -> None:
    already = _("This digest is already on its way.")
    if context.unit.pressed is None:
        context.say(already)
    else:
        context.alert(already)


def _asked(context: Context) -> tuple[str, Sequence[int]]:
    """Read the command: the button that does the same, and its numbers."""
    typed = context.arguments
    match typed_schedules.word(typed):
        case Word.WEEKLY | Word.MONTHLY:
            return "set", schedule.numbers(typed_schedules.read(typed))
        case Word.PAUSE:
            today = local_day(context.now)
            until = typed_days.read_ahead(" ".join(typed[1:]), today)
            return "pause", [int(f"{until:%Y%m%d}")]
        case word:
            return word.name.lower(), []


async def _group(context: Context) -> WorkingGroup:
    group_id, person_id = int(context.arguments[0]), context.someone.id
    return await access.access_group(
        context.session, person_id, group_id, "group.digest"
    )


_ACTIONS: Final[dict[str, Handler]] = {
    "show": numbered(show),
    "now": numbered(send_now),
    "preview": numbered(preview),
    "set": numbered(set_schedule, 4),
    "off": numbered(switch_off),
    "pause": numbered(pause, 2),
    "resume": numbered(resume),
}
_SCHEDULING: Final = ("set", "off", "pause", "resume")
FEATURE: Final = Feature(
    name=NAME,
    needs="group.digest",
    rights=dict.fromkeys(_SCHEDULING, "group.schedule"),
    commands={"digest": open_digest},
    about={"digest": _("send the digest")},
    fuller={
        "digest": ("group.schedule", _("send the digest, or choose its day")),
    },
    buttons=_ACTIONS,
)
