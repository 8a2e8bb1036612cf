"""Announcing what a group decided in its meeting: counted first, then in one go."""

from typing import Final

from telegram import Update

from bot.context import Context
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, label, lines, ngettext, paragraphs
from bot.keyboards import Button, Inline, column, data, in_rows
from bot.presses import numbered
from bot.services.cases import decisions
from bot.services.cases.decisions import Kept
from bot.services.meetings import agenda
from bot.services.steps import case_news
from bot.words.codes import STATUSES

NAME: Final = "decide.1"
_MOST: Final = 30  # decisions that one screen names
_A_ROW: Final = 5


async def ask(_update: Update, context: Context) -> None:
    """Show what would be announced, with its count."""
    group_id = int(context.arguments[0])
    kept = await decisions.waiting(context.session, context.someone.id, group_id)
    if not kept:
        raise UserError(_("There are no decisions to announce."))
    shown, more = kept[:_MOST], len(kept[_MOST:])
    early = await agenda.early(context.session, context.someone.id, group_id)
    action = "announce" if early is None else "sure"
    at = f"{case_news.TOLD_AT:%H:%M}"
    context.edit(
        paragraphs(
            _("Announce decisions: {n}?", n=len(shown)),
            lines(*(_line(each) for each in shown), _more(more) if more else ""),
            _("The meeting is still ahead: {date}.", date=early) if early else "",
            _("Authors hear of them in the news of the day, after {time}.", time=at),
        ),
        Inline(
            [
                [Button(label("Announce"), data(NAME, action, group_id, shown[-1].id))],
                *in_rows([_open(each) for each in shown], _A_ROW),
                [Button(label("Back"), data("cases.1", "board", group_id))],
            ]
        ),
    )


async def ask_again(update: Update, context: Context) -> None:
    """Ask once more before the meeting whose decisions these are."""
    group_id, up_to = (int(each) for each in context.arguments[:2])
    early = await agenda.early(context.session, context.someone.id, group_id)
    if early is None:
        await announce(update, context)
        return
    announce_now = data(NAME, "announce", group_id, up_to)
    context.edit(
        _("The meeting is on {date}. Announce the decisions before it?", date=early),
        column(
            Button(label("Announce before it"), announce_now),
            Button(label("Back"), data(NAME, "ask", group_id)),
        ),
    )


async def announce(_update: Update, context: Context) -> None:
    """Announce what was shown; what was decided since then waits for the next time."""
    group_id, up_to = (int(each) for each in context.arguments[:2])
    told = await decisions.announce(
        context.session, context.someone.id, group_id, up_to=up_to
    )
    left = await decisions.waiting(context.session, context.someone.id, group_id)
    again = Button(label("Announce decisions"), data(NAME, "ask", group_id))
    board = Button(label("Group’s cases"), data("cases.1", "board", group_id))
    context.edit(
        _("Decisions announced: {n}", n=told), column(*([again] if left else []), board)
    )


async def take_back(_update: Update, context: Context) -> None:
    """Forget a decision that was not announced."""
    case_id = int(context.arguments[0])
    case = await decisions.take_back(context.session, context.someone.id, case_id)
    context.edit(
        _("No. {id}: the decision is taken back.", id=str(case.submission_id)),
        column(Button(label("Open the case"), data("cases.1", "card", case_id))),
    )


def _open(kept: Kept) -> Button:
    """Open a case, whose decision can be taken back there."""
    return Button(_("No. {id}", id=kept.number), data("cases.1", "card", kept.case_id))


def _line(kept: Kept) -> Content:
    return _("No. {id}: {status}", id=kept.number, status=STATUSES[kept.status])


def _more(n: int) -> Content:
    return ngettext(
        "{n} more decision can be announced after these.",
        "{n} more decisions can be announced after these.",
        n=n,
    )


FEATURE: Final = Feature(
    name=NAME,
    needs="case.decide",
    buttons={
        "ask": numbered(ask),
        "sure": numbered(ask_again, 2),
        "announce": numbered(announce, 2),
        "back": numbered(take_back),
    },
)
