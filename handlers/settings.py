"""What a working group is called, whom it names, what it takes in (`/settings`)."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from telegram import Update

from bot.context import Context
from bot.conversation import group_steps, group_ways, own_groups
from bot.conversation.form import Answers, Form
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, full_date, label, lines, paragraphs
from bot.keyboards import Button
from bot.presses import numbered
from bot.services.places import group_settings, groups
from bot.services.team import access
from bot.words.codes import LANGUAGES

NAME: Final = "settings.1"


async def choose(_update: Update, context: Context) -> None:
    """Open the settings of one's group; ask which if there are several."""
    ask, to = _("Which group’s settings?"), (NAME, "edit")
    group = await own_groups.only(context, "group.settings", ask, to)
    if group is not None:
        await _begin(context, group.id)


async def edit(_update: Update, context: Context) -> None:
    """Show what is set now, to be changed."""
    await _begin(context, int(context.arguments[0]))


async def _begin(context: Context, group_id: int) -> None:
    person_id = context.someone.id
    group = await access.access_group(
        context.session, person_id, group_id, "group.settings"
    )
    found = group_steps.of(group)
    await context.begin("settings", group=group.id, was=found, **found)


async def _preview(context: Context, answers: Answers) -> Content:
    group = await groups.get(context.session, answers["group"])
    return paragraphs(
        bold(_("Settings of the group")),
        lines(answers["name_uk"], answers["name_en"]),
        lines(*_contacts(answers)),
        lines(*_taken(answers)),
        _("People of the group’s communities see all of this."),
        lines(*await group_ways.state(context, group)),
    )


async def _ways(context: Context, answers: Answers) -> Sequence[Button]:
    return await group_ways.ways(context, answers["group"])


def _contacts(answers: Answers) -> list[Content]:
    said = {name: answers[name] or "—" for name in group_settings.NAMES}
    return [
        _("Who decides: {decision_maker}", decision_maker=said["decision_maker"]),
        _("Contact: {contact}", contact=said["contact"]),
        _("If you disagree: {contact}", contact=said["disagreement"]),
        _("Official appeals: {link}", link=said["appeals"]),
        _("Facilitator: {facilitator}", facilitator=said["facilitator"]),
        _("Phone on duty: {duty}", duty=said["duty_phone"]),
    ]


def _taken(answers: Answers) -> list[Content]:
    return [
        _(
            "Language of the chat: {language}",
            language=LANGUAGES[answers["language"]],
        ),
        _("Time zone: {zone}", zone=answers["time_zone"]),
        _("Takes proposals: {answer}", answer=_answer(answers, "takes_proposals")),
        _("Takes concerns: {answer}", answer=_answer(answers, "takes_concerns")),
        _("Takes photos: {answer}", answer=_answer(answers, "takes_photos")),
        _pause(answers["paused_until"]),
    ]


def _pause(until: str | None) -> Text:
    if until is None:
        return _("No pause")
    day = full_date(date.fromisoformat(until))
    return _("Takes messages again from: {date}", date=day)


def _answer(answers: Answers, name: str) -> Text:
    return group_steps.ANSWERS[answers[name]]


def _changed(answers: Answers) -> dict[str, Any]:
    """Tell what was changed here: somebody else may have changed the rest meanwhile."""
    was = group_steps.settings(answers["was"])
    found = group_steps.settings(answers).items()
    return {name: value for name, value in found if value != was.get(name)}


async def _submit(context: Context, answers: Answers) -> None:
    group = await group_settings.change(
        context.session,
        context.someone.id,
        answers["group"],
        _changed(answers),
    )
    group_steps.saved(context, group.id)


FORM: Final = Form(
    name="settings",
    steps=group_steps.STEPS,
    preview=_preview,
    submit=_submit,
    submit_label=label("Save"),
    counted=False,
    ways=_ways,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="group.settings",
    commands={"settings": choose},
    about={"settings": _("what your group is called and takes in")},
    buttons={"edit": numbered(edit)},
    forms=(FORM,),
)
