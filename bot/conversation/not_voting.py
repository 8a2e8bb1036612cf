"""A proposal on which somebody cannot vote now: why, and what to do instead."""

from collections.abc import Sequence
from typing import Final

from bot.context import Context
from bot.conversation import addressees
from bot.i18n import Content, _, label
from bot.keyboards import Button, Inline, column, data
from bot.models.case import SHOWN, Status
from bot.models.phase import PhaseKind
from bot.services.places import communities
from bot.services.voting import ballots, phases, publishing
from bot.services.voting.publishing import Published
from bot.words.codes import STATUSES

FEATURE: Final = "hear.1"
NONE: Final = _("There is no voting in your community now.")
FOLLOWED: Final = _("You will hear what becomes of it, twice a month at most.")


async def why_not(context: Context, shown: Published) -> Content:
    """Say why there is nothing to press."""
    if shown.status not in SHOWN:
        return _("Now: {status}", status=STATUSES[Status(shown.status)])
    if shown.community_code in await addressees.codes(context):
        if day := await begins(context, [shown.community_code]):
            return day
        ballot = await ballots.last_of(context.session, shown.community_code)
        return NONE if ballot is None else _("Voting has ended.")
    community = await communities.find(context.session, shown.community_code)
    name = "" if community is None else communities.display(community, context.language)
    return _("People of this community vote on it: {name}", name=name)


async def begins(context: Context, codes: Sequence[str]) -> Content:
    """Tell when people vote next, where that is planned."""
    for code in codes:
        day = await phases.coming(context.session, code, PhaseKind.VOTE)
        if day is not None:
            return _("Voting begins on {date}.", date=day)
    return ""


def instead(shown: Published, codes: Sequence[str]) -> Inline | None:
    """Offer to hear of it, or first to say where one belongs."""
    if not codes:
        choose = data("community.1", "for", shown.number)
        return column(Button(label("Choose a community"), choose))
    if not publishing.may_be_supported(shown, codes):
        return None
    return column(Button(label("Support"), data(FEATURE, "begin", shown.number)))
