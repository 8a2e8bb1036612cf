"""The stand-in itself: people on one side, the Bot API on the other."""

import asyncio
import inspect
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.playground.answers import (
    Answer,
    DroppedError,
    RefusalError,
    accept,
    bad_request,
)
from bot.playground.calls import Call
from bot.playground.copies import copied
from bot.playground.courier import Courier
from bot.playground.faults import Fault, Faults
from bot.playground.flood import check_flood
from bot.playground.methods import METHODS, NAMES
from bot.playground.polling import Poller
from bot.playground.profile import Profile
from bot.playground.spec.check import read
from bot.playground.world import WORTHLESS, World

if TYPE_CHECKING:
    from bot.playground.limits import Limits


class Telegram(World):
    """Play Telegram to one bot."""

    def __init__(
        self,
        token: str = WORTHLESS,
        *,
        bot_username: str = "viche_bot",
        now: Callable[[], float] = time.time,
        journal: Path | None = None,
        seed: int = 1,
    ) -> None:
        super().__init__(
            token, bot_username=bot_username, now=now, journal=journal, seed=seed
        )
        self.calls: list[Call] = []
        self.faults = Faults(seed)
        self.limits: Limits | None = None
        self._outage: Fault | None = None
        self.profile = Profile()
        self.poller = Poller(self.updates)
        self.courier = Courier(self.updates)

    async def close(self) -> None:
        """Stop bringing updates and close the journal."""
        await self.courier.stop()
        self.poller.interrupt()
        self.log.close()

    def cut(self) -> None:
        """Take the network away from the bot, also from a poll that waits."""
        self.mend()
        self._outage = self.faults.add(Fault("reset"))
        self.poller.cut()

    def mend(self) -> None:
        """Give the network back."""
        self.faults.remove(self._outage)
        self._outage = None

    @property
    def is_cut(self) -> bool:
        """Tell whether the network is away."""
        return any(one is self._outage for one in self.faults.active)

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        *,
        token: str | None = None,
    ) -> Answer:
        """Carry out one call of the Bot API."""
        call = self._record(NAMES.get(method.lower(), method), dict(params or {}))
        try:
            return await self._spoil(call, token or self.token)
        finally:
            self.log.write("call", **call.facts)

    def fetch(self, path: str, *, token: str) -> bytes | None:
        """Give out a file, as from Telegram's file server."""
        upload = self.files.get(path.rpartition("/")[2])
        return upload.content if upload and token == self.token else None

    def calls_of(self, *methods: str) -> list[Call]:
        """List the calls of some methods."""
        return [call for call in self.calls if call.method in methods]

    def _record(self, method: str, params: dict[str, Any]) -> Call:
        call = Call(len(self.calls) + 1, self.now(), method, params)
        if method in METHODS:
            values, call.problems = read(method, params)
            call.params = params | values
        chat = call.params.get("chat_id")
        call.chat = chat if isinstance(chat, int) else None
        self.calls.append(call)
        return call

    async def _spoil(self, call: Call, token: str) -> Answer:
        fault = self.faults.draw(call.method, call.chat)
        if fault is None:
            return await self._perform(call, token)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return await self._perform(call, token)
        if fault.after:
            answer = await self._perform(call, token)
            return self._strike(call, fault) if call.accepted else answer
        return self._strike(call, fault)

    def _strike(self, call: Call, fault: Fault) -> Answer:
        call.outcome = fault.name
        try:
            answer = fault.strike(accepted=call.accepted)
        except DroppedError:
            call.status = 0
            raise
        call.status = answer.status
        if fault.kind == "429":
            call.retry_after = fault.retry_after
        return answer

    async def _perform(self, call: Call, token: str) -> Answer:
        try:
            answer = accept(await self._carry_out(call, token))
        except RefusalError as refusal:
            call.outcome = str(refusal.code)
            call.description = refusal.description
            call.retry_after = refusal.parameters.get("retry_after")
            answer = refusal.answer()
        except DroppedError as dropped:
            call.outcome = dropped.kind
            raise
        else:
            call.outcome, call.accepted = "ok", True
        call.status = answer.status
        return answer

    async def _carry_out(self, call: Call, token: str) -> Any:
        if token != self.token:
            raise RefusalError(401)
        if call.method not in METHODS:
            unplayed = call.method in NAMES.values()
            raise RefusalError(404, f"{call.method} is not played" if unplayed else "")
        if call.problems:
            raise bad_request(call.problems[0])
        check_flood(self, call.method, call.params)
        result = METHODS[call.method](self, copied(call.params))
        call.result = await result if inspect.isawaitable(result) else result
        return call.result
