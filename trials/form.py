"""The trial's own form: seven updates, of which each leaves one effect and one answer.

The effect is written in the update's transaction; the answer quotes the update's text.
"""

import os
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from typing import Final

from sqlalchemy import text
from telegram import Update
from typing_extensions import override

from bot.context import Context
from bot.conversation.form import Answers, Check, Form, Step
from bot.features import Feature
from bot.i18n import Text

COMMAND: Final = "trial"
STEPS: Final = ("opened", "one", "two", "three", "four", "five", "sent")
_WRITE: Final = text("""
    insert into trial_effect (chat, tag, step, process)
    values (:chat, :tag, :step, :process)
""")
# The questions of a form are the same for everybody; this is how they quote the answer.
_quoted: Final[ContextVar[str]] = ContextVar("quoted", default="")


class _Quoted(Mapping[str, object]):
    """The value of a question's only placeholder: the update that is being answered."""

    @override
    def __getitem__(self, key: str) -> str:
        return _quoted.get()

    @override
    def __iter__(self) -> Iterator[str]:
        yield "tag"

    @override
    def __len__(self) -> int:
        return 1


async def leave_effect(context: Context, tag: str, step: str) -> None:
    """Write the row by which an update's effect is seen."""
    _quoted.set(tag)
    values = {"chat": context.unit.user_id, "tag": tag, "step": step}
    await context.session.execute(_WRITE, values | {"process": os.getpid()})


async def _open(_update: Update, context: Context) -> None:
    await leave_effect(context, context.arguments[0], STEPS[0])
    await context.close_form()
    await context.begin("trial")


def _check(step: str) -> Check:
    async def check(context: Context, _answers: Answers, said: str) -> str:
        await leave_effect(context, said, step)
        return said

    return check


async def _submit(context: Context, _answers: Answers) -> None:
    context.say(Text("{tag} was the last answer.", None, _Quoted()))


def _step(name: str) -> Step:
    asked = Text("{tag} is noted. What comes next?", None, _Quoted())
    return Step(name=name, ask=asked, label=Text(name), check=_check(name))


FORM: Final = Form(
    name="trial", steps=[_step(name) for name in STEPS[1:]], submit=_submit
)
TRIAL: Final = Feature(name="trial.1", commands={COMMAND: _open}, forms=[FORM])
