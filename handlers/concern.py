"""What worries people: danger comes first, then the category, and what it asks for.

Whoever is in danger, and whatever must not be written here, gets numbers to call;
nothing of it is kept but a count. The rest goes on to the form of a concern.
"""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import addressees, guard, pausing, turning
from bot.conversation.draft import WRITTEN
from bot.conversation.form import (
    PRESS_A_BUTTON,
    Answers,
    Choice,
    Condition,
    Form,
    Step,
    among,
)
from bot.conversation.holding import EXIT
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, Text, _, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.services.team import safety
from bot.services.texts import categories, proposal_text
from bot.services.upkeep import memory
from bot.words.concerns import CATEGORIES, NOT_KEPT, OFFICIAL, SCREENS

NAME: Final = "concern.1"
_YES: Final = "yes"
_YES_OR_NO: Final = {_YES: label("Yes"), "no": label("No")}
_OFFICIAL: Final = "C24"  # what needs an official appeal
_IN_PERSON: Final = "C29"  # what the group's contact is told for


async def begin(_update: Update, context: Context) -> None:
    """Ask first whether anyone is in danger."""
    await context.begin("worry", since=context.unit.incoming)


async def show_official(_update: Update, context: Context) -> None:
    """Tell how an official appeal is made."""
    told = paragraphs(
        lines(*OFFICIAL),
        await turning.official(context),
        await turning.contacts(context),
    )
    context.edit(told, column(EXIT))


async def _ask_danger(_context: Context, answers: Answers) -> Content:
    return _with_text(answers, _("Is anyone in danger right now?"))


async def _ask_screen(_context: Context, answers: Answers) -> Content:
    return _with_text(answers, _("What is it about?"))


async def _ask_child(_context: Context, answers: Answers) -> Content:
    return _with_text(answers, _("Is the child in danger right now?"))


def _with_text(answers: Answers, question: Text) -> Content:
    kept = _("We keep the text until you choose.") if answers.get("text") else ""
    return lines(kept, question)


async def _screens(_context: Context, _answers: Answers) -> Sequence[Choice]:
    grouped = [Choice(name, SCREENS[name]) for name in categories.screens()]
    return [*grouped, _choice(categories.OTHER)]


async def _categories(_context: Context, answers: Answers) -> Sequence[Choice]:
    found = categories.screens().get(answers.get("screen") or "", ())
    return [_choice(each.code) for each in found]


def _choice(code: str) -> Choice:
    return Choice(code, CATEGORIES[code])


async def _is_danger(_context: Context, answers: Answers) -> bool:
    return answers.get("danger") == _YES


async def _has_category(context: Context, answers: Answers) -> bool:
    is_other = answers.get("screen") == categories.OTHER
    return is_other or await _is_danger(context, answers)


async def _is_no_child(context: Context, answers: Answers) -> bool:
    is_other = answers.get("category") != categories.CHILDREN
    return is_other or await _has_category(context, answers)


async def _keep_text(_context: Context, answers: Answers, text: str) -> None:
    """Keep a text that came before its category; the question is asked on."""
    if len(text.strip()) < proposal_text.SHORTEST:
        raise UserError(PRESS_A_BUTTON)
    answers["text"] = proposal_text.check(text)


async def _submit(context: Context, answers: Answers) -> None:
    code = _code(answers)
    category = categories.every().get(code)
    if category is None or not category.is_kept or answers.get("now") == _YES:
        await _show_safety(context, answers, code)
        return
    told = await pausing.told(context, category)
    if told is not None:
        context.edit(told, column(EXIT))
        return
    given = {"category": code} | guard.carried(answers)
    given |= {name: answers[name] for name in ("text", WRITTEN) if answers.get(name)}
    if await addressees.kept(context):
        await context.begin("concern", **given)
    else:
        await context.begin("community", then="concern", carried=given)


def _code(answers: Answers) -> str:
    if answers["danger"] == _YES:
        return safety.DANGER
    other = categories.OTHER
    return other if answers["screen"] == other else str(answers["category"])


async def _show_safety(context: Context, answers: Answers, code: str) -> None:
    """Show what to do and whom to call; forget the rest, also out of the chat."""
    await safety.count(context.session, f"concern.{code}")
    await _take_out(context, answers)
    page = await safety.page(
        context.session,
        code,
        communities=await addressees.codes(context),
        language=context.language,
    )
    contacts = await turning.contacts(context) if code == _IN_PERSON else ""
    forgotten = NOT_KEPT if answers.get("text") else ""
    context.edit(paragraphs(page, contacts, forgotten), _ways(code))


async def _take_out(context: Context, answers: Answers) -> None:
    """Delete what was written since the form was opened, and what quoted it."""
    since = answers.get("since")
    said = await memory.written_since(context.session, context.address, since)
    context.delete_all({*said} - {context.unit.pressed})


def _ways(code: str) -> Inline:
    official = Button(label("Submit officially"), data(NAME, "official"))
    return column(official, EXIT) if code == _OFFICIAL else column(EXIT)


def _until_answered(name: str) -> Condition:
    """Let a text that comes too early leave the question open."""

    async def is_open(_context: Context, answers: Answers) -> bool:
        return answers.get(name) is None

    return is_open


async def _is_elsewhere(_context: Context, answers: Answers) -> bool:
    """Tell whether the category is none yet, or one of a screen that was left."""
    category = categories.every().get(answers.get("category") or "")
    return category is None or category.screen != answers.get("screen")


FORM: Final = Form(
    name="worry",
    steps=(
        Step(
            name="danger",
            ask=_ask_danger,
            label=label("Danger"),
            choices=among(_YES_OR_NO),
            check=_keep_text,
            again=_until_answered("danger"),
        ),
        Step(
            name="screen",
            ask=_ask_screen,
            label=label("Category"),
            choices=_screens,
            check=_keep_text,
            skip_if=_is_danger,
            again=_until_answered("screen"),
        ),
        Step(
            name="category",
            ask=_ask_screen,
            label=label("Category"),
            choices=_categories,
            check=_keep_text,
            skip_if=_has_category,
            again=_is_elsewhere,
        ),
        Step(
            name="now",
            ask=_ask_child,
            label=label("Danger"),
            choices=among(_YES_OR_NO),
            check=_keep_text,
            skip_if=_is_no_child,
            again=_until_answered("now"),
        ),
    ),
    submit=_submit,
    counted=False,
    words=("text",),
)

FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    commands={"concern": begin},
    about={"concern": _("tell what worries you")},
    labels={label("What worries me"): begin},
    payloads={"concern": begin},
    buttons={"official": show_official},
    forms=(FORM,),
)
