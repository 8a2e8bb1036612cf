"""A form with every kind of question, and a bot around it."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Choice, Form, Step
from bot.db import Sessions
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, label, paragraphs
from bot.keyboards import Button, column
from bot.models import Counter
from bot.playground.person import Person
from bot.playground.telegram import Telegram
from bot.services.letters import counters
from bot.services.team import people
from tests.handlers.cast import agreed
from tests.world import World

LONG = "Поставити лавки біля амбулаторії"
SHORT = _("The text is too short. Please add one more sentence.")


async def check(_context: Context, _answers: Answers, text: str) -> str:
    if len(text) < 5:
        raise UserError(SHORT)
    return text


async def topics(_context: Context, _answers: Answers) -> Sequence[Choice]:
    return [Choice(f"t{n}", f"Topic {n}") for n in range(1, 4)]


async def all_topics(_context: Context, _answers: Answers) -> Sequence[Choice]:
    return [Choice(f"t{n}", f"Topic {n}") for n in range(1, 21)]


async def whom(_context: Context, _answers: Answers) -> Sequence[Choice]:
    return [Choice(f"w{n}", f"Group {n}") for n in range(1, 15)]


async def moods(_context: Context, _answers: Answers) -> Sequence[Choice]:
    return [Choice("good", "Good"), Choice("bad", "Bad")]


async def first_topic(_context: Context, answers: Answers) -> bool:
    return answers.get("topic") == "t1"


async def preview(_context: Context, answers: Answers) -> Content:
    return paragraphs(_("Please check before sending:"), json.dumps(answers))


async def submit(context: Context, answers: Answers) -> None:
    if answers.get("text") == "refused":
        raise UserError(SHORT)
    await counters.count(context.session, "sent")
    await context.show_menu(f"sent {json.dumps(answers)}")


TEXT = Step(
    name="text",
    ask=_("What should change and why? Describe it in a few sentences."),
    label=label("Text"),
    check=check,
)
TOPIC = Step(
    name="topic",
    ask=_("Which topic is it about?"),
    label=label("Topic"),
    choices=topics,
    others=all_topics,
    others_label=label("Other topics"),
)
COMMUNITY = Step(
    name="mood",
    ask=_("Which community is it for?"),
    label=label("Community"),
    choices=moods,
    skip_if=first_topic,
)
WHOM = Step(
    name="whom",
    ask=_("Who will it help?"),
    label=label("Whom it helps"),
    choices=whom,
    several=True,
)
PLACE = Step(
    name="place",
    ask=_("In which village or town? No exact address is needed."),
    label=label("Place"),
    check=check,
    optional=True,
)
ABOUT = Step(
    name="about",
    ask=_("What is your tie to the community?"),
    label=label("About me"),
    choices=moods,
    optional=True,
)
TRIAL = Form(
    name="trial",
    steps=(TEXT, TOPIC, COMMUNITY, WHOM, PLACE),
    details=(ABOUT,),
    preview=preview,
    submit=submit,
)
TICKS = Form(name="ticks", steps=(WHOM,), submit=submit)
BRIEF = Form(name="brief", steps=(ABOUT,), submit=submit)


async def never(_context: Context, _answers: Answers) -> bool:
    return True


LATER = Form(
    name="later",
    steps=(replace(ABOUT, name="known", skip_if=never), ABOUT),
    submit=submit,
)


async def looked_up(_context: Context, _answers: Answers, text: str) -> str:
    return f"?{text}"


async def which(_context: Context, answers: Answers) -> Content:
    return f"found for {answers['town']}" if "town" in answers else "Which town?"


async def towns(_context: Context, answers: Answers) -> Sequence[Choice]:
    if "town" not in answers:
        return [Choice("near", "The nearest")]
    return [Choice(f"c{n}", "no label", f"Town {n}") for n in range(1, 11)]


async def is_search(_context: Context, answers: Answers) -> bool:
    return str(answers["town"]).startswith("?")


TOWN = Step(
    name="town",
    ask=which,
    label=label("Community"),
    check=looked_up,
    choices=towns,
    again=is_search,
)
SEARCH = Form(name="search", steps=(TOWN,), submit=submit)


async def start(_update: Update, context: Context) -> None:
    context.say("welcome")


async def begin(_update: Update, context: Context) -> None:
    name, *words = context.arguments
    given = {"text": " ".join(words)} if words else {}
    await context.begin(name, **given)


async def resume(_update: Update, context: Context) -> None:
    if not await context.offer_resume():
        context.say("nothing to resume")


async def close(_update: Update, context: Context) -> None:
    context.say(str(await context.close_form()))


async def speak(_update: Update, context: Context) -> None:
    language = context.arguments[0]
    await people.set_language(context.session, context.someone, language)


async def menu(_update: Update, context: Context) -> None:
    context.say("a label", column(Button("Old", "form.1:back:0:text")))


async def fallback(_update: Update, context: Context) -> None:
    context.say(f"fallback {context.arguments[0]}")


FEATURE = Feature(
    name="trial.1",
    commands={
        "start": start,
        "begin": begin,
        "resume": resume,
        "close": close,
        "speak": speak,
    },
    labels={label("Suggest an idea"): menu},
    forms=(TRIAL, TICKS, BRIEF, LATER, SEARCH),
    fallback=fallback,
)


@pytest.fixture
async def bot(sessions: Sessions, telegram: Telegram) -> World:
    return await another(sessions, telegram)


async def another(sessions: Sessions, telegram: Telegram) -> World:
    """Start the bot; a second one finds everything as the first one left it."""
    bot = World(sessions, telegram, [FEATURE])
    await bot.start()
    return bot


@pytest.fixture
async def olena(bot: World) -> Person:
    """Somebody who agreed, and reads English."""
    return await agreed(bot, language="en")


async def sent(session: AsyncSession) -> int:
    """Count how often a form was sent."""
    return await session.scalar(select(Counter.n).where(Counter.name == "sent")) or 0


def shown(someone: Person) -> Answers:
    """Read the answers off the newest preview or receipt."""
    text = next(m.text for m in reversed(someone.sees()) if "{" in m.text)
    answers: Answers = json.loads(text[text.index("{") :])
    return answers


def data(someone: Person, button: str) -> str:
    """Read the data of a button of the newest message that has one of its label."""
    for message in reversed(someone.sees()):
        key = message.key(button)
        if key is not None:
            return str(key["callback_data"])
    raise LookupError(button)
