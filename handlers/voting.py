"""Opening and closing the voting of a community, by its working group (`/voting`)."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.own_groups import MOST_BUTTONS, check_few
from bot.errors import NO_GROUP, UserError
from bot.features import Feature
from bot.i18n import Content, Text, _, bold, label, paragraphs
from bot.keyboards import SHORT, Button, Inline, column, data
from bot.markup import clip
from bot.models import Ballot, Community, WorkingGroup
from bot.presses import numbered
from bot.services.days import deadlines
from bot.services.places import communities, groups
from bot.services.team import access
from bot.services.voting import ballots

NAME: Final = "voting.1"


async def begin(_update: Update, context: Context) -> None:
    """List the communities of the person's groups, and how voting stands there."""
    mine = await groups.list_for(context.session, context.someone.id, "ballot.open")
    if not mine:
        raise UserError(NO_GROUP)
    buttons = [each for group in mine for each in await _ways(context, group)]
    check_few(buttons)
    context.say(_("Voting in which community?"), column(*buttons))


async def open_group(_update: Update, context: Context) -> None:
    """List the communities of one group."""
    group_id, person_id = int(context.arguments[0]), context.someone.id
    group = await access.access_group(
        context.session, person_id, group_id, "ballot.open"
    )
    buttons = await _ways(context, group)
    context.edit(_("Voting in which community?"), column(*buttons[:MOST_BUTTONS]))


async def _ways(context: Context, group: WorkingGroup) -> list[Button]:
    return [
        Button(_short(context, each), data(NAME, "show", group.id, _digits(each)))
        for each in await groups.communities_of(context.session, group.id)
    ]


async def show(_update: Update, context: Context) -> None:
    """Show how voting stands in a community."""
    await _show(context, *await _find(context))


async def open_ballot(_update: Update, context: Context) -> None:
    """Open voting."""
    group_id, community = await _find(context)
    person_id = context.someone.id
    await ballots.open_for(context.session, person_id, group_id, community.code)
    await _show(context, group_id, community)


async def ask_close(_update: Update, context: Context) -> None:
    """Ask once more before voting ends early."""
    await _find(context)
    arguments = context.arguments[:2]
    context.edit(
        _("End voting now? It cannot be opened again, only a new one."),
        column(
            Button(label("End voting"), data(NAME, "end", *arguments)),
            Button(label("Back"), data(NAME, "show", *arguments)),
        ),
    )


async def close(_update: Update, context: Context) -> None:
    """End voting now."""
    group_id, community = await _find(context)
    person_id = context.someone.id
    await ballots.close_early(context.session, person_id, group_id, community.code)
    context.edit(_("Voting ends now. Votes that came in time still count."))


async def _show(context: Context, group_id: int, community: Community) -> None:
    ballot = await ballots.last_of(context.session, community.code)
    arguments = str(group_id), _digits(community)
    if ballot is None or ballot.closed_at is not None:
        way = Button(label("Open for 14 days"), data(NAME, "open", *arguments))
    else:
        way = Button(label("End voting"), data(NAME, "ask", *arguments))
    plan = Button(label("Plan of the round"), data("phase.1", "plan", *arguments))
    context.edit(_card(context, community, ballot), Inline([[way], [plan]]))


def _card(context: Context, community: Community, ballot: Ballot | None) -> Content:
    return paragraphs(
        bold(communities.display(community, context.language)),
        _state(ballot),
        _("People vote on proposals that were shown to the community: /vote"),
    )


def _state(ballot: Ballot | None) -> Text:
    if ballot is None:
        return _("There has been no voting yet.")
    day = deadlines.local_day(ballot.closed_at or ballot.closes_at)
    if ballot.closed_at is None:
        return _("Voting ends on {date}.", date=day)
    return _("Voting ended on {date}.", date=day)


async def _find(context: Context) -> tuple[int, Community]:
    """Find the group and the community of a button, for whoever may open voting."""
    group_id, digits = context.arguments[:2]
    person_id = context.someone.id
    return int(group_id), await ballots.access_community(
        context.session, person_id, int(group_id), f"UA{digits}"
    )


def _digits(community: Community) -> str:
    """Write a community's code (UA and 17 digits) as buttons carry it."""
    return community.code.removeprefix("UA")


def _short(context: Context, community: Community) -> str:
    return clip(communities.short(community, context.language), SHORT)


FEATURE: Final = Feature(
    name=NAME,
    needs="ballot.open",
    commands={"voting": begin},
    about={"voting": _("open or end voting in a community")},
    buttons={
        "group": numbered(open_group),
        "show": numbered(show, 2),
        "open": numbered(open_ballot, 2),
        "ask": numbered(ask_close, 2),
        "end": numbered(close, 2),
    },
)
