"""What a team says often to authors: listed, added, changed, deleted."""

from collections.abc import Mapping
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import own_groups, typed
from bot.conversation.form import Answers, Form
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data
from bot.models.canned import Use
from bot.presses import go_below, numbered, read_word
from bot.services.moderating import canned

NAME: Final = "often.1"
_USES: Final[Mapping[Use, Text]] = {
    Use.QUESTION: label("Questions to authors"),
    Use.CONTACT: label("Who else can help"),
    Use.BODY: label("Services in charge"),
    Use.ANSWER: label("Answers to authors"),
    Use.REASON: label("Reasons to decline"),
    Use.NEXT_STEP: label("Next steps"),
}


async def begin(_update: Update, context: Context) -> None:
    """Show what a group keeps words for; ask of which, if there are several."""
    ask, to = _("Words of which group?"), (NAME, "uses")
    group = await own_groups.only(context, "words.keep", ask, to)
    if group is not None:
        context.say(*await _choose(context, group.id))


async def show_uses(_update: Update, context: Context) -> None:
    """Show what a group keeps words for."""
    context.edit(*await _choose(context, int(context.arguments[0])))


async def show(_update: Update, context: Context) -> None:
    """Show what a group says often."""
    group_id, use = int(context.arguments[0]), _read_use(context)
    context.edit(*await _list(context, group_id, use))


async def add(_update: Update, context: Context) -> None:
    """Ask for words in both languages."""
    group_id, use = int(context.arguments[0]), _read_use(context)
    await canned.of_group(context.session, context.someone.id, group_id, use)
    go_below(context)
    await context.begin("often", group=group_id, use=use.value)


async def change(_update: Update, context: Context) -> None:
    """Ask for other words in both languages."""
    canned_id = int(context.arguments[0])
    found = await canned.get(context.session, context.someone.id, canned_id)
    go_below(context)
    known = {"group": found.group_id, "use": found.use}
    await context.begin("often", instead_of=canned_id, **known)


async def drop(_update: Update, context: Context) -> None:
    """Delete words."""
    canned_id, person_id = int(context.arguments[0]), context.someone.id
    gone = await canned.drop(context.session, person_id, canned_id)
    context.edit(*await _list(context, gone.group_id, Use(gone.use)))


def _read_use(context: Context) -> Use:
    return Use(read_word(context, 1, list(Use)))


async def _choose(context: Context, group_id: int) -> tuple[Content, Inline]:
    uses = await canned.uses(context.session, context.someone.id, group_id)
    buttons = [Button(_USES[use], data(NAME, "list", group_id, use)) for use in uses]
    told = _("What you often write to authors, one tap away. For what?")
    return told, column(*buttons)


async def _list(context: Context, group_id: int, use: Use) -> tuple[Content, Inline]:
    found = await canned.of_group(context.session, context.someone.id, group_id, use)
    told: list[Content] = [
        lines(bold(f"{n}. {each.text_uk}"), each.text_en)
        for n, each in enumerate(found, 1)
    ]
    rows = [
        [
            Button(_("Change {n}", n=n), data(NAME, "change", each.id)),
            Button(_("Delete {n}", n=n), data(NAME, "drop", each.id)),
        ]
        for n, each in enumerate(found, 1)
    ]
    rows.append([Button(label("Add words"), data(NAME, "add", group_id, use))])
    rows.append([Button(label("Back"), data(NAME, "uses", group_id))])
    none = _("What you often write will be here, one tap away.")
    return paragraphs(bold(_USES[use]), *(told or [none])), Inline(rows)


async def _submit(context: Context, answers: Answers) -> None:
    session, person_id = context.session, context.someone.id
    group_id, use = answers["group"], Use(answers["use"])
    said = {"uk": answers["uk"], "en": answers["en"]}
    if "instead_of" in answers:
        await canned.change(session, person_id, answers["instead_of"], **said)
    else:
        await canned.add(session, person_id, group_id, use, **said)
    context.say(*await _list(context, group_id, use))


FORM: Final = Form(
    name="often",
    steps=typed.in_both_languages(
        _("Write it in Ukrainian."),
        _("Write the same in English."),
        canned.LONGEST,
    ),
    submit=_submit,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="words.keep",
    commands={"words": begin},
    about={"words": _("keep what you often write to authors")},
    buttons={
        "uses": numbered(show_uses),
        "list": numbered(show),
        "add": numbered(add),
        "change": numbered(change),
        "drop": numbered(drop),
    },
    forms=(FORM,),
)
