"""The agenda of the next meeting: read, printed, decided on (`/agenda`)."""

from collections.abc import Iterator, Sequence
from typing import Final

from telegram import Update

from bot import paper
from bot.context import Context
from bot.conversation import agenda as passing
from bot.conversation import own_groups
from bot.features import Feature
from bot.i18n import Content, _, bold, label, paragraphs
from bot.keyboards import Button, Inline, data
from bot.markup import MESSAGE_LIMIT, shown_length
from bot.paper import Block, Kind, Sheet
from bot.presses import numbered
from bot.saying import File
from bot.services.days.deadlines import local_day
from bot.services.meetings import agenda, agenda_text, minutes, minutes_text
from bot.services.meetings.agenda import Agenda
from bot.services.places import file_names, groups
from bot.services.team import access

NAME: Final = passing.FEATURE
_ROOM: Final = MESSAGE_LIMIT - 300  # the title stands above


async def begin(_update: Update, context: Context) -> None:
    """Show the agenda of a group; ask of which, if there are several."""
    ask, to = _("The agenda of which group?"), (NAME, "show", 0)
    group = await own_groups.only(context, "group.read", ask, to)
    if group is not None:
        await _show(context, group.id, 0)


async def show(_update: Update, context: Context) -> None:
    """Show a page of an agenda."""
    group_id, page = (int(each) for each in context.arguments[:2])
    await _show(context, group_id, page)


async def show_minutes(_update: Update, context: Context) -> None:
    """Write the extract for the minutes, to be copied."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    found = await minutes.of(context.session, person_id, group_id)
    if not found.heard:
        context.say(_("Nothing was on the agenda."))
    for page in _pages(context, minutes_text.write(found)):
        context.say(page)


async def send_print(_update: Update, context: Context) -> None:
    """Send the agenda for print; to who keeps the minutes with their extract."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    found = await agenda.look(context.session, person_id, group_id)
    blocks = [*agenda_text.write(found, whole=True)]
    may = await access.actions(context.session, person_id, group_id)
    if "case.lead" in may:
        extract = await minutes.to_fill_in(context.session, person_id, group_id)
        blocks.append(Block(_("Extract for the minutes"), Kind.PART))
        blocks += minutes_text.write(extract)
    sheet = Sheet(groups.name(found.group, context.language), blocks)
    printed = await paper.print_sheet(sheet, context.translator)
    day = local_day(context.now)
    name = await file_names.stem(context.session, group_id, day, what="agenda")
    document = File(f"{name}.pdf", printed, _("The agenda for print."))
    context.owe("sendDocument", document.render(context.translator))


async def go_through(_update: Update, context: Context) -> None:
    """Show the next case of the agenda after one, to be decided on."""
    group_id, after = (int(each) for each in context.arguments[:2])
    await passing.show_next(context, group_id, after=after)


async def _show(context: Context, group_id: int, page: int) -> None:
    person_id = context.someone.id
    found = await agenda.look(context.session, person_id, group_id)
    may = await access.actions(context.session, person_id, group_id)
    pages = list(_pages(context, agenda_text.write(found, whole=False)))
    at = min(page, len(pages) - 1)
    title = bold(groups.name(found.group, context.language))
    turning = _turning(group_id, at, len(pages))
    ways = [[each] for each in _ways(found, may)]
    context.edit(paragraphs(title, pages[at]), Inline([turning, *ways]))


def _pages(context: Context, blocks: Sequence[Block]) -> Iterator[Content]:
    """Part blocks into as few messages as hold them."""
    taken, room = list[Content](), _ROOM
    for block in blocks:
        content = _looks(block)
        length = shown_length(context.translator.html(content)) + 2
        if taken and length > room:
            yield paragraphs(*taken)
            taken, room = [], _ROOM
        taken, room = [*taken, content], room - length
    if taken:
        yield paragraphs(*taken)


def _looks(block: Block) -> Content:
    return bold(block.content) if block.kind is Kind.PART else block.content


def _turning(group_id: int, page: int, pages: int) -> list[Button]:
    buttons = []
    if page > 0:
        buttons.append(Button(label("Back"), data(NAME, "show", group_id, page - 1)))
    if page + 1 < pages:
        more = data(NAME, "show", group_id, page + 1)
        buttons.append(Button(label("Show more"), more))
    return buttons


def _ways(found: Agenda, may: frozenset[str]) -> Iterator[Button]:
    group_id = found.group.id
    if "case.decide" in may and found.open:
        yield Button(label("Go through the agenda"), data(NAME, "pass", group_id, 0))
    if "case.decide" in may and found.kept:
        yield Button(label("Announce decisions"), data("decide.1", "ask", group_id))
    if "case.lead" in may:
        extract = data(NAME, "minutes", group_id)
        yield Button(label("Extract for the minutes"), extract)
    yield Button(label("Print version"), data(NAME, "print", group_id))
    if found.needed:
        yield Button(label("Decisions needed"), data("need.1", "first", group_id))
    if "group.meeting" in may:
        yield Button(label("The next meeting"), data("meet.1", "show", group_id))


FEATURE: Final = Feature(
    name=NAME,
    needs="group.read",
    rights={"minutes": "case.lead", "pass": "case.decide"},
    commands={"agenda": begin},
    about={"agenda": _("read and print the agenda of your group")},
    buttons={
        "show": numbered(show, 2),
        "minutes": numbered(show_minutes),
        "print": numbered(send_print),
        "pass": numbered(go_through, 2),
    },
)
