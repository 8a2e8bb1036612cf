"""The open conversation of a person: read from its row, written back to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypedDict

from bot.context import Context
from bot.conversation.form import PREVIEW, Answers, Form, Mistake, Step
from bot.crypto import Cell
from bot.i18n import Content, _
from bot.services.endings import retention
from bot.services.letters import sealed
from bot.unit import FormRow

LIFE: Final = retention.DRAFTS
GONE: Final = _("A day has passed, so the unfinished text was erased.")
_KEPT: Final = (
    "answers",
    "messages",
    "picked",
    "page",
    "begun",
    "wanted",
    "held",
    "calm",
    "since",
)
WRITTEN: Final = "written"  # the message of a text that came before its question


class Held(TypedDict):
    """A text that the guard holds back until a button is pressed.

    `step` is the question that it answers, None for a text that the form was given;
    `dangers` tell that its author is asked about help, `kinds` what was taken out.
    """

    step: str | None
    text: str
    message: int | None
    dangers: list[str]
    kinds: list[str]


@dataclass(slots=True)
class Draft:
    """A form as far as it is filled in.

    `messages` tells which message gave which answer, so that an edit finds it;
    `picked` holds choices of a multi-choice step until Done. `mistake` tells why what
    was typed just now is no answer. `begun` tells that the person has answered
    something, `wanted` what they asked for meanwhile: a form and what is given with it.
    `held` waits for a button; `calm` names the dangers that the person said no to,
    `note` what the guard wants said once. `since` is the message with which it began.
    """

    form: Form
    step: str
    turn: int
    answers: Answers = field(default_factory=dict)
    messages: dict[str, int] = field(default_factory=dict)
    picked: dict[str, list[str]] = field(default_factory=dict)
    page: int = 0
    begun: bool = False
    wanted: tuple[str, Answers] | None = None
    held: Held | None = None
    calm: list[str] = field(default_factory=list)
    mistake: Content | None = None
    note: Content | None = None
    since: int | None = None

    def move(self, step: str) -> None:
        """Go to a step, at the first page of its choices."""
        self.step, self.page = step, 0

    def answer(self, step: Step, value: Any, message_id: int | None = None) -> None:
        """Keep an answer, and the message that gave it; or why it is none."""
        if isinstance(value, Mistake):
            self.mistake = value.why
            return
        self.answers[step.name] = value
        self.begun = self.begun or step.again is None  # a search is soon made again
        self.picked.pop(step.name, None)
        self.messages.pop(step.name, None)
        if message_id is not None:
            self.messages[step.name] = message_id
            if self.form.words and step.again is not None:
                self.answers[WRITTEN] = message_id

    @property
    def is_dear(self) -> bool:
        """Tell whether something would be lost with it."""
        words = (self.answers.get(name) for name in self.form.words)
        kept = self.held is not None or any(words) or any(self.picked.values())
        return self.begun or kept

    def add_photo(self, step: Step, file_id: str) -> bool:
        """Add a photo to the answer of a step; False when there are enough."""
        kept: list[str] = self.answers.get(step.name) or []
        if len(kept) >= step.photos:
            return False
        self.answer(step, [*kept, file_id])
        return True

    def chosen(self, step: Step) -> list[str]:
        """List what is ticked in a multi-choice step."""
        kept: list[str] = self.answers.get(step.name) or []
        return self.picked.get(step.name, kept) if step.several else []

    def answered_by(self, message_id: int) -> Step | None:
        """Find the step that a message answered, or one that still takes its text."""
        for name, each in self.messages.items():
            if each == message_id:
                return self.form.step(name)
        step, written = self.form.step(self.step), self.answers.get(WRITTEN)
        takes = step is not None and step.again is not None
        return step if takes and message_id == written else None


def opened(form: Form, turn: int, given: Mapping[str, Any], since: int | None) -> Draft:
    """Open a form; an edit of the message that a given text came in finds it."""
    first = form.steps[0].name if form.steps else PREVIEW
    draft = Draft(form, first, turn, dict(given), since=since)
    written = given.get(WRITTEN)
    if written is not None and form.step("text") is not None:
        draft.messages["text"] = written
    return draft


def load(context: Context, forms: Mapping[str, Form]) -> Draft | None:
    """Read the open draft; None when there is none or its day has passed."""
    row = context.unit.conversation
    if row is None or row.form is None or row.answers is None:
        return None
    form = forms.get(row.form)
    if form is None or expired(context):
        return None
    found = sealed.open_json(context.session, row.answers, _cell(row.person_id))
    # A newer version, which runs beside this one for a while, may keep more.
    kept = {name: found[name] for name in _KEPT if name in found}
    return Draft(form, _known(form, row.step or ""), row.turn, **kept)


def expired(context: Context) -> bool:
    """Tell whether a draft was open and its day has passed."""
    row = context.unit.conversation
    if row is None or row.expires_at is None:
        return False
    return row.expires_at <= context.unit.now


def save(context: Context, draft: Draft) -> None:
    """Write the draft into the person's row."""
    row = _row(context)
    kept = {name: getattr(draft, name) for name in _KEPT}
    row.form, row.step, row.turn = draft.form.name, draft.step, draft.turn
    row.answers = sealed.seal_json(context.session, kept, _cell(row.person_id))
    row.expires_at = context.unit.now + LIFE
    context.unit.form_changed = True


def clear(context: Context) -> None:
    """Erase the draft; the row stays, because it counts the turns."""
    row = context.unit.conversation
    if row is not None:
        row.form = row.step = row.answers = row.expires_at = None
        context.unit.form_changed = True


def tell_if_gone(context: Context) -> None:
    """Erase a draft whose day has passed, and tell so to the person who comes back.

    Its buttons are of an earlier turn now.
    """
    if not expired(context):
        return
    clear(context)
    if context.unit.conversation is not None:
        context.unit.conversation.turn += 1
    context.say(GONE)


def next_turn(context: Context) -> int:
    """Return the number of the next form of this person."""
    row = context.unit.conversation
    return 1 if row is None else row.turn + 1


def _known(form: Form, step: str) -> str:
    """Name the step, or the first one when a release has changed the form."""
    is_known = step == PREVIEW or form.step(step) is not None
    return step if is_known else form.steps[0].name


def _row(context: Context) -> FormRow:
    if context.unit.conversation is None:
        context.unit.conversation = FormRow(context.someone.id)
    return context.unit.conversation


def _cell(person_id: int) -> Cell:
    return Cell("conversation", "answers", person_id)
