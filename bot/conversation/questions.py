"""The team's questions to an author, wherever they see and answer them."""

from typing import Final

from bot.conversation import typed
from bot.conversation.form import Answers
from bot.i18n import Content, Tagged, Text, _, label, paragraphs
from bot.keyboards import Button, data
from bot.markup import clip
from bot.services.steps.step_news import News
from bot.services.texts import languages

FEATURE: Final = "reply.1"
ASKED: Final = _("The team’s question on No. {id}: {question}")


def asked(news: News, longest: int, text: Text = ASKED) -> Content:
    """Put a question, not all of a long one; a locked phone does not show it."""
    words = clip(news.facts.get("question", ""), longest)
    return text.filled(id=news.number, question=Tagged("tg-spoiler", words))


def told(news: News, text: Text = ASKED) -> Content:
    """Put a question, and until when it can be answered."""
    return paragraphs(
        asked(news, typed.FACT, text),
        languages.original(news.facts.get("question", "")),
        _("You can answer until {date}.", date=news.due),
    )


def key(case_id: int) -> Button:
    """Make the button that begins the answer."""
    return Button(label("Answer"), data(FEATURE, "answer", case_id))


def home(answers: Answers) -> Button:
    """Make the button that begins an answer anew."""
    return key(answers["case"])
