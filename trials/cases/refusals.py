"""What may become of a call, and what must follow (reliability 3.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.models.outbox import MessageClass
from bot.playground.faults import Fault, Kind

_EDIT: Final = {"method": "editMessageText", "payload": {"message_id": 1}}
_HTML: Final = {"payload": {"parse_mode": "HTML"}}


@dataclass(frozen=True, eq=False)
class Case:
    """A fault, and how many calls and messages follow, and what is left of the row."""

    name: str
    kind: Kind
    calls: int
    came: int
    left: str | None = None
    detail: str = ""
    after: bool = False  # Telegram did what it was asked to do
    message_class: MessageClass = MessageClass.NOTICE
    method: str = "sendMessage"
    payload: Mapping[str, Any] = field(default_factory=dict)

    def fault(self, chat: int) -> Fault:
        """Spoil the next call to a chat."""
        return Fault(
            self.kind,
            (self.method,),
            chat,
            after=self.after,
            times=1,
            detail=self.detail,
        )

    @property
    def is_hasty(self) -> bool:
        """Tell whether it may be said anew at once, in other words."""
        return self.kind == "400"

    @property
    def is_gone(self) -> bool:
        """Tell whether nothing may be sent to the chat any more."""
        return self.left == "cancelled"


def _doubtful(name: str, kind: Kind, *, after: bool = False) -> tuple[Case, Case]:
    """Say it again, but for a broadcast: that stays unknown."""
    again = Case(name, kind, 2, 1 + after, after=after)
    unknown = replace(
        again,
        name=f"{name}, broadcast",
        calls=1,
        came=int(after),
        left="unknown",
        message_class=MessageClass.BROADCAST,
    )
    return again, unknown


def _refused(detail: str, calls: int, came: int, **more: Any) -> Case:
    return Case(f"400 {detail}", "400", calls, came, detail=detail, **more)


QUICK: Final[Sequence[Case]] = (
    Case("500", "500", 2, 1),
    Case("500, broadcast", "500", 2, 1, message_class=MessageClass.BROADCAST),
    *_doubtful("502 HTML", "502"),
    *_doubtful("504 HTML", "504"),
    *_doubtful("reset before", "reset"),
    *_doubtful("reset after", "reset", after=True),
    *_doubtful("bad JSON", "garbage"),
    _refused("something unheard of", 1, 0, left="dead"),
    _refused("can't parse entities", 2, 1, **_HTML),
    _refused("message is too long", 2, 1, **_HTML),
    _refused("message is not modified", 1, 0, **_EDIT),
    _refused("message to edit not found", 2, 1, **_EDIT),
    _refused("message can't be edited", 2, 1, **_EDIT),
    _refused("chat not found", 1, 0, left="cancelled"),
    _refused("not enough rights to send text messages", 1, 0, left="cancelled"),
    _refused("PEER_ID_INVALID", 1, 0, left="cancelled"),
    Case("403", "403", 1, 0, "cancelled"),
    Case("403 deactivated", "403", 1, 0, "cancelled", detail="user is deactivated"),
)
# The bot waits 20 seconds for an answer, and has 16 places to wait in.
SLOW: Final[Sequence[Case]] = (
    _doubtful("read time-out before", "timeout")[0],
    _doubtful("read time-out after", "timeout", after=True)[1],
)
