"""`make bench`: our bot and an aiogram form in turns; medians and ratios."""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench import ground, meter
from bot import embedded

PORT: Final = 18081
LABEL: Final = "Запропонувати ідею"
STEPS: Final = 4


@dataclass(frozen=True, slots=True)
class Round:
    """What one bot did in one round."""

    cpu_ms: float
    postgres_ms: float
    rate: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    memory_mb: float


async def play(command: list[str], people: int, forms: int) -> Round:
    """Let a crowd fill in forms with one bot, and measure the bot."""
    crowd = await _start(
        [
            *["-m", "bench.telegram", "--port", str(PORT), "--label", LABEL],
            *["--people", str(people), "--forms", str(forms)],
        ],
        pipe=True,
    )
    assert crowd.stdout is not None  # noqa: S101 - it is a pipe
    await crowd.stdout.readline()  # it listens
    bot = await _start(command)
    await crowd.stdout.readline()  # the race begins
    before, postgres_before = meter.cpu_of(bot.pid), meter.cpu_of_postgres()
    output, _ = await crowd.communicate()
    result = json.loads(output)
    cpu, memory = meter.cpu_of(bot.pid) - before, meter.memory_of(bot.pid)
    postgres = meter.cpu_of_postgres() - postgres_before
    bot.terminate()
    await bot.wait()
    return _round(result, cpu, postgres, memory)


def _round(result: dict[str, Any], cpu: float, postgres: float, memory: float) -> Round:
    waits = sorted(result["waits"])
    count = len(waits)

    def at(share: float) -> float:
        return waits[min(count - 1, int(count * share))] * 1000

    return Round(
        cpu / count * 1000,
        postgres / count * 1000,
        count / result["seconds"],
        at(0.5),
        at(0.95),
        at(0.99),
        memory,
    )


async def _start(
    arguments: list[str], *, pipe: bool = False
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        stdout=asyncio.subprocess.PIPE if pipe else asyncio.subprocess.DEVNULL,
        env=ground.environment(),
    )


async def main(options: argparse.Namespace) -> None:
    """Play rounds in turns and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        server = embedded.start(Path(folder) / "pg")
        url = await ground.prepare(server, options.people)
        ours = ["-m", "bot", "run"]
        theirs = ["-m", "bench.aiogram_form", "--port", str(PORT)]
        theirs += ["--database", url]
        ground.settle(url, PORT)
        rounds: dict[str, list[Round]] = {"viche": [], "aiogram": []}
        for number in range(options.rounds):
            for name, command in (("viche", ours), ("aiogram", theirs)):
                await ground.clear(url)
                played = await play(command, options.people, options.forms)
                rounds[name].append(played)
                sys.stderr.write(f"round {number + 1}: {name} {played}\n")
        server.cleanup()
    _print(rounds)


def _print(rounds: dict[str, list[Round]]) -> None:
    sys.stdout.write(
        f"{'median of rounds':<18}{'viche':>10}{'aiogram':>10}{'ratio':>8}\n"
    )
    for name in Round.__dataclass_fields__:
        ours = statistics.median(getattr(each, name) for each in rounds["viche"])
        theirs = statistics.median(getattr(each, name) for each in rounds["aiogram"])
        sys.stdout.write(
            f"{name:<18}{ours:>10.2f}{theirs:>10.2f}{ours / theirs:>8.2f}\n"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--forms", type=int, default=10)
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main(_options()))
