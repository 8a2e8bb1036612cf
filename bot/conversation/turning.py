"""Whom of the person's groups one may turn to instead."""

from bot.context import Context
from bot.i18n import Content, _, lines
from bot.services.places import communities
from bot.services.team import people


async def codes(context: Context) -> list[str]:
    """List the codes of the person's communities."""
    kept = await people.communities_of(context.session, context.someone)
    return [each.code for each in kept]


async def contacts(context: Context) -> Content:
    """Name the groups' contacts."""
    groups = await communities.groups_of(context.session, await codes(context))
    return lines(
        *(_("Contact: {contact}", contact=e.contact) for e in groups if e.contact)
    )


async def official(context: Context) -> Content:
    """Name where official appeals are submitted."""
    groups = await communities.groups_of(context.session, await codes(context))
    return lines(
        *(_("Official appeals: {link}", link=e.appeals) for e in groups if e.appeals)
    )
