"""Whom people of a group's communities may turn to, as its coordinator sets it."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Form, Free, Step
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.presses import numbered
from bot.services import access, groups, proposal_text

NAME: Final = "contacts.1"
_LONGEST: Final = 200
_FEWEST_DIGITS: Final = 3  # as in 101
_NONE: Final = ("-", "–", "—")


async def begin(_update: Update, context: Context) -> None:
    """Show what people are told now, to be changed."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    group = await access.access_group(
        context.session, person_id, group_id, "group.contacts"
    )
    await context.begin(
        "contacts",
        group=group.id,
        contact=group.contact,
        facilitator=group.facilitator,
        duty=group.duty_phone,
    )


async def _check(_context: Context, _answers: Answers, text: str) -> str | None:
    words = " ".join(text.split())
    return None if words in _NONE else proposal_text.check_short(words, _LONGEST)


async def _check_phone(context: Context, answers: Answers, text: str) -> str | None:
    phone = await _check(context, answers, text)
    if phone and sum(each.isdecimal() for each in phone) < _FEWEST_DIGITS:
        raise UserError(_("A phone number is needed, for example 101. A dash: none."))
    return phone


async def _preview(context: Context, answers: Answers) -> Content:
    group = await groups.get(context.session, answers["group"])
    return paragraphs(
        bold(groups.name(group, context.language)),
        lines(
            _("Contact: {contact}", contact=answers["contact"] or "—"),
            _("Facilitator: {facilitator}", facilitator=answers["facilitator"] or "—"),
            _("Phone on duty: {duty}", duty=answers["duty"] or "—"),
        ),
        _("People of the group’s communities see all of this."),
    )


async def _submit(context: Context, answers: Answers) -> None:
    group = await groups.set_contacts(
        context.session,
        context.someone.id,
        answers["group"],
        contact=answers["contact"],
        facilitator=answers["facilitator"],
        duty_phone=answers["duty"],
    )
    context.say(
        _("Changes saved."),
        column(Button(label("Open the group"), data("net.1", "show", group.id))),
    )


FORM: Final = Form(
    name="contacts",
    steps=(
        Step(
            name="contact",
            ask=_(
                "Where may people write to the group? For example, its e-mail. A dash "
                "removes it."
            ),
            label=label("Contact"),
            check=_check,
            free=Free.TEAM,
        ),
        Step(
            name="facilitator",
            ask=_(
                "Who writes down ideas for those who do not type? Where and when? A "
                "dash removes it."
            ),
            label=label("Facilitator"),
            check=_check,
            free=Free.TEAM,
        ),
        Step(
            name="duty",
            ask=_(
                "Which phone helps at once, for example when a shelter is locked? A "
                "dash removes it."
            ),
            label=label("Phone on duty"),
            check=_check_phone,
            free=Free.TEAM,
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Save"),
    counted=False,
)

FEATURE: Final = Feature(
    name=NAME, needs="group.contacts", buttons={"edit": numbered(begin)}, forms=(FORM,)
)
