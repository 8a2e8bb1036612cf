"""Start commands at once: load the program, then fork for every command.

What importing and patterns cost is paid once; all else is as in `python -m bot`. Reads
orders off standard input, a line of JSON each, carries them out at the same time, and
answers each twice: with the number of its process and with its exit code.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TypedDict

from bot import __main__ as program
from bot.commands import (
    doubts,
    exporting,
    inviting,
    letters,
    migrating,
    running,
    stats,
    status,
)
from bot.services.checks import examining
from bot.services.similar import reading

LOADED = (doubts, exporting, inviting, letters, migrating, stats, status)


class Order(TypedDict):
    number: int
    words: Sequence[str]
    settings: Mapping[str, str]
    folder: str
    out: str
    err: str


def main() -> None:
    examining.prepare()
    reading.prepare()
    running.spare_the_collector()  # what it looks at, a fork would have to copy
    for line in sys.stdin:
        order: Order = json.loads(line)
        if os.fork() == 0:
            watch(order)


def watch(order: Order) -> NoReturn:
    process = os.fork()
    if process == 0:
        carry_out(order)
    tell(order, "pid", process)
    _, status = os.waitpid(process, 0)
    tell(order, "code", os.waitstatus_to_exitcode(status))
    os._exit(0)


def tell(order: Order, fact: str, value: int) -> None:
    os.write(sys.stdout.fileno(), f"{order['number']} {fact} {value}\n".encode())


def carry_out(order: Order) -> NoReturn:
    os.chdir(order["folder"])
    for stream, name in ((sys.stdout, order["out"]), (sys.stderr, order["err"])):
        with Path(name).open("ab") as file:
            os.dup2(file.fileno(), stream.fileno())
    os.environ.clear()  # noqa: TID251 - the settings of the order, and nothing else
    os.environ.update(order["settings"])  # noqa: TID251
    sys.argv = ["viche", *order["words"]]
    try:
        program.main()
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(ended.code or 0))  # taking everything down would take the longest
    os._exit(0)


if __name__ == "__main__":
    main()
