"""Faults on command: what may go wrong with a call."""

from dataclasses import dataclass, field
from random import Random
from typing import Literal, TypeAlias

from bot.playground.answers import Answer, DroppedError, RefusalError
from bot.playground.chance import dice

Kind: TypeAlias = Literal[
    "429",
    "400",
    "401",
    "403",
    "404",
    "409",
    "500",
    "502",
    "504",
    "garbage",
    "timeout",
    "reset",
    "slow",
]
PAGE = b"<html><head><title>nginx</title></head></html>"
DETAILS = {
    "400": "chat not found",
    "403": "bot was blocked by the user",
    "409": "terminated by other getUpdates request",
}


@dataclass(slots=True)
class Fault:
    """One kind of fault: for whom, how often, and when."""

    kind: Kind
    methods: tuple[str, ...] = ()
    chat_id: int | None = None
    after: bool = False
    times: int | None = None
    probability: float = 1.0
    retry_after: int = 1
    detail: str = ""
    seconds: float = 0.0

    @property
    def name(self) -> str:
        """Name the fault as the journal does."""
        return f"{self.kind}_after" if self.after else self.kind

    def concerns(self, method: str, chat_id: int | None) -> bool:
        """Tell whether a call is among those that the fault waits for."""
        if self.times == 0 or (self.methods and method not in self.methods):
            return False
        return self.chat_id is None or self.chat_id == chat_id

    def strike(self, *, accepted: bool) -> Answer:
        """Answer as the fault demands, or break the line."""
        if self.kind in {"timeout", "reset"}:
            kind: Literal["timeout", "reset"] = (
                "timeout" if self.kind == "timeout" else "reset"
            )
            raise DroppedError(kind, accepted=accepted, seconds=self.seconds)
        if self.kind in {"502", "504"}:
            return Answer(int(self.kind), PAGE, {"Content-Type": "text/html"})
        if self.kind == "garbage":
            return Answer(200, b'{"ok":true,"result":')
        return self._refusal().answer()

    def _refusal(self) -> RefusalError:
        if self.kind == "429":
            detail = f"retry after {self.retry_after}"
            return RefusalError(429, detail, retry_after=self.retry_after)
        return RefusalError(int(self.kind), self.detail or DETAILS.get(self.kind, ""))


@dataclass(slots=True)
class Faults:
    """All faults that are switched on."""

    seed: int = 1
    active: list[Fault] = field(default_factory=list)
    _dice: Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._dice = dice(self.seed)

    def add(self, fault: Fault) -> Fault:
        """Switch a fault on."""
        self.active.append(fault)
        return fault

    def next(
        self, kind: Kind, *methods: str, times: int = 1, after: bool = False
    ) -> Fault:
        """Spoil the next calls of these methods."""
        return self.add(Fault(kind, methods, times=times, after=after))

    def sometimes(
        self, kind: Kind, probability: float, *methods: str, after: bool = False
    ) -> Fault:
        """Spoil some of the calls of these methods."""
        return self.add(Fault(kind, methods, probability=probability, after=after))

    def remove(self, fault: Fault | None) -> None:
        """Switch one fault off."""
        self.active = [one for one in self.active if one is not fault]

    def clear(self) -> None:
        """Switch all faults off."""
        self.active.clear()

    def draw(self, method: str, chat_id: int | None) -> Fault | None:
        """Draw the fault that strikes a call, if any."""
        for fault in self.active:
            if not fault.concerns(method, chat_id):
                continue
            if self._dice.random() < fault.probability:
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None
