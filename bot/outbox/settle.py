"""What becomes of a message after its call: removed, kept waiting, or given up."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import structlog
from sqlalchemy import delete, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.api import Done, Doubt, NotSent, Outcome, Refused, Wait
from bot.db import Sessions
from bot.errors import StartError
from bot.markup import MESSAGE_LIMIT, clip
from bot.models import Outbox, Remembered
from bot.models.outbox import MessageClass
from bot.models.remembered import SAID
from bot.outbox import gates, moves, results, strange
from bot.outbox.broom import Broom
from bot.outbox.refusals import Meaning, meaning
from bot.outbox.row import Row
from bot.services.doubts import doubt_news
from bot.services.letters import counters, post, sealed

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 300.0
_OWN_ATTEMPTS: Final = 5
_TAG: Final = re.compile(r"<[^>]*>")

log = structlog.get_logger(__name__)

_GIVE_BACK: Final = text("""
    update outbox set owner = null, claimed_at = null, attempts = attempts + 1,
        error = :error,
        not_before = app_now() + make_interval(secs => :pause), state = 'pending'
    where id = :id and owner = :owner and state = 'sending'
      and created_at >= app_now() - interval '1 day'
    returning id
""")


@dataclass(frozen=True, slots=True)
class Settler:
    """Writes down what came of a call; only rows that are still ours are touched."""

    sessions: Sessions
    bot_id: int
    replica: int
    broom: Broom
    offer: Callable[[set[int]], None]

    async def settle(self, row: Row, outcome: Outcome) -> bool:
        """Write one outcome down; True when the chat's next message may follow."""
        may_follow = False
        match outcome:
            case Done(result):
                await self._accepted(row, result)
                may_follow = True
            case Wait(seconds):
                await self._told_to_wait(row, seconds)
            case NotSent(why):
                await self._give_back(row, why)
            case Doubt(why):
                await self._doubt(row, why)
            case Refused():
                may_follow = await self._refused(row, outcome)
        if row.lane is not None:
            self.offer({row.lane})
        return may_follow

    async def fail(self, row: Row, error: Exception) -> None:
        """Give back a message that we could not even make; five times, then no more."""
        log.error(
            "message failed", row=row.id, attempt=row.attempts + 1, exc_info=error
        )
        if row.attempts + 1 < _OWN_ATTEMPTS:
            await self._give_back(row, type(error).__name__)
            return
        async with self.sessions.begin() as session:
            await self._set(session, row, state="dead", error=type(error).__name__)

    async def release(self, rows: Sequence[int]) -> None:
        """Leave messages that were not tried to whoever drains the outbox."""
        mine = Outbox.id.in_(rows) & (Outbox.owner == self.replica)
        async with self.sessions.begin() as session:
            await session.execute(
                update(Outbox).where(mine).values(state="pending", owner=None)
            )

    async def leave(self, session: AsyncSession, row: Row, kind: str) -> None:
        """Leave a notice to a version that knows its kind, for a day at most."""
        if not await strange.leave(session, row, self.replica, kind=kind):
            await self._give_up(session, row, "unknown kind")

    async def drop(self, session: AsyncSession, row: Row) -> None:
        """Give up a message that no longer has anything to say."""
        await session.execute(delete(Outbox).where(Outbox.id == row.id))

    async def _accepted(self, row: Row, result: Any) -> None:
        if row.lane is None and row.purpose in (None, SAID):
            said = row.purpose == SAID and isinstance(result, dict)
            self.broom.sweep(
                row.id,
                row.notice_id,
                said=(row.chat_key, result["message_id"]) if said else None,
            )
            return
        async with self.sessions.begin() as session:
            if row.lane is not None:
                await results.bring(session, self.bot_id, row, {"result": result})
            elif isinstance(result, dict):
                await _remember(session, row, result)
            await self.drop(session, row)

    async def _told_to_wait(self, row: Row, seconds: int) -> None:
        log.warning("told to wait", seconds=seconds)
        async with self.sessions.begin() as session:
            await gates.close_for(session, row.chat_key, seconds)
            await self._back(session, row, "429", float(seconds))

    async def _give_back(self, row: Row, why: str) -> None:
        pause = min(_FIRST_PAUSE * 2**row.attempts, _LONGEST_PAUSE)
        async with self.sessions.begin() as session:
            await self._back(session, row, why, pause)

    async def _back(
        self, session: AsyncSession, row: Row, why: str, pause: float
    ) -> None:
        values = {"id": row.id, "owner": self.replica, "error": why, "pause": pause}
        kept = await session.execute(_GIVE_BACK, values)
        if kept.one_or_none() is None:
            await self._give_up(session, row, why)

    async def _give_up(self, session: AsyncSession, row: Row, why: str) -> None:
        """Set a message aside, unless it became somebody else's meanwhile."""
        if not await self._set(session, row, state="dead", error=why):
            return
        log.error("message given up", row=row.id, method=row.method)
        if row.lane is not None:
            await results.bring(session, self.bot_id, row, {"error": why})

    async def _doubt(self, row: Row, why: str) -> None:
        log.warning("unknown whether sent", message_class=row.message_class.name)
        async with self.sessions.begin() as session:
            await counters.count(session, f"doubt.{row.message_class.name.lower()}")
            if row.message_class is MessageClass.BROADCAST:
                await self._set(session, row, state="unknown", error=why)
                await doubt_news.tell(session, [row.id])
                return
        await self._give_back(row, why)

    async def _refused(self, row: Row, refused: Refused) -> bool:
        found = meaning(refused)
        if found is Meaning.TOKEN:
            raise StartError(
                "BOT_TOKEN", got="a token that Telegram refuses", wanted="a valid one"
            )
        if found is Meaning.FINE:
            await self._accepted(row, _as_it_was(row))
            return True
        async with self.sessions.begin() as session:
            if row.lane is not None and found is not Meaning.MOVED:
                await results.bring(session, self.bot_id, row, {"error": refused.why})
                await self.drop(session, row)
                return True
            return await self._follow(session, row, refused, found)

    async def _follow(
        self, session: AsyncSession, row: Row, refused: Refused, found: Meaning
    ) -> bool:
        match found:
            case Meaning.MOVED:
                await moves.chat(session, row, refused.moved_to or 0)
            case Meaning.NO_TOPIC if row.address.thread_id is not None:
                await moves.to_general_topic(session, row)
            case Meaning.GONE | Meaning.NO_TOPIC:
                await gates.close(session, row, refused.why)
            case Meaning.SAY_ANEW if "text" in row.payload:
                anew = {k: v for k, v in row.payload.items() if k != "message_id"}
                await self._again(session, row, anew, method="sendMessage")
            case Meaning.SAY_ANEW:  # only its buttons were to be taken off
                await self.drop(session, row)
                return True
            case Meaning.UNREADABLE if "parse_mode" in row.payload:
                log.error("text that Telegram cannot take", row=row.id)
                await self._again(session, row, _plain(row.payload), method=row.method)
            case _:
                await self._give_up(session, row, refused.why)
                return True
        return False

    async def _again(
        self, session: AsyncSession, row: Row, payload: dict[str, Any], *, method: str
    ) -> None:
        cell = post.payload_cell(row.id)
        await self._set(
            session,
            row,
            state="pending",
            owner=None,
            method=method,
            payload=sealed.seal_json(session, payload, cell),
        )

    async def _set(self, session: AsyncSession, row: Row, **values: Any) -> bool:
        if values["state"] in ("dead", "unknown"):
            values |= {"owner": None}
        if values["state"] == "dead":
            values |= {"payload": None, "destination": None}
        mine = (Outbox.id == row.id) & (Outbox.owner == self.replica)
        changed = update(Outbox).where(mine).values(**values).returning(Outbox.id)
        return (await session.execute(changed)).one_or_none() is not None


async def _remember(session: AsyncSession, row: Row, result: dict[str, Any]) -> None:
    message = Remembered(
        chat_key=row.chat_key, message_id=result["message_id"], purpose=row.purpose
    )
    await session.merge(message)


def _as_it_was(row: Row) -> dict[str, Any] | None:
    """Name the message that was so already; what is to be remembered of it still is."""
    if row.lane is not None or row.method != "editMessageText":
        return None
    return {"message_id": row.payload["message_id"]}


def _plain(payload: dict[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in payload.items() if key != "parse_mode"}
    words = html.unescape(_TAG.sub("", str(payload.get("text", ""))))
    return plain | {"text": clip(words, MESSAGE_LIMIT)}
