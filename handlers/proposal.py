"""Suggesting an idea: the text, its topic, a preview with details, the receipt."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from bot.context import Context
from bot.conversation import addressees, already, collecting, photo_step, typed
from bot.conversation.form import NO_HELP, Answers, Choice, Form, Step, among
from bot.features import Feature
from bot.i18n import Content, Joined, _, bold, label, lines, paragraphs, quote
from bot.presses import go_below
from bot.services.places import groups
from bot.services.sending import proposals
from bot.services.sending.proposals import Proposal, Receipt
from bot.services.texts import proposal_text, topics
from bot.services.texts.topics import Topic
from bot.services.voting.publishing import Published
from bot.words.codes import TOPICS, WHEREABOUTS, WHOM


async def begin(_update: Update, context: Context) -> None:
    """Ask for the idea, after the community if none was chosen yet."""
    codes = await addressees.codes(context)
    if codes:
        await collecting.check_beginning(context, codes)
        await context.begin("proposal")
    else:
        await context.begin("community", then="proposal")


async def begin_again(update: Update, context: Context) -> None:
    """Ask for the idea anew; why the last one was not passed on stays in sight."""
    go_below(context)
    await begin(update, context)


async def _guessed(_context: Context, answers: Answers) -> Sequence[Choice]:
    return [Choice(code, TOPICS[code]) for code in topics.guess(answers["text"])]


async def _is_addition(context: Context, answers: Answers) -> bool:
    """Tell whether topic and community are those of another proposal."""
    return await already.original(context, answers) is not None


async def _has_addressee(context: Context, answers: Answers) -> bool:
    if await _is_addition(context, answers):
        return True
    skip = addressees.STEP.skip_if
    return skip is not None and await skip(context, answers)


async def _preview(context: Context, answers: Answers) -> Content:
    return paragraphs(
        bold(_("Please check before sending:")),
        quote(answers["text"]),
        lines(
            *await _belongs(context, answers),
            *_details(answers),
            *await photo_step.told(context, answers),
        ),
        _("Who sees it: moderators, then the group. The author is not shown."),
    )


async def _belongs(context: Context, answers: Answers) -> list[Content]:
    original = await already.original(context, answers)
    if original is not None:
        return [_("Details for No. {id}", id=str(original.number))]
    topic = _("Topic: {topic}", topic=TOPICS[_topic(answers)])
    return [*await addressees.told(context, answers), topic]


def _topic(answers: Answers) -> str:
    """Name the topic; what it was to add to may have been hidden meanwhile."""
    topic: str = answers.get("topic", Topic.P99)
    return topic


def _details(answers: Answers) -> list[Content]:
    shown: list[Content] = []
    if answers.get("whom"):
        named = Joined(", ", tuple(WHOM[code] for code in answers["whom"]))
        shown.append(_("Whom it helps: {whom}", whom=named))
    if answers.get("place"):
        shown.append(_("Place: {place}", place=answers["place"]))
    if answers.get("whereabouts"):
        about = WHEREABOUTS[answers["whereabouts"]]
        shown.append(_("About yourself: “{about}”", about=about))
    return shown


async def _submit(context: Context, answers: Answers) -> None:
    original = await already.original(context, answers)
    codes = await photo_step.codes(context, answers, original)
    photos, is_bare = await photo_step.given(context, answers, codes)
    proposal = Proposal(
        text=answers["text"],
        topic=original.topic if original else _topic(answers),
        communities=codes,
        adds_to=original.number if original else None,
        place=answers.get("place"),
        whom=answers.get("whom") or (),
        whereabouts=answers.get("whereabouts"),
        relay=answers.get("relay", True),
        photos=photos,
    )
    await collecting.check_sending(context, codes)
    receipt = await proposals.submit(
        context.session, context.someone, proposal, context.address
    )
    names = [groups.name(each, context.language) for each in receipt.groups]
    await context.show_menu(
        paragraphs(
            _received(receipt, original),
            _("Who reads it: {groups}", groups=", ".join(names)),
            photo_step.STAYED if is_bare else "",
        )
    )


def _received(receipt: Receipt, original: Published | None) -> Content:
    if original is not None:
        return _(
            "Thank you! Your details are No. {id}, they belong to No. {other}. The "
            "working group’s team will read them by {date}. The answer will come here.",
            id=receipt.number,
            other=str(original.number),
            date=receipt.due,
        )
    return _(
        "Thank you! Your proposal is No. {id}. The working group’s team will "
        "read it by {date}. The answer will come here.",
        id=receipt.number,
        date=receipt.due,
    )


FORM = Form(
    name="proposal",
    steps=(
        Step(
            name="text",
            ask=_("What should change and why? Describe it in a few sentences."),
            label=label("Text"),
            check=typed.whole,
        ),
        already.STEP,
        Step(
            name="topic",
            ask=_("Which topic is it about?"),
            label=label("Topic"),
            skip_if=_is_addition,
            hangs_on=already.STEP.name,
            choices=_guessed,
            others=among(TOPICS),
            others_label=label("Other topics"),
        ),
        replace(
            addressees.STEP,
            skip_if=_has_addressee,
            hangs_on=already.STEP.name,
            choices=collecting.choices,
        ),
    ),
    details=(
        Step(
            name="whom",
            ask=_("Who will it help?"),
            label=label("Whom it helps"),
            choices=among(WHOM),
            several=True,
            optional=True,
        ),
        Step(
            name="place",
            ask=_("In which village or town? No exact address is needed."),
            label=label("Place"),
            check=typed.short(proposal_text.PLACE_LONGEST),
            optional=True,
        ),
        Step(
            name="whereabouts",
            ask=_("What is your tie to the community?"),
            label=label("About me"),
            choices=among(WHEREABOUTS),
            optional=True,
        ),
        photo_step.STEP,
    ),
    preview=_preview,
    submit=_submit,
    words=("text",),
    no_help=NO_HELP,
)

FEATURE = Feature(
    name="proposal.1",
    needs="person",
    commands={"idea": begin},
    about={"idea": _("suggest an idea for your community")},
    labels={label("Suggest an idea"): begin},
    payloads={"idea": begin},
    buttons={"again": begin_again},
    forms=(FORM,),
)
