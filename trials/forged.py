"""Forged buttons: what they say, who presses them, and what only a right may change."""

from collections.abc import Iterable, Sequence
from itertools import cycle, product
from random import Random
from typing import Any, Final

from sqlalchemy import select

from bot.conversation.form import FEATURE as FORMS
from bot.models import GroupCommunity
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from bot.services.team import access
from handlers import FEATURES
from tests import scan
from tests.factories import make_case, make_group
from tests.handlers.cast import agreed, join
from tests.square import Square

# Everybody may do these with what is their own.
OWN: Final = {
    "start.1:agree",
    "delete.1:erase",
    "language.1:set",
    "community.1:choose",
    "safety.1:exit",
}
BUTTONS: Final = [
    f"{feature.name}:{action}"
    for feature in FEATURES
    for action in feature.buttons
    if f"{feature.name}:{action}" not in OWN
]
_ACTIONS: Final = (
    "pick",
    "toggle",
    "done",
    "next",
    "skip",
    "back",
    "more",
    "change",
    "send",
    "cancel",
    "keep",
    "anew",
    "nothing",
)
_TURNS: Final = (":", ":2", ":" + "9" * 30)
STEPS: Final = [f"{FORMS}:{a}{turn}" for a, turn in product(_ACTIONS, _TURNS)]
ENDS: Final = ("", ":text", ":topic:P01", ":text:-1")
GARBAGE: Final = (
    "",
    ":",
    ":x",
    ":-1",
    ":0",
    ":9" * 9,
    ":" + "9" * 30,
    ":00010101",
    ":99991231",
    ":1:1:1:1",
    ":№:😀",
)
ROLES: Final = ("stranger", "resident", "moderator of another group", "observer")
HOLDERS: Final = (Role.MODERATOR, Role.SECRETARY, Role.COORDINATOR)
# Everything but these only a right may change.
_PASSING: Final = {
    "conversation": "where somebody is in a form of their own",
    "counter": "how much the bot did",
    "gate": "when a chat may be written to again",
    "inbox": "the presses themselves",
    "network_month": "figures of a month, kept when they are first read",
    "outbox": "their answers",
    "remembered": "which message is to be replaced",
    "replica": "who is at work",
    "subscription": "whether somebody wants the news, which anybody may",
}
_LONGEST: Final = 64  # bytes are Telegram's measure; ours are bad either way


def all_of(buttons: Sequence[str], tails: Sequence[str]) -> list[str]:
    """Forge every button with every tail."""
    return [f"{button}{tail}"[:_LONGEST] for button, tail in product(buttons, tails)]


def some_of(buttons: Sequence[str], tails: Sequence[str], dice: Random) -> list[str]:
    """Forge every button once, with the tails dealt out in turn: none is left out."""
    shuffled = dice.sample(buttons, len(buttons))
    return [f"{a}{b}"[:_LONGEST] for a, b in zip(shuffled, cycle(tails), strict=False)]


async def aims(square: Square) -> list[str]:
    """Make arguments that would hit: a case and a group that are really there."""
    async with square.town.sessions.begin() as session:
        case = await make_case(session, group=square.group)
        served = select(GroupCommunity.community_code)
        code = (await session.scalars(served.limit(1))).first() or ""
    group = square.group.id
    cases = [f":{case.id}{tail}" for tail in ("", ":1", ":6", ":M01")]
    groups = [f":{group}{tail}" for tail in ("", ":moderator", ":1:9")]
    elsewhere = f":{group}:{code.removeprefix('UA')}"
    return [*cases, *groups, f":{case.submission_id}", elsewhere]


def given(role: Role) -> list[str]:
    """List the buttons to which a role gives the right."""
    may = {action for action, roles in access.RIGHTS.items() if role in roles}
    return [
        f"{feature.name}:{action}"
        for feature in FEATURES
        for action in feature.buttons
        if feature.rule(action) in may
    ]


async def half_true(square: Square) -> list[str]:
    """Make arguments that begin with what is really there and go on with garbage."""
    async with square.town.sessions.begin() as session:
        case = await make_case(session, group=square.group)
    real = {case.id, case.submission_id, square.group.id}
    return [f":{each}{tail}" for each in sorted(real) for tail in GARBAGE]


async def holder(square: Square, role: Role) -> Phone:
    """Seat somebody who has a role in the square's group, or in the network."""
    if role == Role.COORDINATOR:
        return square.coordinator
    phone = await agreed(square.town, role, language="en")
    await join(square.town, phone, square.group, role)
    phone.says("/start")
    await square.town.settle()
    return phone


def without_right(role: str, forged: Iterable[str]) -> int:
    """Count the forged buttons for which a role has the right nowhere at all."""
    held = {"observer": Role.OBSERVER, "moderator of another group": Role.MODERATOR}
    return sum(
        rule in access.RIGHTS and held.get(role) not in access.RIGHTS[rule]
        for rule in map(_rule, forged)
    )


def _rule(forged: str) -> Any:
    name, action, *_rest = [*forged.split(":"), ""]
    return _RULES.get((name, action), "nobody's")


_RULES: Final = {
    (feature.name, action): feature.rule(action)
    for feature in FEATURES
    for action in feature.buttons
}


async def somebody(square: Square, role: str) -> Phone:
    """Seat somebody who may decide nothing in the square's group."""
    if role == "stranger":
        phone = square.town.telegram.person("Stranger")
    else:
        phone = await agreed(square.town, role, language="en")
    if role == "moderator of another group":
        async with square.town.sessions.begin() as session:
            other = await make_group(session)
        await join(square.town, phone, other)
    if role == "observer":
        await join(square.town, phone, square.group, Role.OBSERVER)
    phone.says("/start")
    await square.town.settle()
    return phone


async def decided(square: Square) -> dict[str, list[str]]:
    """Write down everything that only a right may change, by table."""
    async with square.town.sessions() as session:
        connection = await session.connection()
        return {
            table: sorted(await scan.rows(connection, table))
            for table in await scan.tables(connection)
            if table.rpartition(".")[2].strip('"') not in _PASSING
        }


async def press_all(square: Square, phone: Phone, forged: Iterable[str]) -> list[str]:
    """Press forged buttons one after the other; list those that got no answer."""
    silent, message = [], phone.sees()[-1].message_id
    for data in forged:
        before = len(square.town.telegram.calls)
        phone.forges(data, message)
        await square.town.settle()
        calls = square.town.telegram.calls[before:]
        said = [each.params.get("text") or each.params.get("caption") for each in calls]
        if not any(said):
            silent.append(data)
    return silent
