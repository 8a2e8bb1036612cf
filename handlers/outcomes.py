"""After a final answer: did it get better, did the answer help? One tap, once.

Who says that something implemented did not help can reopen it with a comment.
"""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Form, Step
from bot.features import Feature
from bot.i18n import Content, _, label, paragraphs
from bot.keyboards import Button, Inline, data
from bot.models import Notice
from bot.models.outcome import Answer
from bot.presses import numbered, read_place
from bot.saying import Saying
from bot.services.moderating import reopening
from bot.services.steps import outcomes
from bot.services.steps.outcomes import Asked
from bot.services.texts import proposal_text
from bot.words.outcomes import OUTCOME_ANSWERS, OUTCOME_QUESTIONS

NAME: Final = "outcome.1"
_ORDER: Final = tuple(Answer)  # buttons bear an answer by its place


async def ask(session: AsyncSession, notice: Notice) -> Saying | None:
    """Ask, without a word of what it is about."""
    asked = await outcomes.asked(session, notice.subject, notice.recipient_id)
    return None if asked is None else Saying(_question(asked), _buttons(asked))


async def say(_update: Update, context: Context) -> None:
    """Keep what was pressed first; a "no" may be followed by a comment."""
    event_id, said = int(context.arguments[0]), read_place(context, 1, _ORDER)
    asked = await outcomes.answer(context.session, context.someone, event_id, said)
    again = Button(label("Write what is wrong"), data(NAME, "again", event_id))
    context.edit(
        paragraphs(_question(asked), _thanks(asked)),
        Inline([[again]] if asked.is_worse else []),
    )


async def begin(_update: Update, context: Context) -> None:
    """Ask what is still wrong, if nobody has taken it up yet."""
    event_id = int(context.arguments[0])
    await reopening.check(context.session, context.someone, event_id)
    context.unit.pressed = None  # its button stays: a comment may be given up
    await context.begin("reopen", event=event_id)


def _question(asked: Asked) -> Content:
    return paragraphs(
        _("About message No. {id}.", id=asked.number), OUTCOME_QUESTIONS[asked.question]
    )


def _buttons(asked: Asked) -> Inline:
    yes, no, unsure = (
        Button(OUTCOME_ANSWERS[answer], data(NAME, "say", asked.event_id, place))
        for place, answer in enumerate(_ORDER)
    )
    return Inline([[yes, no], [unsure]])


def _thanks(asked: Asked) -> Content:
    if asked.answer is None:
        return ""
    told = _("Your answer: {answer}. Thank you!", answer=OUTCOME_ANSWERS[asked.answer])
    if asked.is_worse:
        more = _("Write what is still wrong, and the team looks into it again.")
        return paragraphs(told, more)
    if asked.answer is Answer.NO and asked.contact:
        disagree = _("If you disagree, write here: {contact}", contact=asked.contact)
        return paragraphs(told, disagree)
    return told


async def _check(context: Context, answers: Answers, text: str) -> str:
    words = proposal_text.check_short(text, proposal_text.ANSWER_LONGEST)
    await reopening.check(context.session, context.someone, answers["event"], words)
    return words


async def _submit(context: Context, answers: Answers) -> None:
    person, event_id = context.someone, answers["event"]
    asked = await outcomes.given(context.session, person, event_id)
    due = await reopening.reopen(
        context.session,
        person,
        event_id,
        answers["comment"],
        relay=answers.get("relay", True),
    )
    await context.show_menu(
        _(
            "Thank you! No. {id} is open again. The team will read it by {date}.",
            id=asked.number,
            date=due,
        )
    )


FORM: Final = Form(
    name="reopen",
    steps=(
        Step(
            name="comment",
            ask=_("What is still wrong? Describe the situation, not people."),
            label=label("Comment"),
            check=_check,
        ),
    ),
    submit=_submit,
)

FEATURE: Final = Feature(
    name=NAME,
    needs="person",
    buttons={"say": numbered(say, 2), "again": numbered(begin)},
    forms=(FORM,),
    notices={outcomes.KIND: ask},
)
