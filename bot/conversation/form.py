"""What a form is made of."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from bot.context import Context
from bot.errors import UserError
from bot.i18n import Content, Text, _, label
from bot.keyboards import Button

Answers = dict[str, Any]
FEATURE: Final = "form.1"
PREVIEW: Final = "preview"
SEND: Final = label("Send")
OTHER: Final = label("Other")
PRESS_A_BUTTON: Final = _("Please choose one of the buttons.")


NO_HELP: Final = label("No, it is a proposal")
GO_ON: Final = label("No, go on")


class Free(Enum):
    """What the guard looks for in an answer before anything of it is kept.

    Military matters nobody may write. The team may name services with their phones,
    and is not asked whether it needs help. NO is for what is looked up and not kept:
    whoever calls for help instead is heard all the same. LINES of what others said are
    looked over one by one, by the step itself.
    """

    NO = "no"
    LINES = "lines"
    TEAM = "team"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a typed answer is not taken; the question is asked again under it."""

    why: Content


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a step.

    Choices with a `detail` become a numbered list; their buttons are the numbers.
    """

    value: str
    label: Text | str
    detail: Content | None = None


Check = Callable[[Context, Answers, str], Awaitable[Any]]
Choices = Callable[[Context, Answers], Awaitable[Sequence[Choice]]]
Behind = Callable[[Context, Answers], Awaitable[None]]
Condition = Callable[[Context, Answers], Awaitable[bool]]
Ask = Callable[[Context, Answers], Awaitable[Content]]
Ways = Callable[[Context, Answers], Awaitable[Sequence[Button]]]
Leads = Callable[[str], str | None]
Home = Callable[[Answers], Button]


def among(names: Mapping[str, Text]) -> Choices:
    """Offer what codes are called, always the same."""
    every = [Choice(code, name) for code, name in names.items()]

    async def choices(_context: Context, _answers: Answers) -> Sequence[Choice]:
        return every

    return choices


@dataclass(frozen=True, kw_only=True)
class Step:
    """One question: typed (`check`), chosen (`choices`), or both.

    `check` returns the value to keep, or raises UserError; `read` makes a Mistake of
    that, so that the question comes again under the reason.
    `others` are shown by a button below the choices; long lists go by pages of 8.
    `skip_if` tells that a question does not arise; it is also asked, for the count,
    while earlier answers are missing.
    `hangs_on` names the earlier step whose answer decides that: until it is given,
    nobody knows how many questions there are, and none is told.
    `again` tells that an answer settles nothing yet: it is asked on, and `ask` and
    `choices` can say more (a search, whose results are to choose from).
    `label` is the button on the preview that changes the answer.
    `free`: what the guard looks for in what is typed, before the step reads it.
    `leads` names the deep link that a choice follows instead, and the form is left.
    `photos`: how many it takes; its answer is a list of the names of their files.
    """

    name: str
    ask: Text | Ask
    label: Text
    check: Check | None = None
    choices: Choices | None = None
    others: Choices | None = None
    others_label: Text = OTHER
    several: bool = False
    optional: bool = False
    skip_if: Condition | None = None
    hangs_on: str | None = None
    again: Condition | None = None
    free: Free = Free.PEOPLE
    leads: Leads | None = None
    photos: int = 0

    async def read(self, context: Context, answers: Answers, text: str) -> Any:
        """Make an answer of what was typed, or tell what is to be mended."""
        if self.check is None:
            return Mistake(PRESS_A_BUTTON)
        try:
            return await self.check(context, answers, text)
        except UserError as refusal:
            return Mistake(refusal.text)


@dataclass(frozen=True, kw_only=True)
class Form:
    """Steps in order, a preview with optional details, and what sending does.

    Without a preview the form is sent after its last step. Its questions are counted
    ("2 of 4"), unless it only changes what is there already.
    `words` names the answers that may be given with the form and yet are what the
    person wrote: they are not dropped without a question.
    `behind` is what Back does on the first question while it has no answer.
    `home` is the button to where it was begun, for who gives it up.
    `ways` are buttons of the preview that lead to other screens.
    `no_help` is the button of somebody whom the guard took for one who needs help.
    `is_unread` tells that it shows, or is told, a text that only moderators may see: of
    the case that it is given as `case`, whose number it is given as `number`.
    """

    name: str
    steps: Sequence[Step]
    submit: Callable[[Context, Answers], Awaitable[None]]
    details: Sequence[Step] = ()
    preview: Callable[[Context, Answers], Awaitable[Content]] | None = None
    submit_label: Text = SEND
    counted: bool = True
    words: Sequence[str] = ()
    behind: Behind | None = None
    home: Home | None = None
    no_help: Text = GO_ON
    ways: Ways | None = None
    is_unread: bool = False

    def step(self, name: str) -> Step | None:
        """Find a step or a detail by its name."""
        every = (*self.steps, *self.details)
        return next((step for step in every if step.name == name), None)

    def is_detail(self, step: Step) -> bool:
        """Tell whether a step is reached from the preview only."""
        return step in self.details
