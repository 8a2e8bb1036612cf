"""Many working groups at once, out of a table that a coordinator sends."""

import base64
from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.api import DOWNLOAD, LARGEST_FILE
from bot.context import Context
from bot.conversation.form import Answers, Form
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, ngettext, paragraphs
from bot.keyboards import Button, column, data
from bot.services import communities, group_import
from bot.services.group_import import Fault

NAME: Final = "sheet.1"
_CAME: Final = "groups.table"
_FAULTS: Final = 10  # told at once


async def explain(_update: Update, context: Context) -> None:
    """Tell what the table has to look like."""
    context.edit(
        paragraphs(
            bold(_("Groups from a table")),
            _("Send an .xlsx file. Its first line is a heading, each other a group:"),
            lines(
                _("A: Ukrainian name"),
                _("B: English name"),
                _("C: communities, with commas, by name or code"),
                _("D: language of the chat, uk or en"),
                _("E: contact"),
                _("F: phone on duty"),
            ),
            _("D, E and F may be empty. Nothing is made before you confirm."),
        ),
        column(Button(label("Back"), data("net.1", "page", 0))),
    )


async def take(update: Update, context: Context) -> None:
    """Fetch a table that was sent."""
    document = update.message.document if update.message else None
    if document is None:
        return
    if (document.file_size or 0) > LARGEST_FILE:
        raise UserError(_("This file is too big. One megabyte is the most."))
    context.ask(DOWNLOAD, {"file_id": document.file_id}, purpose=_CAME)


async def read(context: Context) -> None:
    """Check a table that was fetched, and show what would be made of it."""
    content = (context.result.get("result") or {}).get("base64")
    if content is None:
        raise UserError(_("The file could not be fetched. Please send it again."))
    found, faults = await group_import.check(
        context.session, context.someone.id, base64.b64decode(content)
    )
    if faults:
        context.say(_told(faults))
        return
    await context.begin("groups", lines=group_import.kept(found))


def _told(faults: Sequence[Fault]) -> Content:
    return paragraphs(
        bold(_("Nothing was made. Mend the table and send it again:")),
        lines(
            *(
                _("Line {line}: {what}", line=str(each.line), what=each.what)
                for each in faults[:_FAULTS]
            ),
            "…" if len(faults) > _FAULTS else "",
        ),
    )


async def _preview(context: Context, answers: Answers) -> Content:
    made = answers["lines"]
    return paragraphs(
        bold(
            ngettext(
                "{n} working group will be made:",
                "{n} working groups will be made:",
                n=len(made),
            )
        ),
        lines(*[await _line(context, each) for each in made]),
    )


async def _line(context: Context, line: Answers) -> Content:
    found = [await communities.find(context.session, e) for e in line["communities"]]
    names = [communities.short(each, context.language) for each in found if each]
    named = line["name_en"] if context.language == "en" else line["name_uk"]
    return _("{group}: {communities}", group=named, communities=", ".join(names))


async def _submit(context: Context, answers: Answers) -> None:
    made = await group_import.create(
        context.session, context.someone.id, answers["lines"]
    )
    context.say(
        ngettext(
            "{n} working group is made. Next: chats and teams.",
            "{n} working groups are made. Next: chats and teams.",
            n=made,
        ),
        column(Button(label("Working groups"), data("net.1", "page", 0))),
    )


FORM: Final = Form(
    name="groups",
    steps=(),
    preview=_preview,
    submit=_submit,
    submit_label=label("Create"),
)

FEATURE: Final = Feature(
    name=NAME,
    needs="group.create",
    buttons={"explain": explain},
    files={".xlsx": take},
    results={_CAME: read},
    forms=(FORM,),
)
