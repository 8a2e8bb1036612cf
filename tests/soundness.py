"""What every test holds the bot to, whatever the test is about.

Each call keeps to the specification of the Bot API, and each screen is sound in both
languages, though a test reads it in one: a stand-in would take it, labels are short.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from bot.i18n import LANGUAGES, Translator, translator
from bot.keyboards import SHORT, Inline
from bot.markup import MESSAGE_LIMIT
from bot.playground import telegram
from bot.playground.answers import JSON, RefusalError
from bot.playground.keyboards import check_markup
from bot.playground.spec import check
from bot.playground.text import read_text
from bot.playground.utf16 import width
from bot.saying import Saying


@contextmanager
def watched() -> Iterator[list[str]]:
    """Look at every call and screen; gives the faults, which grow meanwhile."""
    faults: list[str] = []
    known: set[int] = set()
    render = Saying.render

    def read(method: str, params: Mapping[str, Any]) -> tuple[JSON, list[str]]:
        values, problems = check.read(method, params)
        faults.extend(problems)
        return values, problems

    def render_both(saying: Saying, words: Translator) -> JSON:
        shape = hash(saying.content)
        if shape not in known:  # of one that comes again only the values differ
            known.add(shape)
            for each in LANGUAGES:
                faults.extend(_faults(saying, render(saying, translator(each))))
        return render(saying, words)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(telegram, "read", read)
        patch.setattr(Saying, "render", render_both)
        yield faults


def _faults(saying: Saying, said: JSON) -> Iterator[str]:
    try:
        text = read_text(said["text"], "HTML", None)["text"]
        check_markup(said.get("reply_markup"), private=True)
    except RefusalError as refusal:
        yield f"{refusal.description}: {said['text']}"
        return
    if not 0 < width(text) <= MESSAGE_LIMIT:
        yield f"{width(text)} characters: {text}"
    if isinstance(saying.keyboard, Inline):
        rows = said["reply_markup"]["inline_keyboard"]
        labels = [key["text"] for row in rows for key in row]
        yield from (f"a long label: {each}" for each in labels if len(each) > SHORT)
