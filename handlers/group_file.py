"""Many working groups at once, out of a table that a coordinator sends."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Final

from telegram import Update

from bot.context import Context
from bot.conversation import tables
from bot.conversation.form import Answers, Form
from bot.features import Feature
from bot.i18n import Content, Joined, _, bold, label, lines, ngettext, paragraphs
from bot.keyboards import Button, column, data
from bot.markup import plain, utf16_length
from bot.services.places import communities, group_cells, group_import
from bot.words.codes import LANGUAGES

NAME: Final = "sheet.1"
_CAME: Final = "groups.table"
_MEND: Final = _("Nothing was created. Correct the table and send it again:")
_ROOM: Final = 3500  # characters of the groups in a preview


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
            lines(
                _("Further columns, if you like, by their headings:"),
                *group_cells.HEADINGS.values(),
            ),
            lines(
                _("The digest in the words of /digest, for example: weekly Mon 09:00"),
                _("“Like group” copies the settings of a group that exists."),
                _("From D on all may be empty. Nothing is made before you confirm."),
            ),
        ),
        column(Button(label("Back"), data("net.1", "page", 0))),
    )


async def take(update: Update, context: Context) -> None:
    """Fetch a table that was sent."""
    tables.fetch(update, context, _CAME)


async def read(context: Context) -> None:
    """Check a table that was fetched, and show what would be made of it."""
    found, faults = await group_import.check(
        context.session, context.someone.id, tables.content(context)
    )
    if faults:
        context.say(tables.told(_MEND, faults))
        return
    kept = group_import.kept(found)
    told = await _lines(context, kept)
    if len(_fitting(context, told)) < len(told):
        words = plain(context.translator.html(paragraphs(*told))) + "\n"
        context.send_file("groups.txt", words, _("All groups of the table."))
    await context.begin("groups", lines=kept)


async def _preview(context: Context, answers: Answers) -> Content:
    made = answers["lines"]
    told = await _lines(context, made)
    shown = _fitting(context, told)
    rest = len(told) - len(shown)
    return paragraphs(
        bold(
            ngettext(
                "{n} working group will be made:",
                "{n} working groups will be made:",
                n=len(made),
            )
        ),
        lines(*shown),
        ngettext(
            "And {n} more: the file has it.", "And {n} more: the file has them.", n=rest
        )
        if rest
        else "",
    )


def _fitting(context: Context, told: Sequence[Content]) -> Sequence[Content]:
    """Take as many groups as a message holds."""
    sizes = (utf16_length(plain(context.translator.html(each))) + 1 for each in told)
    held = sum(size <= _ROOM for size in accumulate(sizes))
    return told[:held]


async def _lines(context: Context, made: Sequence[dict[str, Any]]) -> Sequence[Content]:
    return [await _line(context, each) for each in made]


async def _line(context: Context, line: dict[str, Any]) -> Content:
    """Tell of a group all that the table says of it."""
    found = [await communities.find(context.session, e) for e in line["communities"]]
    names = [communities.short(each, context.language) for each in found if each]
    named = line["name_en"] if context.language == "en" else line["name_uk"]
    said = (LANGUAGES[line["language"]], line["contact"], line["duty_phone"])
    return lines(
        _("{group}: {communities}", group=named, communities=", ".join(names)),
        Joined(", ", tuple(each for each in said if each)),
        *(
            Joined(": ", (group_cells.HEADINGS[name], told))
            for name, told in line.get("more", {}).items()
        ),
    )


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
