"""A coordinator sets up a network of three groups by phone; every step is counted."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Staff, WorkingGroup
from bot.models.group import ChatState
from bot.playground.person import Person as Phone
from tests.factories import make_community
from tests.handlers.cast import agreed, coordinator, payload, presses, says
from tests.world import World

MOST = 60
PLACES = ("Альфська", "Бетська", "Гамська")


@dataclass
class Hand:
    """A coordinator whose every press and message counts."""

    town: World
    phone: Phone
    steps: int = 0

    async def says(self, *texts: str) -> None:
        self.steps += len(texts)
        await says(self.town, self.phone, *texts)

    async def presses(self, *buttons: str) -> None:
        self.steps += len(buttons)
        await presses(self.town, self.phone, *buttons)

    async def binds(self) -> None:
        """Open the link, choose the chat, and confirm: the bot is in it."""
        await self.presses("Link for the chat")
        chat = self.town.telegram.group("Чат", [self.phone])
        chat.add_bot(by=self.phone, payload=payload(self.phone))
        self.steps += 3
        await self.town.settle()
        await self.presses("Back")

    async def invites(self, *roles: str) -> None:
        """Pass a link on to a guest for each role, who opens it."""
        await self.presses("Invite to the team")
        for role in roles:
            await self.presses(role)
            self.steps += 1  # the link is forwarded
            guest = await agreed(self.town, language="en")
            await says(self.town, guest, f"/start {payload(self.phone)}")
        await self.presses("Back")


async def test_three_groups_are_set_up_by_phone_in_at_most_sixty_steps(
    town: World, session: AsyncSession
) -> None:
    for name in PLACES:
        await make_community(session, name_uk=name)
    await session.commit()
    hand = Hand(town, await coordinator(town, "en"))
    await hand.says("/network")
    await hand.presses("New working group")
    await hand.says(PLACES[0], "Перша група", "First group")
    await hand.presses("Create", "Open the group", "Settings", "Contact")
    await hand.says("rada@example.org")
    await hand.presses("Save", "Open the group", "Digest", "Day and time")
    await hand.presses("Every Monday, 09:00", "Open the group")
    await hand.binds()
    await hand.invites("Moderator", "Secretary")
    for place, uk, en in (
        (PLACES[1], "Друга група", "Second group"),
        (PLACES[2], "Третя група", "Third group"),
    ):
        await hand.presses("Copy the group")
        await hand.says(place, uk, en)
        await hand.presses("Create")
        await hand.binds()
        await hand.invites("Moderator", "Secretary")
    await hand.says("/network")
    assert "Missing" not in hand.phone.sees()[-1].text
    assert hand.steps <= MOST, hand.steps
    groups = (await session.scalars(select(WorkingGroup))).all()
    team = (await session.scalars(select(Staff.role))).all()
    assert [each.chat_state for each in groups] == [ChatState.BOUND] * 3
    assert (team.count("moderator"), team.count("secretary")) == (3, 3)
