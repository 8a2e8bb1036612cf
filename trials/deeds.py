"""What can be under way when a replica dies: each in a chat of its own, once."""

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import text
from typing_extensions import override

from bot.address import Address
from bot.db import vault
from bot.models.outbox import MessageClass
from bot.playground.group import Group
from bot.services.letters import post
from bot.services.team import people
from tests.factories import make_bound_group, make_community, make_submission
from trials import form
from trials.deed import Deed, count, effects, sent

_DUE: Final = text("""
    update working_group set next_digest_at = app_now(), digest_weekday = 0,
        digest_time = '09:00' where id = :id
""")
_DIGESTS: Final = text("select count(*) from digest where group_id = :id")
_OF_THEM: Final = text("""
    select (select count(*) from person where id = :id)
         + (select count(*) from submission where person_id = :id)
         + (select count(*) from outbox where chat_key = :chat)
         + (select count(*) from remembered where chat_key = :chat)
""")
_BUTTON: Final = "Yes, delete my data"
_ERASED: Final = "Your data is deleted"
_DIGEST: Final = "No new proposals"


@dataclass
class Answer(Deed):
    """Somebody types the next step of a form."""

    _typed: int = 0

    @override
    async def begin(self) -> None:
        """Take some of the steps; the next person takes one more."""
        for _ in range(self.number % len(form.STEPS)):
            await self.act()
            await self.ground.calm(self.ground.left)

    @override
    async def act(self) -> None:
        """Type."""
        first = f"/{form.COMMAND} " if self._typed == 0 else ""
        self._typed += 1
        self.phone.says(f"{first}{self._tag}", tag=self._tag)

    @override
    async def effects(self) -> int:
        """Count the rows that the step left."""
        return await effects(self.ground, self._tag)

    @override
    def sends(self) -> int:
        """Count the answers that quote the step."""
        return sent(self.ground, self.phone.id, f"{self._tag} ")

    @property
    def _tag(self) -> str:
        return f"p{self.number}.{self._typed - 1 if self._typed else 0}"


@dataclass
class Notice(Deed):
    """Somebody is told something."""

    @override
    async def begin(self) -> None:
        """Let the bot write first."""
        self.phone.chat.started = True

    @override
    async def act(self) -> None:
        """Owe the message."""
        async with self.ground.sessions.begin() as session:
            await post.owe(
                session,
                Address(self.phone.id),
                {"text": self._words},
                message_class=MessageClass.NOTICE,
            )

    @override
    async def effects(self) -> int:
        """Count one: nothing is changed."""
        return 1

    @override
    def sends(self) -> int:
        """Count the messages."""
        return sent(self.ground, self.phone.id, self._words)

    @property
    def _words(self) -> str:
        return f"Notice {self.number}"


@dataclass
class Digest(Deed):
    """A group's digest is due."""

    _chat: Group = field(init=False)
    _group: int = 0

    @override
    async def begin(self) -> None:
        """Open a group and bind its chat."""
        self._chat = self.ground.telegram.group("Group", [self.phone])
        self._chat.add_bot(by=self.phone)
        async with self.ground.sessions.begin() as session:
            place = Address(self._chat.id)
            group = await make_bound_group(session, place, language="en")
        self._group = group.id

    @override
    async def act(self) -> None:
        """Let its moment come."""
        async with self.ground.sessions.begin() as session:
            await session.execute(_DUE, {"id": self._group})

    @override
    async def effects(self) -> int:
        """Count the digests that were made."""
        return await count(self.ground, _DIGESTS, id=self._group)

    @override
    def sends(self) -> int:
        """Count the digests in the chat."""
        return sent(self.ground, self._chat.id, _DIGEST)


@dataclass
class Erasure(Deed):
    """Somebody who has sent a proposal has everything deleted."""

    _keys: dict[str, int] = field(default_factory=dict)

    @override
    async def begin(self) -> None:
        """Let a proposal lie there, and the bot ask once more."""
        async with self.ground.sessions.begin() as session:
            keys, place = vault(session), Address(self.phone.id)
            person = await people.find(session, keys.accounts(self.phone.id))
            community = await make_community(session)
            await make_submission(
                session, community=community, person=person, address=place
            )
            self._keys = {"id": person.id if person else 0, "chat": place.key(keys)}
        self.phone.says("/delete")

    @override
    async def act(self) -> None:
        """Press the button."""
        self.phone.presses(_BUTTON)

    @override
    async def effects(self) -> int:
        """Count one when nothing of them is left."""
        return int(not await count(self.ground, _OF_THEM, **self._keys))

    @override
    def sends(self) -> int:
        """Count how often they were told."""
        return sent(self.ground, self.phone.id, _ERASED)
