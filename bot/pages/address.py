"""The pages on which the owner of an address confirms or deletes it."""

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.forgotten import Forgotten
from bot.i18n import _, full_date, label, lines
from bot.pages import paper
from bot.services.days.deadlines import local_day
from bot.services.endings import leaving
from bot.services.mail import addresses, joining
from bot.services.places import groups
from bot.words.sectors import PARTNER, of_address


async def ask(session: AsyncSession, address_id: int) -> web.Response:
    """Ask for a press: programs that read mails open links, too."""
    found = await addresses.find(session, address_id)
    group, language = await groups.get(session, found.group_id), found.language
    if found.confirmed_at is not None and found.failing_at is None:
        day = full_date(local_day(found.confirmed_at))
        told = _("This address gets the digests since {date}.", date=day)
        parts = [paper.paragraph(language, told)]
    else:
        parts = [
            paper.paragraph(
                language,
                lines(
                    _("May digests of the network come to your address?")
                    if found.sector == PARTNER
                    else _("May digests of this group come to your address?"),
                    _("You are listed as: {role}", role=of_address(found.sector)),
                    _("What you do with a letter’s link is logged by this role."),
                ),
            ),
            paper.form(language, "confirm", label("Confirm")),
        ]
    title = groups.name(group, language)
    delete = paper.form(language, "leave", label("Delete my address"))
    return paper.respond(language, title, *parts, delete)


async def confirm(session: AsyncSession, address_id: int) -> web.Response:
    """Confirm an address."""
    await joining.confirm(session, address_id)
    return await ask(session, address_id)


async def ask_to_leave(session: AsyncSession, address_id: int) -> web.Response:
    """Ask whether the address is to be deleted."""
    found = await addresses.find(session, address_id)
    group, language = await groups.get(session, found.group_id), found.language
    told = _("No more letters will come, and the bot forgets the address.")
    return paper.respond(
        language,
        groups.name(group, language),
        paper.paragraph(language, told),
        paper.form(language, "leave", label("Delete my address")),
    )


async def leave(
    session: AsyncSession, address_id: int, forgotten: Forgotten
) -> web.Response:
    """Delete an address."""
    language = (await addresses.find(session, address_id)).language
    await leaving.leave(session, address_id, forgotten)
    return paper.respond(language, _("The address is deleted."))
