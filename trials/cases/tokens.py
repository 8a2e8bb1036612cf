"""A token that Telegram no longer takes: the program ends, and does not say it."""

import asyncio
from typing import Final

from bot.models.outbox import MessageClass
from bot.playground.faults import Fault
from tests.processes import Outcome, Program, Starter, starting
from trials import mail
from trials.ground import TOKEN, Ground
from trials.report import Report

_METHODS: Final = ("getMe", "getUpdates", "sendMessage")
_PATIENCE: Final = 30.0


async def refuse(report: Report, ground: Ground, each: int) -> None:
    """Answer 401 to the program's first call of each kind, in turn."""
    settings = {name.upper(): value for name, value in ground.values.items()}
    folder = ground.folder.resolve()
    more = {"DATA_DIR": str(folder), "LOG_LEVEL": "DEBUG"}
    program = Program(folder, settings | more)
    async with starting() as starter:
        outcomes = [
            await _run(ground, starter, program, _METHODS[n % len(_METHODS)])
            for n in range(each)
        ]
    ended = sum(outcome.code not in (0, None) for outcome in outcomes)
    said = sum("BOT_TOKEN" in outcome.err for outcome in outcomes)
    shown = sum(TOKEN in outcome.out + outcome.err for outcome in outcomes)
    report.count("401: ended", ended, of=each)
    report.count("401: said why", said, of=each)
    report.expect("401: token shown", shown, 0)


async def _run(
    ground: Ground, starter: Starter, program: Program, method: str
) -> Outcome:
    fault = ground.telegram.faults.add(Fault("401", (method,)))
    [person] = mail.open_chats(ground, 1)
    await mail.owe(ground, [person.id], {"text": "x"}, MessageClass.NOTICE)
    async with asyncio.timeout(_PATIENCE):
        outcome = await starter.run(program, "run")
    ground.telegram.faults.remove(fault)
    return outcome
