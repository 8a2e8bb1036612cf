"""How long the sentences and labels are that a walk has shown, and what it has not.

The catalogues are checked by `tools.texts`; here they are seen with their values in.
What people wrote, in quotes and under spoilers, is theirs.
"""

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.playground.calls import Call
from bot.playground.message import Message
from tools import texts

_THEIRS: Final = {"blockquote", "expandable_blockquote", "spoiler"}
_LINK: Final = re.compile(r"https://\S+")
_TICK: Final = "✓ "


@dataclass(frozen=True, slots=True)
class Heard:
    """What the bot showed: whole texts, their sentences, and labels."""

    whole: frozenset[str]
    sentences: frozenset[str]
    labels: frozenset[str]


def heard(calls: Sequence[Call]) -> Heard:
    """Gather what a list of calls showed."""
    messages = [Message(call.result) for call in calls if _is_message(call)]
    own = {_without_theirs(each) for each in messages}
    return Heard(
        whole=frozenset(each.text for each in messages),
        sentences=frozenset(part for each in own for part in _sentences(each)),
        labels=frozenset(name for each in calls for name in _labels(each.params)),
    )


def report(language: str, found: Heard) -> Iterator[str]:
    """Tell the longest ones, and name each that is too long."""
    for what, shown, limit in (
        ("sentence", found.sentences, texts.SENTENCE_LIMIT),
        ("label", found.labels, texts.LABEL_LIMIT),
    ):
        longest = max(shown, key=len, default="")
        yield f"{language}: longest {what}, {len(longest)} characters: {longest}"
        for each in sorted(shown, key=len):
            if len(each) > limit:
                yield f"{language}: a {what} of {len(each)} characters: {each}"


def unseen(language: str, found: Heard) -> Iterator[str]:
    """Name the texts of the catalogue that no screen has shown."""
    shown = "\n".join([*found.whole, *found.labels])
    for each in texts.spoken(language):
        if not _pattern(each).search(shown):
            yield f"{language}: never shown: {each}"


def _is_message(call: Call) -> bool:
    return call.accepted and isinstance(call.result, dict) and "chat" in call.result


def _without_theirs(message: Message) -> str:
    units = message.text.encode("utf-16-le")
    kept, at = b"", 0
    for entity in sorted(message.entities, key=lambda one: int(one["offset"])):
        if entity["type"] in _THEIRS and 2 * entity["offset"] >= at:
            kept += units[at : 2 * entity["offset"]]
            at = 2 * (entity["offset"] + entity["length"])
    return (kept + units[at:]).decode("utf-16-le")


def _sentences(text: str) -> list[str]:
    return texts.SENTENCE_END.split(_LINK.sub("", text))


def _labels(asked: dict[str, Any]) -> Iterator[str]:
    markup = asked.get("reply_markup") or {}
    for row in [*markup.get("inline_keyboard", []), *markup.get("keyboard", [])]:
        for key in row:
            yield (key if isinstance(key, str) else key["text"]).removeprefix(_TICK)


def _pattern(text: str) -> re.Pattern[str]:
    parts = string.Formatter().parse(re.sub(r"</?[a-z]+>", "", text))
    return re.compile(
        "".join(
            re.escape(words) + ("" if field is None else r"[\s\S]{0,200}?")
            for words, field, _, _ in parts
        )
    )
