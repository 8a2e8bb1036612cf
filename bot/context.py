"""What a handler gets: the update's session and person, and ways to say things."""

from collections.abc import Collection
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Final, Self

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Bot, Update
from telegram.ext import Application, CallbackContext
from typing_extensions import override

from bot import profile
from bot.address import Address
from bot.errors import NotAgreedError
from bot.forgotten import Forgotten
from bot.i18n import Content, Text, Translator, _, translator
from bot.keyboards import Keyboard
from bot.models import Person
from bot.profile import Described
from bot.saying import Saying
from bot.services.team import access
from bot.settled import Rules, Settled
from bot.unit import Owed, Unit

App = Application[Bot, "Context", dict[Any, Any], dict[Any, Any], dict[Any, Any], None]

_AT_ONCE: Final = 100  # Bot API, deleteMessages

# python-telegram-bot builds the context itself; this is how the update's unit gets in.
current_unit: Final[ContextVar[Unit]] = ContextVar("current_unit")


class Context(CallbackContext[Bot, dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The context of one update."""

    unit: Unit
    event: Update  # not of results of calls
    arguments: list[str]

    @classmethod
    @override
    def from_update(cls, update: object, application: App) -> Self:
        """Build the context of the update that is at work."""
        context = cls.of(current_unit.get(), application)
        if isinstance(update, Update):
            context.event = update
        return context

    @classmethod
    def of(cls, unit: Unit, application: App) -> Self:
        """Build the context of a unit, also without an update (results of calls)."""
        context = cls(application)
        context.unit = unit
        context.arguments = []
        return context

    @property
    def session(self) -> AsyncSession:
        """The update's transaction."""
        return self.unit.session

    @property
    def person(self) -> Person | None:
        """Who sent the update, once they agreed."""
        return self.unit.person

    @person.setter
    def person(self, person: Person | None) -> None:
        if person is None:
            self.unit.forget_person()
        else:
            self.unit.person = person

    @property
    def someone(self) -> Person:
        """Who sent the update; raises NotAgreedError before consent."""
        if self.unit.person is None:
            raise NotAgreedError
        return self.unit.person

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.unit.language

    @property
    def translator(self) -> Translator:
        """Renders texts in that language."""
        return translator(self.language)

    @property
    def may_have_role(self) -> bool:
        """Whether it is worth asking what the person is in the teams."""
        return self.unit.person is not None and self.unit.may_have_role

    def note_role(self) -> None:
        """Take note that the person got a role with this update."""
        self.unit.may_have_role = True

    @property
    def accounts(self) -> list[bytes]:
        """Hashes of the account, under the current key first."""
        return self.unit.accounts

    @property
    def address(self) -> Address:
        """Where the update came from; sealed wherever it is kept."""
        return self.unit.address

    @property
    def is_coordinator(self) -> bool:
        """Whether the settings name this account as a coordinator."""
        return self.unit.user_id in self._settled.coordinators

    @property
    def forgotten(self) -> Forgotten:
        """The file outside the database that remembers deletions."""
        return self._settled.forgotten

    @property
    def rules(self) -> Rules:
        """What the settings leave to operators."""
        return self._settled.rules

    @property
    def bot_username(self) -> str:
        """The bot's name for links."""
        return str(self.bot.username)

    @property
    def result(self) -> dict[str, Any]:
        """What a call asked for earlier brought: {"result": …} or {"error": "…"}."""
        return self.unit.result or {}

    def say(self, content: Content, keyboard: Keyboard | None = None) -> None:
        """Answer in this chat; leaves after the commit."""
        self.owe("sendMessage", Saying(content, keyboard).render(self.translator))

    def send_file(self, name: str, text: str, caption: Content) -> None:
        """Answer with a text file."""
        document = {"name": name, "text": text}
        words = {"caption": self.translator.html(caption), "parse_mode": "HTML"}
        self.owe("sendDocument", {"document": document} | words)

    def edit(self, content: Content, keyboard: Keyboard | None = None) -> None:
        """Replace the message whose button was pressed; else say it as a new one."""
        message_id = self.unit.pressed
        payload = Saying(content, keyboard).render(self.translator)
        if message_id is None or (
            keyboard and "inline_keyboard" not in payload.get("reply_markup", {})
        ):
            self.owe("sendMessage", payload)
        else:
            self.owe("editMessageText", payload | {"message_id": message_id})

    def strip_buttons(self) -> None:
        """Take the buttons off the message whose button was pressed."""
        if self.unit.pressed is not None:
            self.owe("editMessageReplyMarkup", {"message_id": self.unit.pressed})

    def alert(self, text: Text) -> None:
        """Show a pop-up on the pressed button; it may be lost."""
        self.unit.alert = self.translator.plain(text)

    def delete(self, message_id: int | None = None) -> None:
        """Delete the incoming message, or another of this chat, where the bot may."""
        message = message_id or self.unit.incoming
        if message is not None:
            self.owe("deleteMessage", {"message_id": message})

    def delete_all(self, messages: Collection[int]) -> None:
        """Delete messages of this chat, as many at once as Telegram takes."""
        ids = sorted(messages)
        for at in range(0, len(ids), _AT_ONCE):
            self.owe("deleteMessages", {"message_ids": ids[at : at + _AT_ONCE]})

    def ask(
        self, method: str, payload: dict[str, Any], *, purpose: str, note: Any = None
    ) -> None:
        """Make a Bot API call in this chat whose result comes back as an update.

        The feature that names `purpose` among its results gets it, in this lane, with
        `note` as `context.note`.
        """
        self.unit.ask(method, payload, purpose=purpose, note=note)

    @property
    def note(self) -> Any:
        """What the question to Telegram carried along."""
        return self.unit.asked.get("note")

    async def begin(self, form: str, **given: Any) -> None:
        """Open a form by its name; `given` are answers known already."""
        await self._settled.forms.begin(self, form, given)

    async def offer_resume(self) -> bool:
        """Offer to go on with an open form; False when there is none."""
        return await self._settled.forms.resume(self)

    async def close_form(self) -> bool:
        """Throw the open form away; False when there is none."""
        return await self._settled.forms.close(self)

    async def cancel_form(self) -> bool:
        """Throw it away, say so and lead back; False when there is none."""
        return await self._settled.forms.cancel(self)

    async def follow(self, payload: str) -> bool:
        """Go where a deep link leads; False when it leads nowhere."""
        return await self._settled.follow(self.event, self, payload)

    async def commands(self, person_id: int | None = None) -> list[Described]:
        """List the commands of this person or another, and what each does."""
        may = await access.anywhere(self.session, person_id or self.someone.id)
        return self._settled.described(may)

    async def list_commands(self) -> None:
        """Bring this chat's command menu up to the person's rights and language."""
        shown = profile.menu(self.translator, await self.commands())
        self.owe("setMyCommands", {"commands": shown, "scope": {"type": "chat"}})

    async def show_menu(self, content: Content | None = None) -> None:
        """Show the main menu, with a text above it."""
        menu = await self._settled.menu(self)
        self.say(content or _("What would you like to do?"), menu)

    @property
    def _settled(self) -> Settled:
        settled: Settled = self.bot_data["settled"]
        return settled

    @property
    def now(self) -> datetime:
        """The moment of the update's transaction."""
        return self.unit.now

    def owe(
        self, method: str, payload: dict[str, Any], purpose: str | None = None
    ) -> None:
        """Owe a call in this chat; its message is remembered by a purpose."""
        owed = Owed(self.unit.address, method, payload, purpose=purpose)
        self.unit.owed.append(owed)
