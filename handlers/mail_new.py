"""Adding the e-mail address of a member: where from, in which language, which one."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Choice, Form, Free, Step, among
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.presses import go_below, numbered
from bot.services.mail import addresses, typed
from bot.services.team import access
from bot.words.codes import LANGUAGES
from bot.words.sectors import OF_ADDRESSES, SECTORS


async def begin(_update: Update, context: Context) -> None:
    """Ask whose address it is."""
    group_id = int(context.arguments[0])
    await access.access_group(
        context.session, context.someone.id, group_id, "staff.mail"
    )
    if not context.rules.mails:
        raise UserError(_("E-mail is not set up here. The operator can do it."))
    go_below(context)
    await context.begin("mail", group=group_id)


async def _offer(context: Context, answers: Answers) -> Sequence[Choice]:
    """Offer sectors; who may invite into the team may add a partner, too."""
    person_id, group_id = context.someone.id, answers["group"]
    may = await access.actions(context.session, person_id, group_id)
    offered = OF_ADDRESSES if "staff.invite" in may else SECTORS
    return [Choice(code, name) for code, name in offered.items()]


async def _check(_context: Context, _answers: Answers, text: str) -> str:
    return typed.check(text)


async def _preview(_context: Context, answers: Answers) -> Content:
    return paragraphs(
        lines(
            _("Address: {address}", address=answers["address"]),
            _("Sector: {sector}", sector=OF_ADDRESSES[answers["sector"]]),
            _("Language: {language}", language=LANGUAGES[answers["language"]]),
        ),
        _("A letter asks its owner first. Until they confirm, nothing else is sent."),
    )


async def _submit(context: Context, answers: Answers) -> None:
    await addresses.add(
        context.session,
        context.someone.id,
        answers["group"],
        answers["address"],
        sector=answers["sector"],
        language=answers["language"],
    )
    shown = data("mail.1", "show", answers["group"])
    every = Button(label("Members by e-mail"), shown)
    context.say(_("The letter is on its way."), column(every))


FORM: Final = Form(
    name="mail",
    steps=(
        Step(
            name="sector",
            ask=_("Whom does this member represent?"),
            label=label("Sector"),
            choices=_offer,
        ),
        Step(
            name="language",
            ask=_("In which language do they read?"),
            label=label("Language"),
            choices=among(LANGUAGES),
        ),
        Step(
            name="address",
            ask=_("What is the e-mail address?"),
            label=label("Address"),
            check=_check,
            free=Free.NO,
        ),
    ),
    preview=_preview,
    submit=_submit,
)

FEATURE: Final = Feature(
    name="mail_new.1",
    needs="staff.mail",
    buttons={"add": numbered(begin)},
    forms=(FORM,),
)
