"""The form by which a coordinator creates a working group, perhaps after another."""

from typing import Any, Final

from telegram import Update

from bot.context import Context
from bot.conversation import group_steps, served
from bot.conversation.form import Answers, Form
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.models import WorkingGroup
from bot.presses import numbered
from bot.services.places import communities, group_settings, groups
from bot.services.places.groups import NewGroup
from bot.words.codes import LANGUAGES

NAME: Final = "group.1"


async def begin_copy(_update: Update, context: Context) -> None:
    """Begin a group that has all but names, communities, chat and team of another."""
    group = await groups.get(context.session, int(context.arguments[0]))
    await context.begin("group", like=group.id, language=group.language)


async def _preview(context: Context, answers: Answers) -> Content:
    chosen = await served.chosen(context, answers)
    names = [communities.display(each, context.language) for each in chosen]
    return paragraphs(
        bold(_("New working group")),
        lines(answers["name_uk"], answers["name_en"]),
        lines(*names) if names else _("No community is chosen yet."),
        _(
            "Language of the chat: {language}",
            language=LANGUAGES[_language(answers)],
        ),
        await _like(context, answers),
    )


async def _like(context: Context, answers: Answers) -> Content:
    if "like" not in answers:
        return ""
    group = await groups.get(context.session, answers["like"])
    name = groups.name(group, context.language)
    return _("Settings and day of the digest are those of: {group}", group=name)


async def _submit(context: Context, answers: Answers) -> None:
    new = NewGroup(
        name_uk=answers["name_uk"],
        name_en=answers["name_en"],
        communities=[each.code for each in await served.chosen(context, answers)],
        language=_language(answers),
    )
    group = await _create(context, new, answers.get("like"))
    context.say(
        _("The working group is created. Next: bind its chat and invite its team."),
        column(
            Button(label("Link for the chat"), data("bind.1", "link", group.id)),
            Button(label("Invite to the team"), data("team.1", "roles", group.id)),
            Button(label("Open the group"), data("net.1", "show", group.id)),
        ),
    )


async def _create(context: Context, new: NewGroup, like: int | None) -> WorkingGroup:
    session, person_id = context.session, context.someone.id
    if like is None:
        return await groups.create(session, person_id, new)
    return await group_settings.create_like(session, person_id, new, like)


def _language(answers: dict[str, Any]) -> str:
    return answers.get("language") or "uk"


FORM: Final = Form(
    name="group",
    steps=(*served.STEPS, group_steps.NAME_UK, group_steps.NAME_EN),
    details=(group_steps.LANGUAGE,),
    preview=_preview,
    submit=_submit,
    submit_label=label("Create"),
)
FEATURE: Final = Feature(
    name=NAME,
    needs="group.create",
    buttons={"copy": numbered(begin_copy)},
    forms=(FORM,),
)
