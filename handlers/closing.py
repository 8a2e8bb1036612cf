"""The kill switch of a community: one coordinator asks, another one confirms."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation import found, second
from bot.conversation.form import Answers, Form, Step
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.models import Community, Notice
from bot.presses import numbered
from bot.saying import Saying
from bot.services.endings import closures
from bot.services.letters import notices
from bot.services.places import communities
from bot.services.team import access, requests

NAME: Final = "close.2"  # the numbers on buttons of the first were others


async def begin(_update: Update, context: Context) -> None:
    """Ask which community is in danger."""
    await access.access_network(context.session, context.someone.id, "community.close")
    await context.begin("close")


async def look(_update: Update, context: Context) -> None:
    """Show once more what is about to be destroyed."""
    number, person_id = int(context.arguments[0]), context.someone.id
    request = await requests.get(context.session, person_id, number, closures.KIND)
    community = await communities.find(context.session, request.community_code or "")
    name = "" if community is None else communities.display(community, context.language)
    context.edit(_consequences(name), second.ways(NAME, number, label("Leave it open")))


async def confirm(_update: Update, context: Context) -> None:
    """Close the community, as the second person."""
    code = await closures.confirm(
        context.session, context.someone.id, int(context.arguments[0])
    )
    await closures.remember(context.session, context.forgotten, code)
    community = await communities.find(context.session, code)
    context.edit(_closed(community, context.language))


async def tell_asked(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell the other coordinators that one of them is needed."""
    request = await requests.find(session, notice.subject, closures.KIND)
    code = request.community_code if request else None
    community = await communities.find(session, code) if code else None
    if community is None:
        return None
    language = await notices.language_of(session, notice)
    asks = _("A coordinator asks to close a community for the safety of its people.")
    name = bold(communities.display(community, language))
    return second.called(NAME, notice.subject, asks, name)


async def tell_closed(session: AsyncSession, notice: Notice) -> Saying | None:
    """Tell the other coordinators that it is done."""
    community = await closures.get(session, notice.subject)
    language = await notices.language_of(session, notice)
    return Saying(_closed(community, language))


def _closed(community: Community | None, language: str) -> Content:
    name = "" if community is None else communities.display(community, language)
    return lines(
        bold(name),
        _("Closed. Addresses for answers and unread texts are destroyed."),
    )


def _consequences(name: str) -> Content:
    return paragraphs(
        bold(name),
        lines(
            _("The bot will take no more messages about this community."),
            _("Addresses for answers and unread texts are destroyed."),
            _("What the group has read stays, without authors."),
            _("This cannot be undone."),
        ),
    )


async def _chosen(context: Context, answers: Answers) -> Community:
    hits = (await found.of(context, answers)).hits
    code = answers.get("which") or (hits[0].place.code if len(hits) == 1 else "")
    community = await communities.find(context.session, code)
    if community is None:
        raise UserError(_("No community is chosen yet."))
    return community


async def _preview(context: Context, answers: Answers) -> Content:
    community = await _chosen(context, answers)
    return paragraphs(
        _consequences(communities.display(community, context.language)),
        _("A second coordinator must confirm within 24 hours."),
    )


async def _submit(context: Context, answers: Answers) -> None:
    community = await _chosen(context, answers)
    await closures.ask(context.session, context.someone.id, community.code)
    context.say(_("The other coordinators are asked to confirm."))


FORM: Final = Form(
    name="close",
    steps=(
        found.typed(_("Which community is in danger? Type its name.")),
        Step(
            name="which",
            ask=_("Which one exactly?"),
            label=label("Which one"),
            choices=found.offer,
            skip_if=found.is_certain,
            hangs_on=found.PLACE,
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Ask to close it"),
)

FEATURE: Final = Feature(
    name=NAME,
    needs="community.close",
    commands={"close": begin},
    about={"close": _("close a community in danger")},
    buttons={
        "look": numbered(look),
        "confirm": numbered(confirm),
        "leave": second.nothing(_("Nothing was closed.")),
    },
    forms=(FORM,),
    notices={requests.asked(closures.KIND): tell_asked, closures.CLOSED: tell_closed},
)
