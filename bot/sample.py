"""The sample network of the demo: `sample.toml`, played through the services."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import sample_steps
from bot.address import Address
from bot.db import vault
from bot.models import Case, Digest, Person, Submission, WorkingGroup
from bot.models.staff import Role
from bot.playground.telegram import Telegram
from bot.services.digest import digests
from bot.services.moderating import clarifications, moderation
from bot.services.places import group_settings, groups, schedules
from bot.services.places.groups import NewGroup
from bot.services.places.schedules import Schedule
from bot.services.sending import proposals
from bot.services.sending.proposals import Proposal
from bot.services.team import line_checks, people, staff
from bot.services.voting import publishing

COORDINATOR_ID: Final = 1001
MODERATOR_ID: Final = 1002
RESIDENT_ID: Final = 1003
NEWCOMER_ID: Final = 1004
NEIGHBOUR_ID: Final = 1005
OTHER_MODERATOR_ID: Final = 1006
SECRETARY_ID: Final = 1007
CHAT_ID: Final = -1
OTHER_CHATS: Final = (-2, -3)

# Whose phone is whose, in the order in which they lie on the desk.
ROLES: Final = {
    RESIDENT_ID: "resident",
    NEWCOMER_ID: "idp",
    MODERATOR_ID: "moderator",
    CHAT_ID: "group",
    COORDINATOR_ID: "coordinator",
    NEIGHBOUR_ID: "neighbour",
    OTHER_MODERATOR_ID: "moderator",
    SECRETARY_ID: "secretary",
    **dict.fromkeys(OTHER_CHATS, "group"),
}
MODERATORS: Final = {"Taras": MODERATOR_ID, "Oksana": OTHER_MODERATOR_ID}
# Authors without a phone here, by the language in which they write.
_STRANGERS: Final = {"uk": 1101, "en": 1102}

NETWORK: Final = Path(__file__).with_suffix(".toml")
PASSED: Final = "passed"
_NEEDED: Final = ("contact", "link")  # by some reasons of refusal
_MONDAY_MORNING: Final = Schedule(time(9), weekday=0)

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in the demo, by their ids in the stand-in; a chat for each group."""

    coordinator: int
    neighbour: int
    chats: Sequence[int]


@dataclass(frozen=True, slots=True)
class Sent:
    """A proposal that was sent: what is to become of it, by whom and for whom."""

    facts: Facts
    author: Person
    number: int
    case_id: int


def network() -> Sequence[Facts]:
    """Read the groups with their proposals."""
    found: Sequence[Facts] = tomllib.loads(NETWORK.read_text("utf-8"))["group"]
    return found


def seat(telegram: Telegram) -> Cast:
    """Give everybody a phone: two who have not met the bot yet, and the teams."""
    telegram.person("Олена", id=RESIDENT_ID, language_code="uk")
    telegram.person("Maksym", id=NEWCOMER_ID, language_code="en")
    moderator = telegram.person("Тарас", id=MODERATOR_ID, language_code="uk")
    coordinator = telegram.person("Ірина", id=COORDINATOR_ID, language_code="uk")
    neighbour = telegram.person("Марія", id=NEIGHBOUR_ID, language_code="uk")
    other = telegram.person("Оксана", id=OTHER_MODERATOR_ID, language_code="uk")
    secretary = telegram.person("Світлана", id=SECRETARY_ID, language_code="uk")
    chats = [
        telegram.group(facts["chat"], [coordinator, moderator, other, secretary])
        for facts in network()
    ]
    for chat in chats:
        chat.add_bot(by=coordinator)
    for person in (moderator, coordinator, neighbour, other, secretary):
        person.says("/start")
    return Cast(COORDINATOR_ID, NEIGHBOUR_ID, [chat.id for chat in chats])


async def fill(session: AsyncSession, cast: Cast) -> None:
    """Make the groups with their teams, and let their proposals go their ways."""
    coordinator = await _person(session, cast.coordinator)
    await staff.ensure_coordinator(session, coordinator, Address(cast.coordinator))
    for line in await line_checks.hidden(session):  # as if all had been called
        await line_checks.confirm(session, coordinator.id, line.number)
    for facts, chat in zip(network(), cast.chats, strict=True):
        group = await _make(session, coordinator, facts, chat)
        moderator = await _join(session, coordinator, group, MODERATORS[facts["team"]])
        sent = [await _send(session, cast, facts, each) for each in facts["proposals"]]
        for each in sent:
            if each.facts["state"] != PASSED:
                await _decide(session, moderator, each, sent)
        # Read by the group: its next digest shows what was passed since.
        await digests.ask(session, coordinator.id, group.id, asked_by=chat)
        a_moment_ago = Digest.made_at - digests.A_MOMENT  # so that people may ask
        await session.execute(update(Digest).values(made_at=a_moment_ago))
        for each in sent:
            if each.facts["state"] == PASSED:
                await _decide(session, moderator, each, sent)
        read = [each for each in sent if each.facts["state"] == "digest"]
        shown = await _publish(session, moderator, read)
        numbers = [each.number for each in shown]
        await sample_steps.vote(session, coordinator.id, group.id, numbers)
        await _lead(session, coordinator, group, sent)


