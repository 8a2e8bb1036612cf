"""What was written in answer to a question that is asked again, to be copied."""

from typing import Final

from bot.conversation.draft import Draft
from bot.conversation.form import Free, Step
from bot.i18n import Content, _, folded, lines, quote

_SHORT: Final = 200  # characters that need no folding


def told(draft: Draft, step: Step) -> Content:
    """Quote an answer that was kept as it was typed, if there is one already."""
    answer = draft.answers.get(step.name)
    if not answer or not isinstance(answer, str) or not _is_kept(step):
        return ""
    quoted = quote(answer) if len(answer) <= _SHORT else folded(answer)
    return lines(_("Now it says:"), quoted)


def _is_kept(step: Step) -> bool:
    """Tell whether a step keeps what is typed, not a code or a day made of it."""
    is_looked_up = step.again is not None or step.free is Free.NO
    return step.check is not None and step.choices is None and not is_looked_up
