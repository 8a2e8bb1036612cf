"""The questions that a team asks often: listed, added, deleted."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import own_groups, typed
from bot.conversation.form import Answers, Form
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.presses import go_below, numbered
from bot.services.moderating import canned

NAME: Final = "often.1"


async def begin(_update: Update, context: Context) -> None:
    """Show the questions of a group; ask of which, if there are several."""
    ask, to = _("Questions of which group?"), (NAME, "list")
    group = await own_groups.only(context, "case.moderate", ask, to)
    if group is not None:
        context.say(*await _list(context, group.id))


async def show(_update: Update, context: Context) -> None:
    """Show the questions of a group."""
    context.edit(*await _list(context, int(context.arguments[0])))


async def add(_update: Update, context: Context) -> None:
    """Ask for a question in both languages."""
    group_id = int(context.arguments[0])
    await canned.of_group(context.session, context.someone.id, group_id)
    go_below(context)
    await context.begin("often", group=group_id)


async def drop(_update: Update, context: Context) -> None:
    """Delete a question."""
    canned_id, person_id = int(context.arguments[0]), context.someone.id
    group_id = await canned.drop(context.session, person_id, canned_id)
    context.edit(*await _list(context, group_id))


async def _list(context: Context, group_id: int) -> tuple[Content, Inline]:
    found = await canned.of_group(context.session, context.someone.id, group_id)
    told: list[Content] = [
        lines(bold(f"{n}. {each.text_uk}"), each.text_en)
        for n, each in enumerate(found, 1)
    ]
    buttons = [
        Button(_("Delete {n}", n=n), data(NAME, "drop", each.id))
        for n, each in enumerate(found, 1)
    ]
    add = Button(label("Add a question"), data(NAME, "add", group_id))
    none = _("Questions that you ask often will be here, one tap away.")
    return paragraphs(*(told or [none])), column(*buttons, add)


async def _submit(context: Context, answers: Answers) -> None:
    await canned.add(
        context.session,
        context.someone.id,
        answers["group"],
        uk=answers["uk"],
        en=answers["en"],
    )
    context.say(*await _list(context, answers["group"]))


FORM: Final = Form(
    name="often",
    steps=typed.in_both_languages(
        _("Write the question in Ukrainian."),
        _("Write the same question in English."),
        canned.LONGEST,
    ),
    submit=_submit,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="case.moderate",
    commands={"questions": begin},
    about={"questions": _("keep questions that you ask authors often")},
    buttons={"list": numbered(show), "add": numbered(add), "drop": numbered(drop)},
    forms=(FORM,),
)
