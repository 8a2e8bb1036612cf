"""Which handler gets an update: an Application built of the features."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Bot, Message, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)
from typing_extensions import override

from bot import gate, membership
from bot.context import App, Context, current_unit
from bot.conversation import draft as drafts
from bot.conversation import media, photos, screens
from bot.conversation.attempt import attempt
from bot.conversation.engine import Conversations
from bot.conversation.form import FEATURE as FORMS
from bot.conversation.old import answered, old_button
from bot.errors import NotAgreedError
from bot.features import Feature, Handler, Renderer, ResultHandler
from bot.forgotten import Forgotten
from bot.i18n import Text, every_language
from bot.keyboards import Keyboard, Menu, in_rows
from bot.profile import Described
from bot.services.team.access import Action
from bot.settled import Rules
from bot.unit import Unit

_NEW: Final = filters.UpdateType.MESSAGE  # not edited ones: an edit is no new command
_PRIVATE: Final = filters.ChatType.PRIVATE
_EDITED: Final = filters.UpdateType.EDITED_MESSAGE
_SAID: Final = _NEW & ~filters.StatusUpdate.ALL  # not "pinned a message" and the like


class Strict(Application[Any, Any, Any, Any, Any, Any]):
    """An Application that does not swallow what handlers raise."""

    @override
    async def process_error(
        self, update: object, error: Exception, *_args: Any, **_kwargs: Any
    ) -> bool:
        raise error


@dataclass
class Dispatch:
    """Routes updates, results of calls and deep links to the features."""

    features: Sequence[Feature]
    coordinators: frozenset[int]
    forgotten: Forgotten = field(default_factory=Forgotten)
    rules: Rules = Rules()  # noqa: RUF009 - frozen
    forms: Conversations = field(init=False)
    _buttons: dict[tuple[str, str], Handler] = field(init=False, default_factory=dict)
    _results: dict[str, ResultHandler] = field(init=False, default_factory=dict)
    _payloads: dict[str, Handler] = field(init=False, default_factory=dict)
    renderers: dict[str, Renderer] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Collect what the features claim; two claims of the same are an error."""
        self.forms = Conversations(
            [form for feature in self.features for form in feature.forms]
        )
        typed: dict[tuple[str, str], Handler] = {}
        for feature in self.features:
            _claim(typed, feature.typed())
            _claim(self._buttons, gate.buttons(feature))
            _claim(self._results, feature.results)
            _claim(self._payloads, gate.payloads(feature))
            _claim(self.renderers, feature.notices)

    async def menu(self, context: Context) -> Keyboard:
        """Return the main menu: what the team has there, then what everybody has."""
        texts = [text for feature in self.features for text in feature.labels]
        rows = in_rows(texts, 2)
        team = [await feature.team_menu(context) for feature in self.features]
        return Menu([*([text] for texts in team for text in texts), *rows])

    def described(self, may: Collection[Action] = ()) -> list[Described]:
        """List the commands, and what they do, of somebody with these rights."""
        return [each for feature in self.features for each in feature.described(may)]

    async def follow(self, update: Update, context: Context, payload: str) -> bool:
        """Route a deep link's payload by what stands before its first underscore."""
        handler = self._payloads.get(payload.split("_", 1)[0])
        if handler is None:
            return False
        context.arguments = [payload]
        await handler(update, context)
        return True

    def build(self, bot: Bot) -> App:
        """Build the Application; handlers are tried in this order."""
        application: App = (
            ApplicationBuilder()
            .application_class(Strict)
            .bot(bot)
            .updater(None)
            .job_queue(None)
            .context_types(ContextTypes(context=Context))
            .build()
        )
        application.bot_data["settled"] = self
        application.add_handler(CallbackQueryHandler(self._press))
        for feature in self.features:
            self._register(application, feature)
        self._register_engine(application)
        return application

    def _register(self, application: App, feature: Feature) -> None:
        groups = filters.ChatType.GROUPS & _NEW
        for member in membership.handlers(feature):
            application.add_handler(member)
        if feature.service is not None:
            moved = filters.StatusUpdate.MIGRATE
            application.add_handler(MessageHandler(moved, feature.service))
        for name in feature.group_commands:
            enter = gate.command(feature, name, feature.group_commands[name])
            application.add_handler(CommandHandler(name, enter, groups))
        for name in feature.commands:
            enter = gate.command(feature, name, feature.commands[name])
            application.add_handler(CommandHandler(name, enter, _PRIVATE & _NEW))
        for text, handler in feature.every_label().items():
            said = filters.Text(list(every_language(text))) & _PRIVATE & _NEW
            enter = gate.guarded(feature, text.msgid, handler)
            application.add_handler(MessageHandler(said, enter))
        for pattern, handler in feature.said.items():
            alike = filters.Regex(pattern) & _PRIVATE & _NEW
            enter = gate.guarded(feature, pattern.pattern, handler)
            application.add_handler(MessageHandler(alike, enter))

    def _register_engine(self, application: App) -> None:
        application.add_handler(MessageHandler(_EDITED & _PRIVATE, self._edit))
        application.add_handler(MessageHandler(_SAID & _PRIVATE, self._message))

    async def _press(self, update: Update, context: Context) -> None:
        query = update.callback_query
        feature, action, *rest = (
            [*(query.data or "").split(":"), ""] if query else ["", ""]
        )
        context.arguments = [each for each in rest if each]
        if not context.unit.private:  # everybody there would read what comes of it
            await old_button(update, context)
            return
        if feature == FORMS:
            context.arguments.insert(0, action)
            await self.forms.receive_press(update, context)
            return
        await self._buttons.get((feature, action), old_button)(update, context)

    async def _edit(self, update: Update, context: Context) -> None:
        if update.edited_message is not None and context.person is not None:
            await self.forms.receive_edit(context, update.edited_message)

    async def _message(self, update: Update, context: Context) -> None:
        message = update.message
        if message is None:
            return
        if context.person is None:
            raise NotAgreedError(sent=message.text or "")
        refused = media.refusal(message)
        if refused is None:
            await self._text(update, context, message, message.text or "")
        elif not await gate.take(self.features, update, context, self.forms):
            await self._refuse(update, context, message, refused)

    async def _refuse(
        self, update: Update, context: Context, message: Message, kind: Text
    ) -> None:
        draft = self.forms.open(context)
        refused, told = await photos.refusal(context, draft, message, kind)
        context.delete()
        if message.caption is None or refused in media.WHOLE:
            await screens.say(context, draft, told)
        else:
            context.say(told)
            await self._caption(update, context, message, message.caption)

    async def _caption(
        self, update: Update, context: Context, message: Message, caption: str
    ) -> None:
        """Take a caption as text; when it is refused, its picture still goes."""
        await attempt(context, self._text(update, context, message, caption))

    async def _text(
        self, update: Update, context: Context, message: Message, text: str
    ) -> None:
        is_command = text.startswith("/")
        if self.forms.open(context) is not None and not is_command:
            await self.forms.receive_text(context, message, text)
            return
        context.arguments = [text]
        for feature in self.features:
            if feature.fallback is not None:
                await feature.fallback(update, context)
                break
        if is_command:
            await screens.say(context, self.forms.open(context))

    async def handle(self, unit: Unit, raw: dict[str, Any], application: App) -> None:
        """Carry out one update, or the result of one of our calls."""
        token = current_unit.set(unit)
        try:
            if unit.result is not None:
                await self._result(Context.of(unit, application))
                return
            await self._update(unit, Update.de_json(raw, application.bot), application)
        finally:
            current_unit.reset(token)

    async def _update(self, unit: Unit, update: Update, application: App) -> None:
        context = Context.from_update(update, application)
        if unit.private and (update.message or update.callback_query):
            drafts.tell_if_gone(context)
        try:
            await answered(application.process_update(update), update, context)
        except NotAgreedError as refusal:
            if not unit.private:
                raise
            unit.forget()
            if refusal.told:
                context.say(refusal.told)
            await self._welcome(update, context)

    async def _welcome(self, update: Update, context: Context) -> None:
        starts = (each.commands.get("start") for each in self.features)
        await next(filter(None, starts))(update, context)

    async def _result(self, context: Context) -> None:
        await self._results[context.result["result_of"]](context)


def _claim(taken: dict[Any, Any], wanted: Any) -> None:
    both = taken.keys() & wanted.keys()
    if both:
        raise ValueError(f"claimed twice: {sorted(map(str, both))}")
    taken.update(wanted)