async def _person(session: AsyncSession, user_id: int, language: str = "uk") -> Person:
    accounts = vault(session).accounts(user_id)
    return await people.agree(session, accounts, language=language)


async def _make(
    session: AsyncSession, coordinator: Person, facts: Facts, chat: int
) -> WorkingGroup:
    new = NewGroup(
        name_uk=facts["name_uk"],
        name_en=facts["name_en"],
        communities=[facts["community"]],
    )
    group = await groups.create(session, coordinator.id, new)
    said = {
        "contact": facts["contact"],
        "facilitator": facts["facilitator"],
        "duty_phone": facts["duty"],
        "takes_photos": True,
    }
    await group_settings.change(session, coordinator.id, group.id, said)
    token = await groups.bind_link(session, coordinator.id, group.id)
    await groups.bind(session, token, Address(chat))
    return await schedules.choose(session, coordinator.id, group.id, _MONDAY_MORNING)


async def _join(
    session: AsyncSession,
    coordinator: Person,
    group: WorkingGroup,
    user_id: int,
    *,
    role: Role = Role.MODERATOR,
) -> Person:
    person = await _person(session, user_id)
    token = await staff.invite(session, coordinator.id, group.id, role)
    await staff.accept(session, person, token, Address(user_id))
    return person


async def _lead(
    session: AsyncSession, boss: Person, group: WorkingGroup, sent: Sequence[Sent]
) -> None:
    """Let the secretary lead on what the group has read."""
    secretary = await _join(session, boss, group, SECRETARY_ID, role=Role.SECRETARY)
    cases = {each.case_id: each.facts["led"] for each in sent if "led" in each.facts}
    await sample_steps.lead(session, secretary.id, group.id, cases)


async def _send(session: AsyncSession, cast: Cast, facts: Facts, given: Facts) -> Sent:
    language, is_here = given["language"], given.get("by") == "neighbour"
    user_id = cast.neighbour if is_here else _STRANGERS[language]
    author = await _person(session, user_id, language)
    proposal = Proposal(
        text=given["text"], topic=given["topic"], communities=[facts["community"]]
    )
    receipt = await proposals.submit(session, author, proposal, Address(user_id))
    number = int(receipt.number)
    if not is_here:  # nobody holds that phone: what is said to it has nowhere to go
        await session.execute(
            update(Submission).where(Submission.id == number).values(address=None)
        )
    case_id = await session.scalar(select(Case.id).where(Case.submission_id == number))
    return Sent(given, author, number, case_id or 0)


async def _decide(
    session: AsyncSession, moderator: Person, sent: Sent, others: Sequence[Sent]
) -> None:
    facts, by, case_id = sent.facts, moderator.id, sent.case_id
    match facts["state"]:
        case "digest" | "passed":
            await moderation.pass_on(session, by, case_id)
        case "refused":
            await _refuse(session, moderator, sent, others)
        case "asked" | "answered":
            await clarifications.ask(session, by, case_id, facts["question"])
            if "answer" in facts:
                await clarifications.answer(
                    session, sent.author, case_id, facts["answer"]
                )
        case "withdrawn":
            await proposals.withdraw(session, sent.author, sent.number)
        case _:
            pass  # it waits


async def _publish(
    session: AsyncSession, moderator: Person, passed: Sequence[Sent]
) -> Sequence[Sent]:
    """Show to the community what may be shown; returns it."""
    shown = [
        each for each in passed if await publishing.may_be_shown(session, each.case_id)
    ]
    for each in shown:
        await publishing.publish(session, moderator.id, each.case_id)
    return shown


async def _refuse(
    session: AsyncSession, moderator: Person, sent: Sent, others: Sequence[Sent]
) -> None:
    facts = {name: sent.facts[name] for name in _NEEDED if name in sent.facts}
    if "like" in sent.facts:
        facts["id"] = str(others[sent.facts["like"] - 1].number)
    reason = sent.facts["reason"]
    await moderation.refuse(session, moderator.id, sent.case_id, reason, **facts)
