"""The pass over an agenda after a meeting: one case after the other is decided on."""

from typing import Final

from bot.context import Context
from bot.i18n import Content, _, bold, label, lines, paragraphs, quote
from bot.keyboards import Button, Inline, column, data
from bot.markup import clip
from bot.models.case import Status
from bot.services.cases import decisions
from bot.services.digest import digest_screen
from bot.services.digest.digest_cases import Item
from bot.services.meetings import agenda
from bot.words.groups import LEADS

FEATURE: Final = "agenda.1"
IN_MEETING: Final = 1  # what a step's button says of where its case was decided
_ORDER: Final = tuple(Status)  # buttons bear a status by its place
_LONGEST: Final = 3000
_WAYS: Final = (
    Status.SUPPORTED,
    Status.DECLINED,
    Status.DEFERRED,
    Status.REFERRED,
    Status.AGENDA,
)


async def show_next(context: Context, group_id: int, *, after: int) -> None:
    """Show the next case that has to be decided on, or what was decided."""
    person_id = context.someone.id
    item, left = await agenda.undecided(
        context.session, person_id, group_id, after=after
    )
    if item is not None:
        context.edit(_card(item, left), _ways(group_id, item))
        return
    kept = await decisions.waiting(context.session, person_id, group_id)
    context.edit(_over(len(kept)), _after(group_id, has_kept=bool(kept)))


def _card(item: Item, left: int) -> Content:
    return paragraphs(
        lines(bold(digest_screen.heading(item)), digest_screen.whose(item)),
        quote(clip(item.text, _LONGEST)) if item.text else "",
        _("What did the group decide? Left: {n}", n=left),
    )


def _ways(group_id: int, item: Item) -> Inline:
    ways = [
        Button(
            LEADS[to] if to is not Status.AGENDA else label("At another meeting"),
            data("step.1", "begin", item.case_id, _ORDER.index(to), IN_MEETING),
        )
        for to in _WAYS
    ]
    following = data(FEATURE, "pass", group_id, item.case_id)
    return column(*ways, Button(label("Decide later"), following), back(group_id))


def _over(kept: int) -> Content:
    return paragraphs(
        _("That was the whole agenda."),
        _("Decisions that nobody was told of: {n}", n=kept) if kept else "",
    )


def _after(group_id: int, *, has_kept: bool) -> Inline:
    extract = data(FEATURE, "minutes", group_id)
    ways = [Button(label("Extract for the minutes"), extract), back(group_id)]
    if has_kept:
        announce = data("decide.1", "ask", group_id)
        ways.insert(0, Button(label("Announce decisions"), announce))
    return column(*ways)


def at(group_id: int, case_id: int) -> str:
    """Write the data of a button that goes on with the pass at a case."""
    return data(FEATURE, "pass", group_id, case_id - 1)


def back(group_id: int) -> Button:
    """Make the button that leads back to the agenda."""
    return Button(label("Agenda"), data(FEATURE, "show", group_id, 0))
