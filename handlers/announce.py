"""A call for ideas to the chats of all working groups (`/announce`)."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Form, Free, Step
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, ngettext, paragraphs, quote, translator
from bot.keyboards import Button, column, data
from bot.models import Notice, Request
from bot.models.request import RequestKind
from bot.presses import numbered
from bot.saying import Saying
from bot.services import access, announcements, proposal_text, requests

NAME: Final = "announce.1"
_KIND: Final = RequestKind.ANNOUNCE


async def begin(_update: Update, context: Context) -> None:
    """Ask for the call in both languages, if it would come to anybody."""
    await access.access_network(context.session, context.someone.id, "announce")
    if not await announcements.recipients(context.session):
        raise UserError(_("No working group has a chat yet."))
    await context.begin("announce")


async def look(_update: Update, context: Context) -> None:
    """Show what the second person is asked to confirm."""
    request = await _request(context)
    ways = column(
        Button(label("Confirm"), data(NAME, "confirm", request.id)),
        Button(label("Do not send"), data(NAME, "leave")),
    )
    shown = await _shown(context, request.text_uk or "", request.text_en or "")
    context.edit(shown, ways)


async def confirm(_update: Update, context: Context) -> None:
    """Send a call, as the second person."""
    number, person_id = int(context.arguments[0]), context.someone.id
    request = await requests.confirm(context.session, person_id, number, _KIND)
    chats = await announcements.recipients(context.session)
    for chat in chats:
        said = _call(context, request, chat.language)
        await announcements.owe(context.session, request.id, chat, said)
    context.edit(
        ngettext(
            "The call is on its way to {n} chat.",
            "The call is on its way to {n} chats.",
            n=len(chats),
        )
    )


async def leave(_update: Update, context: Context) -> None:
    """Send nothing; the request ends by itself."""
    context.edit(_("Nothing was sent."))


async def tell_asked(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell the other coordinators that one of them is needed."""
    if await requests.find(session, notice.subject, _KIND) is None:
        return None
    return Saying(
        paragraphs(
            _("A coordinator wants to send a call to all working groups."),
            _("A second person must confirm."),
        ),
        column(Button(label("Open the request"), data(NAME, "look", notice.subject))),
    )


async def _request(context: Context) -> Request:
    number, person_id = int(context.arguments[0]), context.someone.id
    return await requests.get(context.session, person_id, number, _KIND)


def _call(context: Context, request: Request, language: str) -> dict[str, object]:
    """Write the call for a chat: its own language first."""
    texts = [request.text_uk or "", request.text_en or ""]
    ordered = texts if language == "uk" else texts[::-1]
    link = f"https://t.me/{context.bot_username}"
    keyboard = column(Button(label("Write to the bot"), url=link))
    speaking = translator(language)
    return Saying(paragraphs(bold(_("Call for ideas")), *ordered), keyboard).render(
        speaking
    )


async def _shown(context: Context, uk: str, en: str) -> Content:
    chats = await announcements.recipients(context.session)
    return paragraphs(
        bold(_("Call for ideas")),
        quote(uk),
        quote(en),
        ngettext(
            "It goes to {n} chat of a working group, once.",
            "It goes to {n} chats of working groups, once.",
            n=len(chats),
        ),
    )


async def _check(_context: Context, _answers: Answers, text: str) -> str:
    return proposal_text.check_short(text, announcements.LONGEST)


async def _preview(context: Context, answers: Answers) -> Content:
    return paragraphs(
        await _shown(context, answers["uk"], answers["en"]),
        _("A second coordinator must confirm within 24 hours."),
    )


async def _submit(context: Context, answers: Answers) -> None:
    person_id, uk, en = context.someone.id, answers["uk"], answers["en"]
    await announcements.ask(context.session, person_id, uk, en)
    context.say(_("The other coordinators are asked to confirm."))


FORM: Final = Form(
    name="announce",
    steps=(
        Step(
            name="uk",
            ask=_("What do you want to ask people for? Write it in Ukrainian."),
            label=label("In Ukrainian"),
            check=_check,
            free=Free.TEAM,
        ),
        Step(
            name="en",
            ask=_("Now the same in English."),
            label=label("In English"),
            check=_check,
            free=Free.TEAM,
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Ask to send it"),
)

FEATURE: Final = Feature(
    name=NAME,
    needs="announce",
    commands={"announce": begin},
    about={"announce": _("send a call for ideas to all groups")},
    buttons={
        "look": numbered(look),
        "confirm": numbered(confirm),
        "leave": leave,
    },
    forms=(FORM,),
    notices={requests.asked(_KIND): tell_asked},
)
