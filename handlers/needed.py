"""What the buttons of a digest open: what needs a decision, all topics, for print."""

from collections.abc import Collection
from typing import Final

from telegram import Update

from bot import paper
from bot.context import Context
from bot.conversation.old import OldButtonError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs, quote, translator
from bot.keyboards import Button, Inline, column, data
from bot.markup import clip
from bot.presses import numbered
from bot.saying import File
from bot.services.cases import leading
from bot.services.days import typed_numbers
from bot.services.days.deadlines import local_day
from bot.services.digest import digest_again, digest_screen, needed
from bot.services.digest.needed import Needed
from bot.services.places import file_names
from bot.services.team import access
from bot.words.concerns import SUBJECTS

NAME: Final = "need.1"
_LONGEST: Final = 3000


async def come(update: Update, context: Context) -> None:
    """Open what a digest's button leads to: `d_12_print_7`, older ones without 7."""
    _name, number, view, *rest = [*context.arguments[0].split("_"), "", ""]
    show = {"need": show_first, "topics": show_topics, "print": send_print}.get(view)
    if show is None:
        raise OldButtonError
    context.arguments = [number, *filter(None, rest)]
    await numbered(show)(update, context)


async def show_first(_update: Update, context: Context) -> None:
    """Show the newest case that needs the group's decision."""
    await _show(context, int(context.arguments[0]))


async def show_next(_update: Update, context: Context) -> None:
    """Show the one before a case."""
    group_id, case_id = (int(each) for each in context.arguments[:2])
    await _show(context, group_id, before=case_id)


async def take(_update: Update, context: Context) -> None:
    """Take a case on."""
    group_id, case_id = (int(each) for each in context.arguments[:2])
    await needed.take(context.session, context.someone.id, case_id)
    await _show(context, group_id, before=case_id + 1)


async def give_back(_update: Update, context: Context) -> None:
    """Let somebody else take it on."""
    group_id, case_id = (int(each) for each in context.arguments[:2])
    await needed.give_back(context.session, context.someone.id, case_id)
    await _show(context, group_id, before=case_id + 1)


async def put_on_agenda(_update: Update, context: Context) -> None:
    """Put a case on the agenda of the next meeting, and show the one before it."""
    group_id, case_id = (int(each) for each in context.arguments[:2])
    case = await leading.put_on_agenda(context.session, context.someone.id, case_id)
    number = str(case.submission_id)
    context.alert(_("No. {id}: on the agenda of the next meeting.", id=number))
    await _show(context, group_id, before=case_id)


async def show_topics(_update: Update, context: Context) -> None:
    """List what was passed to the group, by topic."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    found = await needed.topics(context.session, person_id, group_id)
    told = [_("{topic} — {n}", topic=SUBJECTS[code], n=n) for code, n in found]
    nothing = _("Nothing has been passed to the group yet.")
    content = paragraphs(bold(_("All topics")), lines(*told) if told else nothing)
    context.edit(content, column(_first(group_id)))


async def send_print(_update: Update, context: Context) -> None:
    """Send a digest for print, in the group's language."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    digest_id = typed_numbers.whole("".join(context.arguments[1:2]))
    group, sheet = await digest_again.printed(
        context.session, person_id, group_id, digest_id
    )
    printed = await paper.print_sheet(sheet, translator(group.language))
    caption = _("The digest for print.")
    day = local_day(context.now)
    name = await file_names.stem(context.session, group_id, day, what="digest")
    document = File(f"{name}.pdf", printed, caption)
    context.owe("sendDocument", document.render(context.translator))


async def _show(context: Context, group_id: int, *, before: int | None = None) -> None:
    person_id = context.someone.id
    found = await needed.first(context.session, person_id, group_id, before=before)
    if found is None:
        context.edit(_("Nothing else needs a decision."), column(_first(group_id)))
        return
    may = await access.actions(context.session, person_id, group_id)
    context.edit(_card(found), _buttons(group_id, found, may))


def _card(found: Needed) -> Content:
    item = found.item
    return paragraphs(
        lines(
            bold(digest_screen.heading(item)),
            digest_screen.whose(item),
            _("Place: {place}", place=item.place) if item.place else "",
        ),
        "" if found.is_urgent else quote(clip(item.text, _LONGEST)),
        _("The group needs to decide: {n}", n=found.left),
    )


def _buttons(group_id: int, found: Needed, may: Collection[str]) -> Inline:
    case_id = found.item.case_id
    buttons = []
    if "case.lead" in may:
        leads = data("cases.1", "card", case_id)
        buttons.append(Button(label("Decide, body, date"), leads))
        put = data(NAME, "agenda", group_id, case_id)
        buttons.append(Button(label("To the agenda"), put))
    if "case.take" in may and found.mine:
        buttons.append(
            Button(label("I give it back"), data(NAME, "back", group_id, case_id))
        )
    elif "case.take" in may and not found.taken:
        buttons.append(
            Button(label("I take this on"), data(NAME, "take", group_id, case_id))
        )
    if "case.answer" in may and not found.is_urgent and (found.mine or not found.taken):
        answer = data("reply_to.1", "begin", case_id)
        buttons.append(Button(label("Answer the author"), answer))
    if found.left > 1:
        following = data(NAME, "next", group_id, case_id)
        buttons.append(Button(label("Next"), following))
    buttons.append(Button(label("All topics"), data(NAME, "topics", group_id)))
    return column(*buttons)


def _first(group_id: int) -> Button:
    return Button(label("Decisions needed"), data(NAME, "first", group_id))


FEATURE: Final = Feature(
    name=NAME,
    needs="group.read",
    rights={"take": "case.take", "back": "case.take", "agenda": "case.lead"},
    payloads={"d": come},
    buttons={
        "first": numbered(show_first),
        "next": numbered(show_next, 2),
        "take": numbered(take, 2),
        "back": numbered(give_back, 2),
        "agenda": numbered(put_on_agenda, 2),
        "topics": numbered(show_topics),
        "print": numbered(send_print),
    },
)
