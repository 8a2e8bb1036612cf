"""`make bench`: what the bot costs and how fast it is; beside an aiogram form."""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import uvloop

from bench import browsing, digesting, exporting, ground, intake, similar
from bench.race import OURS, PORT, Bot, Race, Round
from bot import embedded
from bot.commands.running import spare_the_collector

_HOOKS: Final = (18091, 18092)
_BACKLOG: Final = 20_000
_BROADCAST: Final = 2_000
_MARKS: Final = 20_000  # updates between two looks at the memory
_LONG: Final = 100_000

Rounds = Mapping[str, Sequence[Round]]


async def main(options: argparse.Namespace) -> None:
    """Run what is asked for, and print tables."""
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "pg")
        try:
            url = embedded.url(server)
            await ground.prepare(url, options.people)
            ground.settle(url, PORT)
            await _OF[options.what](url, options)
        finally:
            server.cleanup()


async def _forms(url: str, options: argparse.Namespace) -> None:
    """Compare our form with aiogram's, two processes with one; time the intake."""
    theirs = ["-m", "bench.aiogram_form", "--port", str(PORT), "--database", url]
    bots = {
        "viche": Bot(OURS),
        "aiogram": Bot(theirs),
        "one webhook": Bot(OURS, _HOOKS[:1]),
        "two webhooks": Bot(OURS, _HOOKS),
    }
    rounds: dict[str, list[Round]] = {name: [] for name in bots}
    intakes = []
    for number in range(options.rounds):
        for name, bot in bots.items():
            await ground.clear(url)
            played = await Race(bot, options.people, options.forms).run()
            rounds[name].append(played)
            sys.stderr.write(f"round {number + 1}: {name} {played}\n")
        await ground.clear(url)
        intakes.append(await intake.rate(url, _BACKLOG, options.people))
        sys.stderr.write(f"round {number + 1}: intake {intakes[-1]:.0f}/s\n")
    _compare(rounds, "viche", "aiogram")
    _compare(rounds, "two webhooks", "one webhook")
    ours, alone = _median(rounds["viche"], "rate"), statistics.median(intakes)
    sys.stdout.write(f"intake {alone:.0f}/s, {alone / ours:.1f} times the form\n")


async def _broadcast(url: str, options: argparse.Namespace) -> None:
    """Compare the form alone with the form while a broadcast leaves."""
    rounds: dict[str, list[Round]] = {"beside": [], "alone": []}
    for _ in range(options.rounds):
        for name, played in rounds.items():
            await ground.clear(url)
            if name == "beside":
                await ground.owe_broadcast(url, _BROADCAST)
            played.append(await Race(Bot(OURS), options.people, options.forms).run())
    _compare(rounds, "beside", "alone")


async def _memory(_url: str, options: argparse.Namespace) -> None:
    """Watch the memory of one process over many updates."""
    forms = _LONG // options.people // 4 + 1
    race = Race(Bot(OURS), options.people, forms, every=_MARKS)
    await race.run()
    for number, memory in enumerate(race.memory, start=1):
        sys.stdout.write(f"after {number * _MARKS:>7} updates {memory:.1f} MB\n")
    sys.stdout.write(f"grown by {race.memory[-1] - race.memory[0]:.1f} MB\n")


async def _lists(url: str, _options: argparse.Namespace) -> None:
    await browsing.main(url)


async def _similar(url: str, _options: argparse.Namespace) -> None:
    await similar.main(url)


async def _digest(url: str, _options: argparse.Namespace) -> None:
    await digesting.main(url)


async def _export(url: str, options: argparse.Namespace) -> None:
    await exporting.main(url, options.rows)


_OF: Final = {
    "forms": _forms,
    "broadcast": _broadcast,
    "memory": _memory,
    "lists": _lists,
    "similar": _similar,
    "digest": _digest,
    "export": _export,
}


def _compare(rounds: Rounds, one: str, other: str) -> None:
    sys.stdout.write(f"{'median of rounds':<18}{one:>14}{other:>14}{'ratio':>8}\n")
    for name in Round.__dataclass_fields__:
        ours, theirs = _median(rounds[one], name), _median(rounds[other], name)
        sys.stdout.write(
            f"{name:<18}{ours:>14.2f}{theirs:>14.2f}{ours / theirs:>8.2f}\n"
        )


def _median(rounds: Sequence[Round], name: str) -> float:
    return statistics.median(getattr(each, name) for each in rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("what", nargs="?", choices=_OF, default="forms")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--forms", type=int, default=10)
    parser.add_argument("--rows", type=int, default=1_000_000, help="of an export")
    return parser.parse_args()


if __name__ == "__main__":
    spare_the_collector()  # what runs in here is to run as in a replica
    uvloop.run(main(_options()))
