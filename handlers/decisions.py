"""Announcing what a group decided in its meeting: counted first, then in one go."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.presses import numbered
from bot.services import case_news, decisions
from bot.services.decisions import Kept
from bot.wording import STATUSES

NAME: Final = "decide.1"
_MOST: Final = 30  # decisions that one screen names


async def ask(_update: Update, context: Context) -> None:
    """Show what would be announced, with its count."""
    group_id = int(context.arguments[0])
    kept = await decisions.waiting(context.session, context.someone.id, group_id)
    if not kept:
        raise UserError(_("There are no decisions to announce."))
    board = data("cases.1", "board", group_id)
    context.edit(
        paragraphs(
            _("Announce decisions: {n}?", n=len(kept)),
            lines(*(_line(each) for each in kept[:_MOST])),
            _("Authors hear of them at {time}.", time=f"{case_news.TOLD_AT:%H:%M}"),
        ),
        column(
            Button(label("Announce"), data(NAME, "announce", group_id, kept[-1].id)),
            Button(label("Back"), board),
        ),
    )


async def announce(_update: Update, context: Context) -> None:
    """Announce what was shown; what was decided since then waits for the next time."""
    group_id, up_to = (int(each) for each in context.arguments[:2])
    told = await decisions.announce(
        context.session, context.someone.id, group_id, up_to=up_to
    )
    board = Button(label("Group’s cases"), data("cases.1", "board", group_id))
    context.edit(_("Decisions announced: {n}", n=told), column(board))


async def take_back(_update: Update, context: Context) -> None:
    """Forget a decision that was not announced."""
    case_id = int(context.arguments[0])
    case = await decisions.take_back(context.session, context.someone.id, case_id)
    context.edit(
        _("No. {id}: the decision is taken back.", id=str(case.submission_id)),
        column(Button(label("Open the case"), data("cases.1", "card", case_id))),
    )


def _line(kept: Kept) -> Content:
    return _("No. {id}: {status}", id=kept.number, status=STATUSES[kept.status])


FEATURE: Final = Feature(
    name=NAME,
    needs="case.decide",
    buttons={
        "ask": numbered(ask),
        "announce": numbered(announce, 2),
        "back": numbered(take_back),
    },
)
