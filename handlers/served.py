"""Which communities a working group serves: chosen anew."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import group_steps, served
from bot.conversation.form import Answers, Form
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.presses import numbered
from bot.services.places import communities, group_settings, groups

NAME: Final = "served.1"


async def begin(_update: Update, context: Context) -> None:
    """Show which communities a group serves, and ask for all that it shall serve."""
    group = await groups.get(context.session, int(context.arguments[0]))
    now = await groups.communities_of(context.session, group.id)
    context.edit(
        lines(
            bold(groups.name(group, context.language)),
            *(communities.display(each, context.language) for each in now),
        )
    )
    context.unit.pressed = None  # the form asks below what is served now
    await context.begin("served", group=group.id)


async def _preview(context: Context, answers: Answers) -> Content:
    group = await groups.get(context.session, answers["group"])
    chosen = await served.chosen(context, answers)
    names = [communities.display(each, context.language) for each in chosen]
    return paragraphs(
        bold(groups.name(group, context.language)),
        lines(*names) if names else _("No community is chosen yet."),
    )


async def _submit(context: Context, answers: Answers) -> None:
    codes = [each.code for each in await served.chosen(context, answers)]
    group_id, person_id = answers["group"], context.someone.id
    await group_settings.serve(context.session, person_id, group_id, codes)
    group_steps.saved(context, group_id)


FORM: Final = Form(
    name="served",
    steps=served.STEPS,
    preview=_preview,
    submit=_submit,
    submit_label=label("Save"),
)

FEATURE: Final = Feature(
    name=NAME, needs="group.create", buttons={"edit": numbered(begin)}, forms=(FORM,)
)
