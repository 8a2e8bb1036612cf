"""Marking communities whose people must not be asked to write (`/occupied`)."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import found
from bot.conversation.form import Answers, Choice, Form, Step, among
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.services.places import communities
from bot.services.search.hits import Hit
from bot.services.team import access

NAME: Final = "occupied.1"
_ALL: Final = "all"
_YES: Final = "yes"
_SHOWN: Final = 10  # names on the preview
_MARKS: Final = {_YES: label("Occupied"), "no": label("Not occupied")}


async def begin(_update: Update, context: Context) -> None:
    """Ask which communities it is about."""
    await access.access_network(context.session, context.someone.id, "community.mark")
    await context.begin("occupied")


async def _offer(context: Context, answers: Answers) -> Sequence[Choice]:
    offered = await found.offer(context, answers)
    every = _("all of them: {n}", n=len(offered))
    return [Choice(_ALL, every, every), *offered]


async def _preview(context: Context, answers: Answers) -> Content:
    chosen = await _chosen(context, answers)
    names = [
        communities.display(hit.place, context.language) for hit in chosen[:_SHOWN]
    ]
    return paragraphs(
        bold(_MARKS[answers["mark"]]),
        _("Communities: {n}", n=len(chosen)),
        lines(*names, "…" if len(chosen) > _SHOWN else ""),
    )


async def _submit(context: Context, answers: Answers) -> None:
    codes = [hit.place.code for hit in await _chosen(context, answers)]
    if not codes:
        raise UserError(_("No community is chosen yet."))
    await communities.mark_occupied(
        context.session,
        context.someone.id,
        codes,
        occupied=answers["mark"] == _YES,
    )
    context.say(_("Changes saved."))


async def _chosen(context: Context, answers: Answers) -> Sequence[Hit]:
    hits = (await found.of(context, answers)).hits
    ticked = answers.get("which") or []
    if len(hits) == 1 or _ALL in ticked:
        return hits
    return [hit for hit in hits if hit.place.code in ticked]


FORM: Final = Form(
    name="occupied",
    steps=(
        found.typed(_("Which community, raion or oblast is it about? Type its name.")),
        Step(
            name="which",
            ask=_("Which ones exactly?"),
            label=label("Which ones"),
            choices=_offer,
            several=True,
            skip_if=found.is_certain,
            hangs_on=found.PLACE,
        ),
        Step(
            name="mark",
            ask=_("Is it occupied territory?"),
            label=label("Mark"),
            choices=among(_MARKS),
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Save"),
)

FEATURE: Final = Feature(
    name=NAME,
    needs="community.mark",
    commands={"occupied": begin},
    about={"occupied": _("mark communities as occupied")},
    forms=(FORM,),
)
