"""Whom of the person's groups one may turn to instead."""

from collections.abc import Sequence

from bot.context import Context
from bot.conversation import addressees
from bot.i18n import Content, _, lines
from bot.models import WorkingGroup
from bot.services.places import communities


async def contacts(context: Context) -> Content:
    """Name the groups' contacts."""
    groups = await _groups(context)
    return lines(
        *(_("Contact: {contact}", contact=e.contact) for e in groups if e.contact)
    )


async def official(context: Context) -> Content:
    """Name where official appeals are submitted."""
    groups = await _groups(context)
    return lines(
        *(_("Official appeals: {link}", link=e.appeals) for e in groups if e.appeals)
    )


async def helpers(context: Context) -> Content:
    """Name those who write down ideas for people who do not type."""
    codes = await addressees.codes(context)
    found = await communities.helpers_of(context.session, codes)
    return lines(*(_("Hard to type? {facilitator}", facilitator=e) for e in found))


async def _groups(context: Context) -> Sequence[WorkingGroup]:
    codes = await addressees.codes(context)
    return await communities.groups_of(context.session, codes)
