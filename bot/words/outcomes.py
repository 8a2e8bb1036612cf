"""What authors are asked after a final answer, and what one tap can say."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import Text, _, label

OUTCOME_QUESTIONS: Final[Mapping[str, Text]] = {
    "better": _("Did things get better?"),
    "helped": _("Was the answer helpful?"),
}
OUTCOME_ANSWERS: Final[Mapping[str, Text]] = {
    "yes": label("Yes"),
    "no": label("No"),
    "unsure": label("Hard to say"),
}
