"""People who chat with the bot meanwhile, and how long they wait for its answers."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from statistics import quantiles
from typing import TypeVar

from trials.ground import Ground
from trials.histories import Histories
from trials.report import Report
from trials.typists import Typists

Act = TypeVar("Act")


class Talk:
    """Typists who say so many things a second, evenly, for as long as they have any."""

    def __init__(self, typists: Typists, rate: float) -> None:
        self.typists = typists
        self._rate = rate

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        """Let them chat until the block ends."""
        async with asyncio.TaskGroup() as group:
            task = group.create_task(self._chat())
            yield
            task.cancel()

    async def _chat(self) -> None:
        async for _ in evenly(self.typists.say(self.typists.all), self._rate):
            pass


async def evenly(acts: Iterable[Act], rate: float) -> AsyncIterator[Act]:
    """Go through acts, so many a second; who is late hurries until the next is due."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    for act in acts:
        yield act
        due += 1 / rate
        await asyncio.sleep(max(0.0, due - loop.time()))


async def seated(
    ground: Ground, people: int, seed: int, *, rate: float, seconds: float
) -> Talk:
    """Seat people with enough to say for a while."""
    each = round(rate * seconds / people) + 1
    return Talk(Typists(await ground.seat(people), each, seed), rate)


def waits(histories: Histories, since: float = 0.0) -> list[float | None]:
    """Tell how many seconds passed from each update to its accepted answer, if any."""
    answered: dict[str, float] = {}
    for call in histories.calls:
        if call.accepted and call.tag:
            answered.setdefault(call.tag, call.at)
    return [
        answered[made.tag] - made.at if made.tag in answered else None
        for made in histories.made
        if made.at >= since
    ]


def judge(
    report: Report, histories: Histories, *, since: float, answered_in: float
) -> None:
    """Take in how long people waited from a moment on, and whether all heard."""
    found = waits(histories, since)
    answered = [wait for wait in found if wait is not None]
    report.figures["answers"] = len(answered)
    report.expect("not answered", len(found) - len(answered), 0)
    report.expect("seconds to an answer, p95", p95(answered), answered_in, timed=True)


def p95(seconds: Iterable[float]) -> float:
    """Give the wait that 19 of 20 do not exceed."""
    return round(quantiles(seconds, n=20)[-1], 3)
