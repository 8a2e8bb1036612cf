"""A call for ideas to the chats of all working groups (`/announce`)."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import second, typed
from bot.conversation.form import Answers, Form
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, ngettext, paragraphs, quote
from bot.keyboards import Button, column
from bot.models import Notice, Request
from bot.models.request import RequestKind
from bot.presses import numbered
from bot.saying import Saying
from bot.services.digest import budget
from bot.services.letters import bot_name
from bot.services.news import announcements
from bot.services.team import access, requests

NAME: Final = "announce.1"
_KIND: Final = RequestKind.ANNOUNCE


async def begin(_update: Update, context: Context) -> None:
    """Ask for the call in both languages, if it would come to anybody."""
    await access.access_network(context.session, context.someone.id, "announce")
    if not await announcements.count_chats(context.session):
        raise UserError(_("No working group has a chat yet."))
    await context.begin("announce")


async def look(_update: Update, context: Context) -> None:
    """Show what the second person is asked to confirm."""
    request = await _request(context)
    ways = second.ways(NAME, request.id, label("Do not send"))
    shown = await _shown(context, request.text_uk or "", request.text_en or "")
    context.edit(shown, ways)


async def confirm(_update: Update, context: Context) -> None:
    """Send a call, as the second person."""
    number, person_id = int(context.arguments[0]), context.someone.id
    chats = await announcements.confirm(context.session, person_id, number)
    context.edit(
        ngettext(
            "The call is on its way to {n} chat.",
            "The call is on its way to {n} chats.",
            n=chats,
        )
    )


async def tell_asked(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell the other coordinators that one of them is needed."""
    if await requests.find(session, notice.subject, _KIND) is None:
        return None
    asks = _("A coordinator wants to send a call to all working groups.")
    return second.called(NAME, notice.subject, asks)


async def tell(session: AsyncSession, notice: Notice) -> Saying | None:
    """Bring a call to a chat."""
    told = await announcements.told(session, notice)
    if told is None:
        return None
    link = f"https://t.me/{await bot_name.get(session)}"
    keyboard = column(Button(label("Write to the bot"), url=link))
    content = paragraphs(bold(_("Call for ideas")), *told.texts)
    return Saying(content, keyboard, silent=told.is_night)


async def _request(context: Context) -> Request:
    number, person_id = int(context.arguments[0]), context.someone.id
    return await requests.get(context.session, person_id, number, _KIND)


async def _shown(context: Context, uk: str, en: str) -> Content:
    chats = await announcements.count_chats(context.session)
    return paragraphs(
        bold(_("Call for ideas")),
        quote(uk),
        quote(en),
        ngettext(
            "It goes to {n} chat of a working group, once.",
            "It goes to {n} chats of working groups, once.",
            n=chats,
        ),
        _(
            "A chat that has had its {n} messages of the week gets it later.",
            n=budget.MOST,
        ),
    )


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
    steps=typed.in_both_languages(
        _("What do you want to ask people for? Write it in Ukrainian."),
        _("Now the same in English."),
        announcements.LONGEST,
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
        "leave": second.nothing(_("Nothing was sent.")),
    },
    forms=(FORM,),
    notices={requests.asked(_KIND): tell_asked, announcements.TOLD: tell},
)
