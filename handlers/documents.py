"""Programme documents of a group: the list, and a short form for one more."""

import re
from datetime import date
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Form, Free, Step, among
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, full_date, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.models import Document
from bot.presses import go_below, numbered
from bot.services.days import typed_days
from bot.services.days.deadlines import local_day
from bot.services.steps import documents
from bot.services.steps.documents import New
from bot.services.team import access
from bot.services.texts import proposal_text
from bot.words.groups import DOCUMENTS

NAME: Final = "doc.1"
_MOST: Final = 10  # documents that one screen names
_LINK: Final = re.compile(r"^https://[^\s/]+\.[^\s]+$")


async def show(_update: Update, context: Context) -> None:
    """List the documents of a group."""
    group_id = int(context.arguments[0])
    found = await documents.list_of(context.session, context.someone.id, group_id)
    told = [_line(each) for each in found[:_MOST]]
    context.edit(
        paragraphs(bold(_("Documents")), *(told or [_("There are none yet.")])),
        column(
            Button(label("Add a document"), data(NAME, "add", group_id)),
            Button(label("Group’s cases"), data("cases.1", "board", group_id)),
        ),
    )


async def begin(_update: Update, context: Context) -> None:
    """Ask for the kind of a new document."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    await access.access_group(context.session, person_id, group_id, "document.add")
    go_below(context)
    await context.begin("document", group=group_id)


def _line(each: Document) -> Content:
    return lines(bold(each.title), _about(each.kind, each.number, each.adopted_on))


def _about(kind: str, number: str | None, day: date) -> Content:
    if number is None:
        return _("{kind}, {date}", kind=DOCUMENTS[kind], date=full_date(day))
    return _(
        "{kind}, No. {number}, {date}",
        kind=DOCUMENTS[kind],
        number=number,
        date=full_date(day),
    )


async def _check_title(_context: Context, _answers: Answers, text: str) -> str:
    words = " ".join(text.split())
    return proposal_text.check_short(words, documents.TITLE_LONGEST)


async def _check_number(_context: Context, _answers: Answers, text: str) -> str:
    number = " ".join(text.split()).removeprefix("№").strip()
    return proposal_text.check_short(number, documents.NUMBER_LONGEST)


async def _check_day(context: Context, _answers: Answers, text: str) -> str:
    return typed_days.read_behind(text, local_day(context.now)).isoformat()


async def _check_link(_context: Context, _answers: Answers, text: str) -> str:
    link = proposal_text.check_short(text, documents.LINK_LONGEST)
    if _LINK.match(link) is None:
        raise UserError(_("A link begins with https://"))
    return link


async def _preview(_context: Context, answers: Answers) -> Content:
    day = date.fromisoformat(answers["date"])
    return lines(
        bold(answers["title"]),
        _about(answers["kind"], answers["number"], day),
        answers["link"] or "",
    )


async def _submit(context: Context, answers: Answers) -> None:
    new = New(
        kind=answers["kind"],
        title=answers["title"],
        number=answers["number"],
        adopted_on=date.fromisoformat(answers["date"]),
        link=answers["link"],
    )
    group_id = answers["group"]
    await documents.add(context.session, context.someone.id, group_id, new)
    context.say(
        _("The document is kept. Cases can name it now."),
        column(Button(label("Group’s cases"), data("cases.1", "board", group_id))),
    )


FORM: Final = Form(
    name="document",
    steps=(
        Step(
            name="kind",
            ask=_("What kind of document is it?"),
            label=label("Kind"),
            choices=among(DOCUMENTS),
        ),
        Step(
            name="title",
            ask=_("What is it called?"),
            label=label("Title"),
            check=_check_title,
            free=Free.TEAM,
        ),
        Step(
            name="number",
            ask=_("Which number does it have?"),
            label=label("Number"),
            check=_check_number,
            optional=True,
            free=Free.TEAM,
        ),
        Step(
            name="date",
            ask=_("On which day was it adopted? For example, 21.11.2026"),
            label=label("Day"),
            check=_check_day,
            free=Free.NO,
        ),
        Step(
            name="link",
            ask=_("Where can people read it? Send the link."),
            label=label("Link"),
            check=_check_link,
            optional=True,
            free=Free.NO,
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Save"),
)

FEATURE: Final = Feature(
    name=NAME,
    needs="document.add",
    buttons={"list": numbered(show), "add": numbered(begin)},
    forms=(FORM,),
)
