"""Free text without a form, and commands that do not exist."""

from collections.abc import Sequence

from telegram import Update

from bot.context import Context
from bot.conversation import addressees, collecting, guard, questions
from bot.conversation.draft import WRITTEN
from bot.conversation.form import NO_HELP, Answers, Choice, Form, Step
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, label, lines, paragraphs, quote
from bot.markup import clip
from bot.presses import go_below
from bot.services.moderating import clarifications
from bot.services.texts import proposal_text

PROPOSAL = "proposal"
CONCERN = "concern"
NOTHING = "nothing"
ANSWER = "answer"  # followed by the case whose author was asked
_SHOWN = 200  # characters that tell one text from another
_MOST = 8  # questions for which there is room


async def receive(_update: Update, context: Context) -> None:
    """Keep a text and ask what it is; tell what the bot can do otherwise."""
    text = context.arguments[0]
    if text.startswith("/"):
        await _tell_skills(context)
        return
    try:
        heard = await guard.hear(context, text)
        if heard is None:
            return
        if "held" not in heard:
            await _check(context, heard["text"])
    except UserError as refusal:
        await context.show_menu(paragraphs(refusal.text, _skills()))
        return
    came = context.unit.incoming
    await context.begin("offer", since=came, **{WRITTEN: came} | heard)


async def _check(context: Context, text: str) -> None:
    """Refuse at once what no form would take; an answer may be a short one."""
    if await clarifications.open_for(context.session, context.someone):
        proposal_text.check_short(text, proposal_text.LONGEST)
    else:
        proposal_text.check(text)


async def _ask(context: Context, answers: Answers) -> Content:
    instead = _("We have kept this text instead of the earlier one.")
    return paragraphs(
        instead if answers.get("replaces") else "",
        await _question(context),
        quote(clip(answers["text"], _SHOWN)),
    )


async def _question(context: Context) -> Content:
    asked = await clarifications.open_for(context.session, context.someone)
    if asked:
        return paragraphs(
            *(questions.asked(each, _SHOWN) for each in asked[:_MOST]),
            _("Is it an answer to the team’s question? We have kept the text."),
        )
    return _("Is it a proposal or something that worries you? We have kept the text.")


async def _kinds(context: Context, _answers: Answers) -> Sequence[Choice]:
    asked = await clarifications.open_for(context.session, context.someone)
    if not asked:
        return [
            Choice(PROPOSAL, label("It is a proposal")),
            Choice(CONCERN, label("It is what worries me")),
            Choice(NOTHING, label("Neither")),
        ]
    answers = [
        Choice(f"{ANSWER}{each.case_id}", label("Answer to No. {id}", id=each.number))
        for each in asked
    ]
    return [
        *answers,
        Choice(PROPOSAL, label("It is a new proposal")),
        Choice(CONCERN, label("It is what worries me")),
    ]


async def _replace(context: Context, answers: Answers, text: str) -> None:
    """Ask about a further text by itself: buttons of the earlier question are old."""
    await _check(context, text)
    answers["text"] = text
    answers[WRITTEN] = context.unit.incoming or answers.get(WRITTEN)


async def _submit(context: Context, answers: Answers) -> None:
    match answers["kind"]:
        case None:
            await context.begin("offer", replaces=True, **_given(answers))
        case "proposal":
            await _propose(context, answers)
        case "concern":
            await _worry(context, answers)
        case str(kind) if kind.startswith(ANSWER):
            await _answer(context, int(kind.removeprefix(ANSWER)), answers)
        case _:
            go_below(context)
            await context.show_menu(_("All right. We kept nothing and sent nothing."))


async def _answer(context: Context, case_id: int, answers: Answers) -> None:
    person, longest = context.someone, proposal_text.ANSWER_LONGEST
    await clarifications.check_open(context.session, person, case_id)
    try:
        words = proposal_text.check_short(answers["text"], longest)
    except UserError as refusal:
        go_below(context)
        context.say(refusal.text)
        await context.begin("answer", case=case_id)
        return
    relay = answers.get(guard.RELAY, True)
    number = await clarifications.answer(
        context.session, person, case_id, words, relay=relay
    )
    await context.show_menu(
        _("Thank you! The team has your answer on No. {id}.", id=number)
    )


async def _propose(context: Context, answers: Answers) -> None:
    given = guard.carried(answers) | _text(context, answers)
    if not await addressees.kept(context):
        await context.begin("community", then="proposal", carried=given)
    elif refusal := await collecting.refusal(context):
        go_below(context)
        await context.show_menu(refusal)
    else:
        await context.begin("proposal", **given)


async def _worry(context: Context, answers: Answers) -> None:
    since = {"since": answers.get("since")}
    given = guard.carried(answers) | _text(context, answers)
    await context.begin("worry", **since | given)


def _text(context: Context, answers: Answers) -> Answers:
    """Take the text along, unless it is too short for anything but an answer."""
    try:
        text = proposal_text.check(answers["text"])
    except UserError as refusal:
        go_below(context)
        context.say(refusal.text)
        return {}
    return {"text": text, WRITTEN: answers.get(WRITTEN)}


def _given(answers: Answers) -> Answers:
    kept = {name: answers.get(name) for name in ("text", "since", WRITTEN)}
    return kept | guard.carried(answers)


async def _tell_skills(context: Context) -> None:
    told = _("I could not understand the message. Here is what I can do:")
    await context.show_menu(lines(told, _skills()))


def _skills() -> Content:
    return lines(
        _("/idea — suggest an idea for your community"),
        _("/concern — tell what worries you"),
        _("/mine — see what became of your messages"),
        _("/help — everything else"),
    )


FORM = Form(
    name="offer",
    steps=(
        Step(
            name="kind",
            ask=_ask,
            label=label("Kind"),
            choices=_kinds,
            check=_replace,
        ),
    ),
    submit=_submit,
    words=("text",),
    no_help=NO_HELP,
)

FEATURE = Feature(name="unknown.1", needs="person", forms=(FORM,), fallback=receive)
