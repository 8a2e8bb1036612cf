"""Finding what came to one's groups (`/find`)."""

from collections.abc import Collection
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import cards, queue_filter
from bot.conversation.form import Answers, Form, Free, Step, among
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, column, data, in_rows
from bot.markup import clip
from bot.models.case import WAITING, Status
from bot.presses import go_below, numbered
from bot.services.moderating import case_search, filters, queue
from bot.services.moderating.cards import Card
from bot.services.moderating.case_search import Found, Page, Query
from bot.services.team import access
from bot.services.team.access import Action
from bot.words import codes
from bot.words.codes import STATUSES
from bot.words.concerns import SUBJECTS

NAME: Final = "find.1"
_CLIPPED: Final = 120  # characters of a text in the list
_LONGEST: Final = 2000
_ROW: Final = 5


async def begin(_update: Update, context: Context) -> None:
    """Search for the words behind the command; without any, ask for them."""
    if context.arguments:
        await _show(context, Query(_cut(" ".join(context.arguments))))
    else:
        await context.begin("find")


async def show_more(_update: Update, context: Context) -> None:
    """Show what is older than the page on which this is pressed."""
    wanted, after = (int(each) for each in context.arguments[:2])
    query = await filters.looked(context.session, context.someone.id, wanted)
    context.unit.pressed = None  # what was found stays in reach
    await _show(context, query, after=after)


async def open_one(_update: Update, context: Context) -> None:
    """Open a case: a card, if it still waits; else what became of it."""
    case_id, person_id = int(context.arguments[0]), context.someone.id
    found = await case_search.get(context.session, person_id, case_id)
    if found.is_waiting and found.status in WAITING:
        card = await queue.get_card(context.session, person_id, case_id)
        context.unit.pressed = None  # the list stays; a card is a message of its own
        await cards.show(context, card)
    else:
        may = await access.actions(context.session, person_id, found.group_id)
        context.say(_card(found), _ways(found, may))


async def keep(_update: Update, context: Context) -> None:
    """Narrow one's queue to what was looked for."""
    person_id = context.someone.id
    await filters.keep(context.session, person_id, int(context.arguments[0]))
    narrowed = await queue.narrow(context.session, person_id)
    numbers = await queue.numbers(context.session, person_id, narrowed)
    context.unit.pressed = None  # what was found stays in reach
    context.say(
        lines(
            _("Your queue shows only these now: {n}.", n=numbers.shown or 0),
            _("Urgent ones that nobody has read come all the same."),
        ),
        column(
            Button(label("Open the queue"), data("queue.1", "open")),
            queue_filter.lifting(),
        ),
    )


async def lift(_update: Update, context: Context) -> None:
    """Show the whole queue again; a card stays where it is, if it still waits."""
    await filters.lift(context.session, context.someone.id)
    card = await _there(context) if int(context.arguments[0]) else None
    if card is not None:
        await cards.show_again(context, card)
    else:
        go_below(context)
        await cards.show_next(context, after=0)


async def _there(context: Context) -> Card | None:
    try:
        return await cards.pressed(context)
    except UserError:
        return None  # a refusal would take back that the filter is lifted


async def _show(context: Context, query: Query, *, after: int | None = None) -> None:
    session, person_id = context.session, context.someone.id
    page = await case_search.search(session, person_id, query, after=after)
    may = await access.anywhere(session, person_id)
    is_kept = filters.could_be_kept(query) and "case.moderate" in may and page.found
    if page.after or is_kept:
        await filters.look(session, person_id, query)
    buttons = [
        Button(_("No. {id}", id=each.number), data(NAME, "one", each.case_id))
        for each in page.found
    ]
    rows = in_rows(buttons, _ROW)
    if page.after:
        more = data(NAME, "more", filters.mark(query), page.after)
        rows.append([Button(label("Show more"), more)])
    if is_kept:
        only = data(NAME, "keep", filters.mark(query))
        rows.append([Button(label("Only these in the queue"), only)])
    context.say(_told(page), Inline(rows) if rows else None)


def _told(page: Page) -> Content:
    if page.found:
        return paragraphs(bold(label("Found")), *map(_line, page.found))
    if page.after:
        return _("Nothing so far. Older ones have not been looked through yet.")
    return _("Nothing was found. Try other words.")


def _line(found: Found) -> Content:
    head = _("No. {id}: {status}", id=found.number, status=STATUSES[found.status])
    text = clip(" ".join((found.text or "").split()), _CLIPPED)
    return lines(head, SUBJECTS[found.topic], text)


def _card(found: Found) -> Content:
    return paragraphs(
        lines(
            bold(_("No. {id}. {topic}", id=found.number, topic=SUBJECTS[found.topic])),
            STATUSES[found.status],
        ),
        quote(clip(found.text, _LONGEST)) if found.text else "",
    )


def _ways(found: Found, may: Collection[Action]) -> Inline | None:
    buttons = []
    if found.text and "case.moderate" in may:
        add = data("trans.1", "begin", found.case_id)
        buttons.append(Button(label("Add a translation"), add))
    if found.is_shown and "case.publish" in may:
        hide = data("publish.1", "hide", found.case_id)
        buttons.append(Button(label("Hide it again"), hide))
    undoes: Action = "case.lead" if found.text else "case.moderate"
    if found.status is Status.MERGED and undoes in may:
        undo = data("merge.1", "undo", found.case_id)
        buttons.append(Button(label("Separate again"), undo))
    return column(*buttons) if buttons else None


async def _check(_context: Context, _answers: Answers, text: str) -> str:
    return _cut(text)


def _cut(text: str) -> str:
    return clip(text.strip(), _CLIPPED)


async def _preview(_context: Context, answers: Answers) -> Content:
    topic, status = answers.get("topic"), answers.get("status")
    days = answers.get("days")
    return lines(
        bold(_("What to look for:")),
        answers.get("words") or _("any words"),
        SUBJECTS[topic] if topic else _("any topic"),
        STATUSES[status] if status else _("any status"),
        codes.days(int(days)) if days else _("any time"),
    )


async def _submit(context: Context, answers: Answers) -> None:
    days = answers.get("days")
    await _show(
        context,
        Query(
            words=answers.get("words") or "",
            topic=answers.get("topic"),
            status=answers.get("status"),
            days=int(days) if days else None,
        ),
    )


FORM: Final = Form(
    name="find",
    steps=(
        Step(
            name="words",
            ask=_("What are you looking for? Write words or a number."),
            label=label("Words"),
            check=_check,
            optional=True,
            free=Free.TEAM,
        ),
    ),
    details=(
        Step(
            name="topic",
            ask=_("On which topic?"),
            label=label("Topic"),
            choices=among(SUBJECTS),
            optional=True,
        ),
        Step(
            name="status",
            ask=_("With which status?"),
            label=label("Status"),
            choices=among(STATUSES),
            optional=True,
        ),
        Step(
            name="days",
            ask=_("From which time?"),
            label=label("Period"),
            choices=among({str(n): codes.days(n) for n in case_search.DAYS}),
            optional=True,
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Search"),
)

FEATURE: Final = Feature(
    name=NAME,
    needs="case.find",
    rights={"keep": "case.moderate", "lift": "case.moderate"},
    commands={"find": begin},
    about={"find": _("find what came to your group")},
    buttons={
        "one": numbered(open_one),
        "more": numbered(show_more, 2),
        "keep": numbered(keep),
        "lift": numbered(lift),
    },
    forms=(FORM,),
)
