"""What a working group has before it: by status, one by one, each with its steps."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import own_groups, reading
from bot.conversation.old import OldButtonError
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, full_date, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, column, data
from bot.markup import clip
from bot.models import WorkingGroup
from bot.models.case import Status
from bot.presses import numbered, read_place
from bot.services.cases import decisions
from bot.services.days.deadlines import local_day
from bot.services.places import groups
from bot.services.steps import drafts, group_cases, lent_photos, step_text
from bot.services.steps.group_cases import Item, Led, Step
from bot.words.codes import SHORT_STATUSES, STATUSES
from bot.words.concerns import SUBJECTS
from bot.words.groups import LEADS

NAME: Final = "cases.1"
_ORDER: Final = tuple(Status)  # buttons bear a status by its place
_SHOWN: Final = 150  # characters of a text in a list
_LONGEST: Final = 2000  # and on a card, where the history needs room, too
_FACT: Final = 300  # and of what was said in one step


async def begin(_update: Update, context: Context) -> None:
    """Show the cases of a group; ask of which, if there are several."""
    ask, to = _("Cases of which group?"), (NAME, "board")
    group = await own_groups.only(context, "case.lead", ask, to)
    if group is not None:
        context.say(*await _board(context, group.id))


async def show_board(_update: Update, context: Context) -> None:
    """Show how many cases of a group stand where."""
    context.edit(*await _board(context, int(context.arguments[0])))


async def show_list(_update: Update, context: Context) -> None:
    """List the cases of a status after one of them."""
    group_id, place, after = (int(each) for each in context.arguments[:3])
    status = read_place(context, 1, _ORDER)
    found = await group_cases.page(
        context.session, context.someone.id, group_id, status, after=after
    )
    told = [_item(each) for each in found[: group_cases.PAGE]]
    content = paragraphs(
        bold(STATUSES[status]), *(told or [_("There is nothing here.")])
    )
    context.edit(content, _list_buttons(group_id, place, found))


async def show_card(_update: Update, context: Context) -> None:
    """Show a case with what may be done with it."""
    case_id = int(context.arguments[0])
    led = await group_cases.card(context.session, context.someone.id, case_id)
    weight = await reading.weighed(context, led.case)
    context.edit(_card(led, weight), _card_buttons(led))


async def show_photos(_update: Update, context: Context) -> None:
    """Show the photos of a case for a while; nobody can pass them on."""
    case_id = int(context.arguments[0])
    led = await group_cases.card(context.session, context.someone.id, case_id)
    found = drafts.passed_photos(context.session, led.case)
    if not found:
        raise OldButtonError
    for message_id in await lent_photos.take(context.session, context.address):
        context.delete(message_id)
    caption = context.translator.plain(_("No. {id}", id=led.number))
    purpose = lent_photos.purpose(context.someone.id)
    for file_id in found:
        shown = {"photo": file_id, "caption": caption, "protect_content": True}
        context.owe("sendPhoto", shown, purpose)


async def _board(context: Context, group_id: int) -> tuple[Content, Inline]:
    person_id = context.someone.id
    counts = await group_cases.counts(context.session, person_id, group_id)
    kept = await decisions.waiting(context.session, person_id, group_id)
    group = await groups.get(context.session, group_id)
    buttons = [
        Button(
            _("{status}: {n}", status=SHORT_STATUSES[status], n=count),
            data(NAME, "list", group_id, _ORDER.index(status), 0),
        )
        for status, count in counts.items()
    ]
    if kept:
        announce = label("Announce decisions")
        buttons.insert(0, Button(announce, data("decide.1", "ask", group_id)))
    to_agenda = data("agenda.1", "show", group_id, 0)
    buttons.append(Button(label("Agenda"), to_agenda))
    buttons.append(Button(label("Documents"), data("doc.1", "list", group_id)))
    buttons.append(Button(label("What is late"), data("late.1", "show", group_id)))
    return _board_text(context, group, len(kept), has_cases=bool(counts)), column(
        *buttons
    )


def _board_text(
    context: Context, group: WorkingGroup, kept: int, *, has_cases: bool
) -> Content:
    title = bold(groups.name(group, context.language))
    if kept:
        return paragraphs(title, _("Decided and not announced yet: {n}", n=kept))
    if has_cases:
        return title
    return paragraphs(title, _("Nothing has been passed to the group yet."))


def _item(item: Item) -> Content:
    return lines(
        _("No. {id}. {topic}", id=item.number, topic=SUBJECTS[item.topic]),
        clip(item.text, _SHOWN) or _("The text has been erased."),
    )


def _list_buttons(group_id: int, place: int, found: Sequence[Item]) -> Inline:
    shown = found[: group_cases.PAGE]
    rows = [
        [
            Button(_("No. {id}", id=each.number), data(NAME, "card", each.case_id))
            for each in shown
        ]
    ]
    if len(found) > group_cases.PAGE:
        more = data(NAME, "list", group_id, place, shown[-1].case_id)
        rows.append([Button(label("Show more"), more)])
    rows.append([Button(label("Back"), data(NAME, "board", group_id))])
    return Inline(rows)


def _card(led: Led, weight: Content) -> Content:
    case, zone = led.case, led.group.time_zone
    head: list[Content] = [bold(_("No. {id}. {topic}", **_named(led)))]
    if case.place:
        head.append(_("Place: {place}", place=case.place))
    if case.due_at is not None:
        head.append(_("Due: {date}", date=full_date(local_day(case.due_at, zone))))
    head.append(weight)
    text = (
        quote(clip(case.text, _LONGEST))
        if case.text
        else _("The text has been erased.")
    )
    return paragraphs(
        lines(*head),
        text,
        lines(*(_step(led, each, zone) for each in led.steps)),
        "" if led.decided is None else _decided(led.decided),
    )


def _named(led: Led) -> dict[str, Text | str]:
    return {"id": led.number, "topic": SUBJECTS[led.topic]}


def _step(led: Led, step: Step, zone: str) -> Content:
    status = Status(step.event.status)
    day = local_day(step.event.at, zone)
    short = {key: clip(str(each), _FACT) for key, each in step.facts.items()}
    words = step_text.words(status, short, is_concern=led.is_concern)
    dated = _("{date}: {status}", date=full_date(day), status=STATUSES[status])
    return dated if words is None else lines(dated, words)


def _decided(status: Status) -> Text:
    return _("Decided and not announced: {status}", status=STATUSES[status])


def _card_buttons(led: Led) -> Inline:
    place = _ORDER.index(Status(led.case.status))
    buttons = [
        Button(
            LEADS[way.to] if way.to != led.case.status else label("At another meeting"),
            data("step.1", "begin", led.case.id, _ORDER.index(way.to)),
        )
        for way in led.ways
    ]
    if led.decided is not None:
        buttons = [
            Button(
                label("Announce decisions"), data("decide.1", "ask", led.case.group_id)
            ),
            Button(label("Take back"), data("decide.1", "back", led.case.id)),
        ]
    if led.case.photos is not None:
        photos = data(NAME, "photos", led.case.id)
        buttons.append(Button(label("Photos"), photos))
    if led.case.status == Status.MERGED:
        undo = data("merge.1", "undo", led.case.id)
        buttons.append(Button(label("Separate again"), undo))
    back = data(NAME, "list", led.case.group_id, place, 0)
    return column(*buttons, Button(label("Back to the list"), back))


FEATURE: Final = Feature(
    name=NAME,
    needs="case.lead",
    commands={"cases": begin},
    about={"cases": _("lead on what was passed to your group")},
    team_labels={label("Group’s cases"): ("case.lead", begin)},
    buttons={
        "board": numbered(show_board),
        "list": numbered(show_list, 3),
        "card": numbered(show_card),
        "photos": numbered(show_photos),
    },
)
