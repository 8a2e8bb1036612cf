"""What was said in person, on paper or by phone, entered by the team (`/paper`)."""

from collections.abc import Sequence
from typing import Any, Final

from telegram import Update

from bot.context import Context
from bot.conversation import found, one_or_several, receipts_printing, tables
from bot.conversation.form import Answers, Choice, Form, Free, Mistake, Step
from bot.errors import NO_GROUP, UserError
from bot.features import Feature
from bot.i18n import (
    Content,
    Joined,
    _,
    bold,
    label,
    lines,
    ngettext,
    paragraphs,
)
from bot.keyboards import Button, column, data
from bot.markup import clip
from bot.models import Community
from bot.models.submission import Channel
from bot.services.entering import ideas, receipts, submitting
from bot.services.entering.ideas import Idea
from bot.services.places import communities
from bot.services.places.sheets import Fault
from bot.services.team import safety
from bot.words.codes import CHANNELS, TOPICS

NAME: Final = "paper.1"
_CAME: Final = "paper.list"
_SHOWN: Final = 10  # ideas of a preview
_LINE: Final = 120  # characters of each
_RULE: Final = _("No names, phones or exact addresses.")
_MEND: Final = _("Nothing was entered. Correct these lines and send it all again:")


async def begin(_update: Update, context: Context) -> None:
    """Ask for the ideas, where there is a community to enter them for."""
    if not await submitting.communities_for(context.session, context.someone.id):
        raise UserError(NO_GROUP)
    await context.begin("paper", **await _only(context))


async def take(update: Update, context: Context) -> None:
    """Fetch a list that was sent."""
    tables.fetch(update, context, _CAME)


async def read(context: Context) -> None:
    """Check a list that was fetched; the form goes on with it."""
    name, message = context.note
    found, faults = await ideas.of_file(name, tables.content(context))
    if faults:
        await _clear(context, faults, message)
        context.say(tables.told(_MEND, faults))
        return
    told = {"ideas": ideas.kept(found), one_or_several.NAME: one_or_several.EACH}
    await context.begin("paper", **told, **await _only(context))


async def follow(_update: Update, context: Context) -> None:
    """Let an author follow what was entered for them."""
    token = context.arguments[0].split("_", 1)[1]
    numbers = await receipts.follow(
        context.session, context.someone, context.address, token
    )
    for number in numbers:
        context.say(
            _("You will hear here what becomes of No. {id}.", id=str(number)),
            column(Button(label("Open"), data("mine.1", "one", number))),
        )


async def _ask(_context: Context, _answers: Answers) -> Content:
    asked = _(
        "Write one idea, or several, each on a line. A .csv or .xlsx file is fine."
    )
    return lines(asked, _RULE)


async def _check(context: Context, answers: Answers, text: str) -> list[Any] | Mistake:
    told, faults = ideas.of_message(text)
    answers.pop(one_or_several.NAME, None)  # was said of other lines
    await _clear(context, faults)
    if faults:
        return Mistake(tables.told(_MEND, faults))
    return ideas.kept(told)


async def _clear(
    context: Context, faults: Sequence[Fault], message: int | None = None
) -> None:
    """Leave no list in the chat in which something is military."""
    if any(each.what == ideas.MILITARY for each in faults):
        await safety.count(context.session, "military")
        context.delete(message)


async def _channels(_context: Context, _answers: Answers) -> Sequence[Choice]:
    return [
        Choice(Channel.PAPER, label("On paper, in person")),
        Choice(Channel.PHONE, label("By phone")),
    ]


async def _mine(context: Context) -> list[Community]:
    found = await submitting.communities_for(context.session, context.someone.id)
    return [community for community, _group in found]


async def _communities(context: Context, _answers: Answers) -> Sequence[Choice]:
    return found.named(await _mine(context), context.language)


async def _has_one(context: Context, _answers: Answers) -> bool:
    return len(await _mine(context)) <= 1


async def _only(context: Context) -> dict[str, str]:
    """Answer for which community, where there is one: whatever is added meanwhile."""
    mine = await _mine(context)
    return {"community": mine[0].code} if len(mine) == 1 else {}


async def _chosen(context: Context, answers: Answers) -> Community:
    for each in await _mine(context):
        if each.code == answers.get("community"):
            return each
    raise UserError(_("Please choose one of the buttons."))


async def _preview(context: Context, answers: Answers) -> Content:
    told = one_or_several.chosen(answers)
    community = await _chosen(context, answers)
    shown = [_line(n, each) for n, each in enumerate(told[:_SHOWN], start=1)]
    rest = len(told) - len(shown)
    calls = [str(n) for n, each in enumerate(told, start=1) if each.calls]
    return paragraphs(
        bold(ngettext("{n} idea to enter:", "{n} ideas to enter:", n=len(told))),
        lines(*shown, _("… and {n} more", n=rest) if rest else ""),
        _("The topics are guessed. Moderators can change them."),
        _("Community: {names}", names=communities.display(community, context.language)),
        CHANNELS[answers["channel"]],
        _(
            "Calls for help, perhaps: {lines}. Who is in danger should phone at once.",
            lines=", ".join(calls),
        )
        if calls
        else "",
        _("Moderators read each before the group does. You get receipts to print."),
    )


def _line(number: int, idea: Idea) -> Content:
    """Show an idea with the topic under which it would be entered."""
    topic = TOPICS[submitting.topic_of(idea)]
    return Joined(" → ", (f"{number}. {clip(idea.text, _LINE)}", topic))


async def _submit(context: Context, answers: Answers) -> None:
    community = await _chosen(context, answers)
    entered = await submitting.enter(
        context.session,
        context.someone.id,
        one_or_several.chosen(answers),
        code=community.code,
        channel=Channel(answers["channel"]),
    )
    await context.show_menu(_named([each.number for each in entered]))
    await receipts_printing.send(context, community, entered)


def _named(numbers: Sequence[str]) -> Content:
    if len(numbers) == 1:
        return _("Entered: No. {id}.", id=numbers[0])
    return ngettext(
        "Entered: {n} idea, No. {first} to {last}.",
        "Entered: {n} ideas, No. {first} to {last}.",
        n=len(numbers),
        first=numbers[0],
        last=numbers[-1],
    )


FORM: Final = Form(
    name="paper",
    steps=(
        Step(
            name="ideas",
            ask=_ask,
            label=label("Ideas"),
            check=_check,
            free=Free.LINES,
        ),
        one_or_several.STEP,
        Step(
            name="channel",
            ask=_("How did people tell you?"),
            label=label("How they told you"),
            choices=_channels,
        ),
        Step(
            name="community",
            ask=_("Which community is it for?"),
            label=label("Community"),
            choices=_communities,
            skip_if=_has_one,
        ),
    ),
    preview=_preview,
    submit=_submit,
    submit_label=label("Enter"),
    words=("ideas",),
)

FEATURE: Final = Feature(
    name=NAME,
    needs="paper.enter",
    rights={"f": "person"},
    commands={"paper": begin},
    about={"paper": _("enter ideas from paper or by phone")},
    team_labels={label("Enter from paper"): ("paper.enter", begin)},
    payloads={"f": follow},
    files={".csv": take, ".xlsx": take},
    results={_CAME: read},
    forms=(FORM,),
)
