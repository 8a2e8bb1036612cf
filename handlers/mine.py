"""What became of what one sent: its history, news of it, taking it back."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import questions
from bot.conversation.form import Answers, Form, Step
from bot.features import Feature
from bot.i18n import (
    Content,
    Joined,
    _,
    bold,
    full_date,
    label,
    lines,
    paragraphs,
    quote,
)
from bot.keyboards import Button, Inline, column, data, in_rows
from bot.models.case import Status
from bot.presses import go_below, numbered
from bot.services.days.deadlines import local_day
from bot.services.moderating import clarifications, details, refusal_text, rewriting
from bot.services.moderating.details import Story
from bot.services.places import groups
from bot.services.sending import proposals
from bot.services.sending.proposals import Mine
from bot.services.steps import step_news, step_text
from bot.services.steps.group_cases import Step as Taken
from bot.services.texts import proposal_text
from bot.words import rewrites
from bot.words.codes import REASONS, STATUSES, TOPICS
from bot.words.concerns import SUBJECTS

NAME: Final = "mine.1"
_IN_A_ROW: Final = 5


async def show(_update: Update, context: Context) -> None:
    """List what the person sent, the newest first."""
    mine = await proposals.mine(context.session, context.someone)
    context.say(_list(mine), _list_buttons(mine))


async def show_earlier(_update: Update, context: Context) -> None:
    """List what was sent before a number."""
    before = int(context.arguments[0])
    mine = await proposals.mine(context.session, context.someone, before=before)
    context.edit(_list(mine), _list_buttons(mine))


async def show_one(_update: Update, context: Context) -> None:
    """Show one of them with its text, and below it what its author is asked."""
    number = int(context.arguments[0])
    await _show_one(context, number)
    await _show_questions(context, number)


async def hear(_update: Update, context: Context) -> None:
    """Let the person hear of a message, or no more."""
    number, wanted = (int(each) for each in context.arguments[:2])
    await details.hear(context.session, context.someone, number, news=bool(wanted))
    await _show_one(context, number)


async def add(_update: Update, context: Context) -> None:
    """Ask for a detail, while the team has not read the text."""
    number = int(context.arguments[0])
    await proposals.get_mine(context.session, context.someone, number)
    await details.check(context.session, number)
    go_below(context)
    await context.begin("detail", number=number)


async def _show_one(context: Context, number: int) -> None:
    each = await proposals.get_mine(context.session, context.someone, number)
    text = quote(each.text) if each.text else _("The text has been erased.")
    reasons = [
        await refusal_text.tell(context.session, news)
        for news in await step_news.refusals(context.session, number)
    ]
    context.edit(
        paragraphs(_line(each), text, *await _stories(context, each, number), *reasons),
        column(*_buttons(each, number)),
    )


async def _show_questions(context: Context, number: int) -> None:
    """Ask in messages of their own: one might not hold both texts."""
    for each in await clarifications.open_for(context.session, context.someone):
        if each.number == str(number):
            context.say(questions.told(each), column(questions.key(each.case_id)))
    asked = await rewriting.question(context.session, number)
    if asked is not None:
        question = rewrites.asked(str(number), asked.text, asked.due)
        context.say(question, Inline([rewrites.keys(asked.case_id)]))


def _buttons(each: Mine, number: int) -> Sequence[Button]:
    buttons = []
    if each.can_be_added_to:
        buttons.append(Button(label("Add a detail"), data(NAME, "add", number)))
    if each.can_be_withdrawn:
        buttons.append(Button(label("Withdraw"), data(NAME, "ask", number)))
    hear = label("Stop news about it") if each.hears else label("Send news about it")
    buttons.append(Button(hear, data(NAME, "news", number, int(not each.hears))))
    buttons.append(Button(label("Back to the list"), data(NAME, "list", number + 1)))
    return buttons


async def _stories(context: Context, each: Mine, number: int) -> Sequence[Content]:
    """Tell its history before each group, and what the last step said."""
    found = await details.stories(context.session, number)
    is_concern = each.topic not in TOPICS
    told = [_story(story, is_concern=is_concern) for story in found]
    if len(told) == 1:
        return told
    names = [groups.name(story.group, context.language) for story in found]
    return [lines(bold(name), one) for name, one in zip(names, told, strict=True)]


def _story(story: Story, *, is_concern: bool) -> Content:
    steps = [_step(story, step) for step in story.steps]
    return lines(*steps, _last(story, is_concern=is_concern))


def _step(story: Story, step: Taken) -> Content:
    day = local_day(step.event.at, story.group.time_zone)
    status = STATUSES[step.event.status]
    return _("{date}: {status}", date=full_date(day), status=status)


def _last(story: Story, *, is_concern: bool) -> Content:
    if not story.steps or story.steps[-1].event.reason in REASONS:
        return ""
    step = story.steps[-1]
    status = Status(step.event.status)
    return step_text.to_author(status, step.facts, is_concern=is_concern)


async def _check(context: Context, answers: Answers, text: str) -> str:
    words = proposal_text.check_short(text, proposal_text.ANSWER_LONGEST)
    await details.check(context.session, answers["number"], words)
    return words


async def _submit(context: Context, answers: Answers) -> None:
    number = answers["number"]
    await details.add(context.session, context.someone, number, answers["detail"])
    await context.show_menu(_("Added to No. {id}.", id=str(number)))


FORM: Final = Form(
    name="detail",
    steps=(
        Step(
            name="detail",
            ask=_("What would you like to add?"),
            label=label("Detail"),
            check=_check,
        ),
    ),
    submit=_submit,
)


async def ask_withdraw(_update: Update, context: Context) -> None:
    """Ask once more before the text is erased."""
    number = context.arguments[0]
    context.edit(
        _("Withdraw message No. {id}? Its text will be erased.", id=number),
        column(
            Button(label("Withdraw"), data(NAME, "withdraw", number)),
            Button(label("Back"), data(NAME, "one", number)),
        ),
    )


async def withdraw(_update: Update, context: Context) -> None:
    """Take a proposal or a concern back."""
    number = context.arguments[0]
    await proposals.withdraw(context.session, context.someone, int(number))
    context.edit(_("Message No. {id} is withdrawn.", id=number))


def _list(mine: Sequence[Mine]) -> Content:
    if not mine:
        return _("You have not sent anything yet.")
    return paragraphs(_("My messages"), *(_line(each) for each in mine))


def _line(each: Mine) -> Content:
    statuses = Joined(", ", tuple(STATUSES[status] for status in each.statuses))
    return lines(
        _(
            "No. {id}, {date}: {status}",
            id=each.number,
            date=each.sent,
            status=statuses,
        ),
        SUBJECTS[each.topic],
    )


def _list_buttons(mine: Sequence[Mine]) -> Inline | None:
    if not mine:
        return None
    buttons = [
        Button(_("No. {id}", id=each.number), data(NAME, "one", each.number))
        for each in mine
    ]
    rows = in_rows(buttons, _IN_A_ROW)
    if len(mine) == proposals.PAGE:
        more = data(NAME, "list", mine[-1].number)
        rows.append([Button(label("Show more"), more)])
    return Inline(rows)


FEATURE = Feature(
    name=NAME,
    needs="person",
    commands={"mine": show},
    about={"mine": _("see what became of your messages")},
    labels={label("My messages"): show},
    buttons={
        "list": numbered(show_earlier),
        "one": numbered(show_one),
        "news": numbered(hear, 2),
        "add": numbered(add),
        "ask": numbered(ask_withdraw),
        "withdraw": numbered(withdraw),
    },
    forms=(FORM,),
)
