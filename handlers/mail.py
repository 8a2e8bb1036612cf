"""Members whom the group reaches by e-mail, as its team adds and removes them."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, full_date, label, lines, paragraphs
from bot.keyboards import Button, Inline, column, data, in_rows
from bot.models import Notice
from bot.models.mail import MailState
from bot.presses import numbered
from bot.saying import Saying
from bot.services.days.deadlines import local_day
from bot.services.endings import leaving
from bot.services.mail import addresses, settling
from bot.services.mail.addresses import Listed
from bot.services.places import groups
from bot.services.team import access
from bot.words.codes import LANGUAGES
from bot.words.sectors import OF_ADDRESSES

NAME: Final = "mail.1"
_IN_A_ROW: Final = 5


async def show(_update: Update, context: Context) -> None:
    """List the addresses of a group."""
    context.edit(*await _page(context, int(context.arguments[0])))


async def card(_update: Update, context: Context) -> None:
    """Show an address with what can be done."""
    found = await _listed(context)
    buttons = [_again(found), Button(label("Delete"), data(NAME, "ask", found.id))]
    context.edit(_told(found), column(*filter(None, buttons), _back(found.group_id)))


async def ask_again(_update: Update, context: Context) -> None:
    """Send the question once more."""
    found = await _listed(context)
    await addresses.ask_again(context.session, context.someone.id, found.id)
    context.edit(_("The letter is on its way."), column(_back(found.group_id)))


async def send_again(_update: Update, context: Context) -> None:
    """Send a digest again of which nobody knows whether it came."""
    found = await _listed(context)
    if await settling.send_again(context.session, context.someone.id, found.id):
        said = _("The letter is on its way.")
    else:
        said = _("There is nothing to send again.")
    context.edit(said, column(_back(found.group_id)))


async def ask_remove(_update: Update, context: Context) -> None:
    """Ask whether an address is to be deleted."""
    found = await _listed(context)
    asked = paragraphs(_("Delete this address?"), _told(found))
    yes = Button(label("Yes, delete"), data(NAME, "remove", found.id))
    context.edit(asked, column(yes, _back(found.group_id)))


async def remove(_update: Update, context: Context) -> None:
    """Delete an address with its role."""
    found = await _listed(context)
    person_id = context.someone.id
    await leaving.remove(context.session, person_id, found.id, context.forgotten)
    content, keyboard = await _page(context, found.group_id)
    context.edit(paragraphs(_("The address is deleted."), content), keyboard)


async def tell_refused(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell a secretary that an address takes no mails."""
    found = await addresses.of_mail(session, notice.subject)
    if found is None:
        return None
    told = _("Letters to {address} come back. None are sent there.", address=found[1])
    open_it = data(NAME, "card", found[0])
    return Saying(told, column(Button(label("Open the address"), open_it)))


async def _listed(context: Context) -> Listed:
    number = int(context.arguments[0])
    return await addresses.get(context.session, context.someone.id, number)


async def _page(context: Context, group_id: int) -> tuple[Content, Inline]:
    person_id = context.someone.id
    found = await addresses.list_of(context.session, person_id, group_id)
    group = await groups.get(context.session, group_id)
    listed = [
        _("{number}. {what}", number=str(number), what=_brief(each))
        for number, each in enumerate(found, 1)
    ]
    content = paragraphs(
        bold(_("Members by e-mail")),
        groups.name(group, context.language),
        lines(*listed) if listed else _("There is no address yet."),
        _("They get the same digests, with a link to take things on and answer."),
        _("Observers get figures of the network, once a month."),
    )
    may = await access.actions(context.session, person_id, group_id)
    return content, _keyboard(group_id, found, may)


def _keyboard(group_id: int, found: Sequence[Listed], may: Collection[str]) -> Inline:
    cards = [
        Button(str(number), data(NAME, "card", each.id))
        for number, each in enumerate(found, 1)
        if addresses.right(each.sector) in may
    ]
    rows = in_rows(cards, _IN_A_ROW)
    rows.append([Button(label("Add an address"), data("mail_new.1", "add", group_id))])
    rows.append([Button(label("Back"), data("roster.1", "show", group_id))])
    return Inline(rows)


def _brief(each: Listed) -> Content:
    named = {"sector": OF_ADDRESSES[each.sector], "address": each.masked}
    return _("{sector}, {address}: {state}", **named, state=_state(each))


def _told(each: Listed) -> Content:
    return lines(
        _("Address: {address}", address=each.masked),
        _("Sector: {sector}", sector=OF_ADDRESSES[each.sector]),
        _("Language: {language}", language=LANGUAGES[each.language]),
        _("State: {state}", state=_state(each)),
        _("Since: {date}", date=full_date(local_day(each.asked_at))),
    )


def _state(each: Listed) -> Text:
    if each.failing_at is not None:
        return _("letters come back")
    if each.confirmed_at is None:
        return _("not confirmed yet")
    if each.last == MailState.UNKNOWN:
        return _("unknown whether the last letter came")
    return _("gets the digests")


def _again(each: Listed) -> Button | None:
    if each.confirmed_at is None or each.failing_at is not None:
        return Button(label("Send the letter again"), data(NAME, "again", each.id))
    if each.last == MailState.UNKNOWN:
        return Button(label("Send the digest again"), data(NAME, "resend", each.id))
    return None


def _back(group_id: int) -> Button:
    return Button(label("Back"), data(NAME, "show", group_id))


FEATURE: Final = Feature(
    name=NAME,
    needs="staff.mail",
    buttons={
        "show": numbered(show),
        "card": numbered(card),
        "again": numbered(ask_again),
        "resend": numbered(send_again),
        "ask": numbered(ask_remove),
        "remove": numbered(remove),
    },
    notices={settling.REFUSED: tell_refused},
)
