"""People who have agreed to the notices already, and teams made of them."""

import re
from itertools import count

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import vault
from bot.i18n import Text, translator
from bot.models import Case, Community, Person, WorkingGroup
from bot.models.case import Status
from bot.models.staff import Role
from bot.playground.group import Group
from bot.playground.person import Person as Phone
from bot.services.sending import proposals
from bot.services.sending.proposals import Proposal
from bot.services.team import people, staff
from tests.factories import make_person, make_staff
from tests.world import COORDINATOR_ID, World

LANGUAGES = ("uk", "en")
# Where words, plurals or dates are claimed; catalogues and stories are in both anyway.
both = pytest.mark.parametrize("language", LANGUAGES)
_IDS = count(2001)  # nobody whom the settings name


async def agreed(
    town: World, name: str = "Olena", *, language: str = "uk", user_id: int = 0
) -> Phone:
    """Open the chat of somebody who agreed to the notices."""
    number = user_id or next(_IDS)
    phone = town.telegram.person(name, language_code=language, id=number)
    async with town.plain.begin() as session:
        person = await _agrees(session, phone, language)
        if phone.id == COORDINATOR_ID:
            await staff.ensure_coordinator(session, person, Address(phone.id))
    return phone


async def _agrees(session: AsyncSession, phone: Phone, language: str) -> Person:
    [account] = vault(session).accounts(phone.id)
    return await make_person(session, account=account, language=language)


async def coordinator(town: World, language: str = "uk") -> Phone:
    """Open the chat of the network's coordinator."""
    return await agreed(town, "Coordinator", language=language, user_id=COORDINATOR_ID)


async def join(
    town: World, phone: Phone, group: WorkingGroup | None, role: Role = Role.MODERATOR
) -> None:
    """Give somebody a role in a group, or in the network."""
    async with town.plain.begin() as session:
        person = await people.find(session, vault(session).accounts(phone.id))
        assert person is not None
        await make_staff(session, person, group, role=role, address=Address(phone.id))


async def says(
    town: World, phone: Phone, *texts: str, chat: Group | None = None
) -> None:
    """Type messages one after the other, each carried out."""
    for text in texts:
        phone.says(text, chat=chat)
        await town.settle()


async def presses(town: World, phone: Phone, *buttons: str) -> None:
    """Press buttons one after the other, each carried out."""
    for button in buttons:
        phone.presses(button)
        await town.settle()


def last(phone: Phone | Group) -> str:
    """Read the newest message of the bot."""
    return next(m.text for m in reversed(phone.sees()) if m.from_bot)


def commands_of(town: World, phone: Phone) -> set[str]:
    """List the commands that Telegram offers somebody in the private chat."""
    profile = town.telegram.profile
    menu = profile.commands_in(phone.id, "uk", private=True)
    return {str(each["command"]) for each in menu}


def link(phone: Phone) -> str:
    """Read the newest link, off a button or out of a text."""
    for message in reversed(phone.sees()):
        urls = [key["url"] for key in message.keys if "url" in key]
        urls += re.findall(r"https://t\.me/\S+", message.text)
        if urls:
            return str(urls[0])
    raise LookupError("no link")


def payload(phone: Phone) -> str:
    """Read what the newest link carries."""
    return link(phone).rsplit("=", 1)[1]


def said(language: str, msgid: str, **values: object) -> str:
    """Render one of the bot's sentences, to look for it or to press it."""
    if "id" in values:  # a name, not a figure: 1231, not 1,231
        values["id"] = str(values["id"])
    return translator(language).plain(Text(msgid, None, values))


async def resident(town: World, community: Community, *, language: str = "uk") -> Phone:
    """Open the chat of somebody who chose their community already."""
    phone = newcomer(town, language)
    async with town.plain.begin() as session:
        person = await _agrees(session, phone, language)
        await people.keep_community(session, person, community.code)
    return phone


async def sends_proposal(town: World, phone: Phone, text: str) -> str:
    """Send a proposal without the steps of the form; returns its number."""
    phone.says("…")  # the bot may write to them
    town.telegram.updates.clear()
    async with town.plain.begin() as session:
        person = await people.find(session, vault(session).accounts(phone.id))
        assert person is not None
        kept = await people.communities_of(session, person)
        codes = [community.code for community in kept]
        proposal = Proposal(text=text, topic="P06", communities=codes)
        address = Address(phone.id)
        receipt = await proposals.submit(session, person, proposal, address)
    await town.settle()
    return receipt.number


async def fills_in(
    town: World, phone: Phone, text: str, *, language: str = "uk"
) -> str:
    """Send a proposal through the form; returns its number."""
    await says(town, phone, "/idea", text)
    await presses(town, phone, phone.sees()[-1].buttons[0], said(language, "Send"))
    number = re.search(r"(?:№|No\.)\s(\d+)", last(phone))
    assert number is not None
    return number.group(1)


def newcomer(town: World, language: str = "uk") -> Phone:
    """Open the chat of somebody who has never written."""
    return town.telegram.person(language_code=language, id=next(_IDS))


async def case_status(town: World) -> Status:
    async with town.plain() as session:
        return Status((await session.scalars(select(Case.status))).one())
