"""The engine of all forms: opens, resumes and closes them, takes what people type."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from telegram import Message, Update

from bot.context import Context
from bot.conversation import draft as drafts
from bot.conversation import guard, leaving, pages, photos, screens, steps, unread_text
from bot.conversation.draft import Draft
from bot.conversation.form import PRESS_A_BUTTON, PREVIEW, Form
from bot.conversation.old import old_button
from bot.errors import UserError
from bot.i18n import _


class Conversations:
    """Every form, by name, and the manners that all of them share."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms: dict[str, Form] = {}
        for form in forms:
            if form.name in self._forms:
                raise ValueError(f"two forms are called {form.name}")
            self._forms[form.name] = form

    async def begin(
        self, context: Context, name: str, given: Mapping[str, Any]
    ) -> None:
        """Open a form, unless one is open with answers: then offer that first."""
        form, opened = self._forms[name], self.open(context)
        if opened is not None and opened.is_dear:
            opened.wanted = name, dict(given)
            drafts.save(context, opened)
            is_same = opened.form is form
            screens.offer(context, opened) if is_same else screens.ask(context, opened)
            return
        turn = drafts.next_turn(context)
        since = context.unit.incoming or context.unit.pressed
        draft = guard.held(drafts.opened(form, turn, given, since))
        await self._go_on(context, draft)

    async def resume(self, context: Context) -> bool:
        """Offer to go on with the open form; False when there is none."""
        opened = self.open(context)
        if opened is not None:
            opened.wanted = None
            drafts.save(context, opened)
            screens.offer(context, opened)
        return opened is not None

    async def close(self, context: Context) -> bool:
        """Erase the open form; False when there is none."""
        opened = self.open(context)
        await unread_text.put_away(context, opened)
        drafts.clear(context)
        return opened is not None

    async def cancel(self, context: Context) -> bool:
        """Erase the open form, and lead back from it; False when there is none."""
        opened = self.open(context)
        await self.close(context)
        if opened is not None:
            await leaving.lead_back(context, opened)
        return opened is not None

    def open(self, context: Context) -> Draft | None:
        """Return the open draft of the person, if any."""
        return drafts.load(context, self._forms)

    async def receive_text(self, context: Context, message: Message, text: str) -> None:
        """Take a typed answer; a refused one leaves the form where it is."""
        draft = self.open(context)
        if draft is None:
            raise UserError(PRESS_A_BUTTON)
        step = draft.form.step(draft.step)  # none on the preview
        await unread_text.note_typed(context, draft, message.message_id)
        await guard.read(context, draft, step, (message.message_id, text))
        await self._go_on(context, draft)

    async def receive_photo(self, context: Context, message: Message) -> bool:
        """Take a photo where the open form asks for one; False where it does not."""
        return await photos.receive(context, self.open(context), message)

    async def receive_edit(self, context: Context, message: Message) -> None:
        """Correct the answer that an edited message gave."""
        draft = self.open(context)
        step = draft.answered_by(message.message_id) if draft else None
        if draft is None or step is None or not message.text:
            return
        await guard.read(context, draft, step, (message.message_id, message.text))
        if step.again is not None:
            await self._go_on(context, draft)
            return
        drafts.save(context, draft)
        await screens.show(context, draft, _("Changes saved."))

    async def receive_press(self, update: Update, context: Context) -> None:
        """Take a pressed button of a form; one of an earlier form changes nothing."""
        action, turn, *rest = [*context.arguments, "", ""]
        draft, row = self.open(context), context.unit.conversation
        if draft is None and row is not None and str(row.turn) == turn:
            if action in screens.WAYS:
                context.alert(screens.FINISHED)
            return  # else a second tap on what was just sent
        handle = self._actions().get(action)
        if draft is None or str(draft.turn) != turn or handle is None:
            await old_button(update, context)
        elif not await handle(context, draft, [each for each in rest if each]):
            # Of a question left behind, or forged: what counts is where the form is.
            await screens.show(context, draft)

    def _actions(self) -> dict[str, "_Action"]:
        return {
            "pick": partial(leaving.pick, answer=self._pick),
            "toggle": self._toggle,
            "done": self._done,
            "next": self._next,
            "skip": self._skip,
            "empty": photos.empty,
            "back": self._back,
            "more": self._more,
            "change": self._change,
            "send": self._send,
            "cancel": self._cancel,
            "keep": self._keep,
            "anew": self._anew,
            "take": partial(guard.take, self._go_on),
            "need": guard.need,
        }

    async def _pick(self, context: Context, draft: Draft, rest: list[str]) -> bool:
        step = steps.current(draft, rest, several=False)
        if step is None or not await steps.offered(context, draft, step, rest[1:]):
            return False
        draft.answer(step, rest[1])
        await self._go_on(context, draft)
        return True

    async def _toggle(self, context: Context, draft: Draft, rest: list[str]) -> bool:
        step = steps.current(draft, rest, several=True)
        if step is None or not await steps.offered(context, draft, step, rest[1:]):
            return False
        picked = draft.picked[step.name] = list(draft.chosen(step))
        picked.remove(rest[1]) if rest[1] in picked else picked.append(rest[1])
        await self._show(context, draft)
        return True

    async def _done(self, context: Context, draft: Draft, rest: list[str]) -> bool:
        step = steps.current(draft, rest, several=True)
        if step is None:
            return False
        draft.answer(step, draft.chosen(step))
        await self._go_on(context, draft)
        return True

    async def _next(self, context: Context, draft: Draft, rest: list[str]) -> bool:
        step = steps.current(draft, rest)
        if step is None or step.name not in draft.answers:
            return False
        await self._go_on(context, draft)
        return True

    async def _skip(self, context: Context, draft: Draft, rest: list[str]) -> bool:
        step = steps.current(draft, rest)
        if step is None or not step.optional:
            return False
        draft.answer(step, None)
        await self._go_on(context, draft)
        return True

    async def _back(self, context: Context, draft: Draft, rest: list[str]) -> bool:
        step = steps.current(draft, rest)
        if step is None:
            return False
        earlier = await screens.before(context, draft, step)
        if earlier is None:
            return await leaving.go_behind(context, draft, step)
        draft.move(earlier)
        await self._show(context, draft)
        return True

    async def _more(self, context: Context, draft: Draft, rest: list[str]) -> bool:
        step = steps.current(draft, rest)
        numbers = range(await pages.count(context, draft, step) if step else 0)
        if rest[-1:] not in [[str(number)] for number in numbers]:
            return False
        draft.page = int(rest[-1])
        await self._show(context, draft)
        return True

    async def _change(self, context: Context, draft: Draft, rest: list[str]) -> bool:
        step = draft.form.step(rest[0]) if rest else None
        if draft.step != PREVIEW or step is None:
            return False
        draft.move(step.name)
        await self._show(context, draft)
        return True

    async def _send(self, context: Context, draft: Draft, _rest: list[str]) -> bool:
        if draft.step != PREVIEW:
            return False
        context.strip_buttons()
        await self._submit(context, draft)
        return True

    async def _cancel(self, context: Context, _draft: Draft, _rest: list[str]) -> bool:
        context.strip_buttons()
        return await self.cancel(context)

    async def _keep(self, context: Context, draft: Draft, _rest: list[str]) -> bool:
        await self._show(context, draft)
        return True

    async def _anew(self, context: Context, draft: Draft, _rest: list[str]) -> bool:
        name, given = draft.wanted or (draft.form.name, {})
        await self.close(context)
        await self.begin(context, name, given)
        return True

    async def _go_on(self, context: Context, draft: Draft) -> None:
        """Go to the first question that has no answer, then to the preview."""
        draft.move(await steps.first_open(context, draft) or PREVIEW)
        if draft.step == PREVIEW and draft.form.preview is None:
            await self._submit(context, draft)
        else:
            await self._show(context, draft)

    async def _show(self, context: Context, draft: Draft) -> None:
        drafts.save(context, draft)
        if refusal := await unread_text.hold(context, draft):
            await self.close(context)
            context.say(refusal.text)
        else:
            await screens.show(context, draft)

    async def _submit(self, context: Context, draft: Draft) -> None:
        # The turn counts also for a form that is sent after its only answer.
        drafts.save(context, draft)
        await self.close(context)
        await draft.form.submit(context, draft.answers)


# Does what a button asks for; False when it may not be asked for now.
_Action = Callable[[Context, Draft, list[str]], Awaitable[bool]]
