"""A small sample network for the demo; every text and every person is made up."""

from dataclasses import dataclass
from datetime import time
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.models import Person, WorkingGroup
from bot.models.staff import Role
from bot.playground.telegram import Telegram
from bot.services import groups, moderation, people, proposals, staff
from bot.services.groups import NewGroup
from bot.services.proposals import Proposal

COORDINATOR_ID: Final = 1001
MODERATOR_ID: Final = 1002
RESIDENT_ID: Final = 1003
NEWCOMER_ID: Final = 1004
NEIGHBOUR_ID: Final = 1005
CHAT_ID: Final = -1

# Whose phone is whose, in the order in which they lie on the desk.
ROLES: Final = {
    RESIDENT_ID: "resident",
    NEWCOMER_ID: "idp",
    MODERATOR_ID: "moderator",
    CHAT_ID: "group",
    COORDINATOR_ID: "coordinator",
    NEIGHBOUR_ID: "neighbour",
}

# Names and codes are of the official register; what happens there is invented.
_GROUPS: Final = (
    NewGroup(
        name_uk="Робоча група Бердичівської громади",
        name_en="Working group of Berdychivska community",
        communities=["UA18020030000035625"],
    ),
    NewGroup(
        name_uk="Робоча група Криворізької громади",
        name_en="Working group of Kryvorizka community",
        communities=["UA12060170000091033"],
    ),
)
_MONDAY_MORNING: Final = (0, time(9, 0))
_PROPOSALS: Final = (
    ("P06", "Поставити ліхтарі вздовж стежки від зупинки до ліцею: увечері там темно."),
    ("P15", "Облаштувати сквер біля бібліотеки: лавки, смітники й кілька дерев."),
    ("P12", "Відкрити гурток програмування для підлітків у будинку культури."),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in the demo, by their ids in the stand-in."""

    coordinator: int
    moderator: int
    neighbour: int
    chat: int


def seat(telegram: Telegram) -> Cast:
    """Give everybody a phone: two who have not met the bot yet, and a team."""
    telegram.person("Олена", id=RESIDENT_ID, language_code="uk")
    telegram.person("Maksym", id=NEWCOMER_ID, language_code="en")
    moderator = telegram.person("Тарас", id=MODERATOR_ID, language_code="uk")
    coordinator = telegram.person("Ірина", id=COORDINATOR_ID, language_code="uk")
    neighbour = telegram.person("Марія", id=NEIGHBOUR_ID, language_code="uk")
    chat = telegram.group("Робоча група", [coordinator, moderator])
    chat.add_bot(by=coordinator)
    for person in (moderator, coordinator, neighbour):
        person.says("/start")
    return Cast(COORDINATOR_ID, MODERATOR_ID, NEIGHBOUR_ID, chat.id)


async def fill(session: AsyncSession, cast: Cast) -> None:
    """Create the groups, their team, and a few proposals of a neighbour's."""
    coordinator = await _person(session, cast.coordinator)
    await staff.ensure_coordinator(session, coordinator, Address(cast.coordinator))
    made = [await groups.create(session, coordinator.id, new) for new in _GROUPS]
    moderator = await _person(session, cast.moderator)
    for group in made:
        address = Address(cast.moderator)
        await _join(session, coordinator, group, moderator, address=address)
        await groups.set_digest(session, coordinator.id, group.id, _MONDAY_MORNING)
    token = await groups.bind_link(session, coordinator.id, made[0].id)
    await groups.bind(session, token, Address(cast.chat))
    await _propose(session, cast, moderator)


async def _person(session: AsyncSession, user_id: int) -> Person:
    accounts = vault(session).accounts(user_id)
    return await people.agree(session, accounts, language="uk")


async def _join(
    session: AsyncSession,
    coordinator: Person,
    group: WorkingGroup,
    moderator: Person,
    *,
    address: Address,
) -> None:
    token = await staff.invite(session, coordinator.id, group.id, Role.MODERATOR)
    await staff.accept(session, moderator, token, address)


async def _propose(session: AsyncSession, cast: Cast, moderator: Person) -> None:
    neighbour = await _person(session, cast.neighbour)
    for topic, words in _PROPOSALS:
        proposal = Proposal(text=words, topic=topic, communities=_GROUPS[0].communities)
        await proposals.submit(session, neighbour, proposal, Address(cast.neighbour))
    card = await moderation.next_in_queue(session, moderator.id)
    if card is not None:
        await moderation.pass_on(session, moderator.id, card.case_id)
