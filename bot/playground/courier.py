"""The webhook: updates brought to the bot (telegram-bot-api, WebhookActor.cpp)."""

import asyncio
from dataclasses import dataclass

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.playground.answers import JSON, encode
from bot.playground.updates import Pending, Updates

LONGEST_PAUSE = 60.0
LONGEST_RETRY_AFTER = 3600.0
PATIENCE = 60.0
PROOF_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SUCCESS = range(200, 300)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are brought."""

    url: str
    secret: str
    max_connections: int


class Courier:
    """Bring updates, one at a time per queue, queues side by side."""

    def __init__(self, updates: Updates, *, scale: float = 1.0) -> None:
        self.webhook: Webhook | None = None
        self.scale = scale
        self._updates = updates
        self._errors: JSON = {}
        self._busy: set[str] = set()
        self._round: asyncio.Task[None] | None = None

    @property
    def facts(self) -> JSON:
        """Describe the webhook as getWebhookInfo does."""
        if self.webhook is None:
            return {}
        most = self.webhook.max_connections
        return {"url": self.webhook.url, "max_connections": most, **self._errors}

    async def start(self, webhook: Webhook) -> None:
        """Begin to bring updates to an address; the same one changes nothing."""
        if webhook == self.webhook:
            return
        await self.stop()
        self.webhook = webhook
        loop = asyncio.get_running_loop()
        self._round = loop.create_task(self._go_round(webhook))

    async def stop(self) -> None:
        """Stop bringing updates."""
        self.webhook = None
        self._errors = {}
        if self._round is None:
            return
        ended, self._round = self._round, None
        ended.cancel()
        await asyncio.wait([ended])
        self._busy.clear()
        if not ended.cancelled():
            ended.result()

    async def _go_round(self, webhook: Webhook) -> None:
        slots = asyncio.Semaphore(webhook.max_connections)
        event = self._updates.listen()
        try:
            async with ClientSession() as http, asyncio.TaskGroup() as tasks:
                route = Route(self, webhook, http, slots)
                while True:
                    event.clear()
                    for queue in self._idle():
                        self._busy.add(queue)
                        tasks.create_task(self._empty(queue, route))
                    await self._pause(event)
        finally:
            self._updates.unlisten(event)

    def _idle(self) -> list[str]:
        return [one for one in self._updates.queues() if one not in self._busy]

    async def _pause(self, event: asyncio.Event) -> None:
        try:
            async with asyncio.timeout(self._updates.next_ready()):
                await event.wait()
        except TimeoutError:
            return

    async def _empty(self, queue: str, route: "Route") -> None:
        while pending := self._first(queue):
            await route.bring(pending)
        self._busy.discard(queue)

    def _first(self, queue: str) -> Pending | None:
        updates = self._updates
        waiting = updates.queued(queue)
        if len(waiting) > 1 and updates.dice.random() < updates.trouble.shuffle:
            return updates.dice.choice(waiting)
        return waiting[0] if waiting else None

    def failed(self, detail: str) -> None:
        """Note a failure for getWebhookInfo."""
        date = int(self._updates.now())
        self._errors = {"last_error_date": date, "last_error_message": detail}

    def is_alive(self, pending: Pending) -> bool:
        """Tell whether an update is still worth bringing."""
        return self._updates.is_alive(pending)

    def hand(self, pending: Pending, attempt: int) -> None:
        """Note an attempt."""
        self._updates.hand(pending, "hook", attempt)

    def confirm(self, pending: Pending) -> None:
        """Note a success."""
        self._updates.confirm([pending], pending.id, "hook")


class Route:
    """The way to one address."""

    def __init__(
        self,
        courier: Courier,
        webhook: Webhook,
        http: ClientSession,
        slots: asyncio.Semaphore,
    ) -> None:
        self._courier = courier
        self._webhook = webhook
        self._http = http
        self._slots = slots

    async def bring(self, pending: Pending) -> None:
        """Bring an update until it is taken or too old."""
        attempt = 0
        while self._courier.is_alive(pending):
            attempt += 1
            self._courier.hand(pending, attempt)
            async with self._slots:
                status, asked = await self._post(pending)
            if status in SUCCESS:
                self._courier.confirm(pending)
                return
            await asyncio.sleep(pause(attempt, asked) * self._courier.scale)

    async def _post(self, pending: Pending) -> tuple[int, float | None]:
        headers = {"Content-Type": "application/json"}
        if self._webhook.secret:
            headers[PROOF_HEADER] = self._webhook.secret
        limit = ClientTimeout(total=PATIENCE * self._courier.scale)
        try:
            async with self._http.post(
                self._webhook.url,
                data=encode(pending.update),
                headers=headers,
                timeout=limit,
            ) as response:
                if not response.ok:
                    detail = f"Wrong response from the webhook: {response.status}"
                    self._courier.failed(detail)
                return response.status, _seconds(response.headers.get("Retry-After"))
        except (ClientError, TimeoutError) as error:
            self._courier.failed(f"Connection failed: {type(error).__name__}")
            return 0, None


def pause(attempt: int, asked: float | None) -> float:
    """Give the seconds to wait after a failed attempt."""
    if asked is not None:
        return min(asked, LONGEST_RETRY_AFTER)
    return 0.0 if attempt == 1 else min(2.0 ** (attempt - 1), LONGEST_PAUSE)


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isdecimal() else None
