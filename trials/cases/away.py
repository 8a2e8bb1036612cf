"""T4: PostgreSQL is away for minutes; presses of buttons live 150 s at Telegram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from trials import health
from trials.interruption import Interruption, Scene
from trials.pressers import seated

_PRESS_LIVES: Final = 150.0
_TOLD_IN: Final = 5.0  # seconds until a replica says that it is not ready


@dataclass(frozen=True)
class Away(Interruption):
    """PostgreSQL is stopped, and started again."""

    seconds: float = 300.0
    pressers: int = 10

    @property
    @override
    def what(self) -> str:
        return "away"

    @override
    async def prepare(self, scene: Scene) -> None:
        scene.pressers += await seated(scene.ground, self.pressers)

    @override
    @asynccontextmanager
    async def fault(self, scene: Scene) -> AsyncIterator[None]:
        await scene.cluster.stop()
        took = await health.until(scene.fleet, ready=False)
        for each in scene.pressers[::2]:
            each.press()
        yield
        # A short trial lets Telegram's clock go faster than the outage.
        scene.ground.clock.ahead += max(0.0, _PRESS_LIVES - self.seconds)
        for each in scene.pressers[1::2]:
            each.press()
        await scene.cluster.start()
        await scene.ground.engine.dispose()
        scene.report.expect("seconds until not ready", took, _TOLD_IN, timed=True)

    @override
    async def look_after(self, scene: Scene) -> None:
        took = await health.until(scene.fleet, ready=True)
        early, report = scene.pressers[::2], scene.report
        expired = scene.ground.telegram.updates.expired
        report.figures |= {"seconds until ready": took, "presses expired": expired}
        if expired != len(early):
            report.faults.append(f"{expired} presses expired, not {len(early)}")
        for each in early:  # from the same screen, what the lost press would have done
            each.press()
        await asyncio.gather(*(each.sees_preview() for each in scene.pressers))
