"""The SMTP server that takes our mails, and what its answers mean."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
)

_SECONDS: Final = 20.0
_NO_MAILBOX: Final = (550, 551, 553)
_POLICY: Final = "5.7."  # RFC 3463: we are not let in, whoever it is for
_LOOPBACK: Final = ("localhost", "127.0.0.1")


class Fate(Enum):
    """What became of a mail."""

    SENT = "sent"
    LATER = "later"  # it did not leave, and may another time
    REFUSED = "refused"  # there is no such address
    UNKNOWN = "unknown"


class Outcome(NamedTuple):
    """What became of a mail, and why; never with an address."""

    fate: Fate
    why: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mails are handed in: `smtp://user:password@host:port`, or `smtps://`."""

    url: str

    def client(self) -> SMTP:
        """Make a client that is not connected yet."""
        parts = urlsplit(self.url)
        is_tls = parts.scheme == "smtps"
        # A password never travels in the clear; without one TLS is taken if offered.
        must = bool(parts.username) and parts.hostname not in _LOOPBACK
        return SMTP(
            hostname=parts.hostname,
            port=parts.port,
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            use_tls=is_tls,
            start_tls=True if must and not is_tls else None,
            timeout=_SECONDS,
        )


@dataclass(slots=True)
class Connection:
    """A connection for a few mails, made with the first of them."""

    server: Server
    is_sound: bool = True
    _client: SMTP | None = None

    async def hand_in(self, sender: str, to: str, message: bytes) -> Outcome:
        """Hand a mail in; what fails after its last line was sent is not known."""
        try:
            client = self._client or await self._connect()
            await client.mail(sender)
            await client.rcpt(to)
        except SMTPRecipientRefused as error:
            await self._reset()
            return _refused(error)
        except (OSError, SMTPException) as error:
            self.is_sound = False
            return Outcome(Fate.LATER, _why(error))
        return await self._say(client, message)

    @asynccontextmanager
    async def closing(self) -> AsyncIterator[None]:
        """Take leave of the server at the end."""
        try:
            yield
        finally:
            if self._client is not None:
                with suppress(OSError, SMTPException):
                    await self._client.quit()
                self._client.close()

    async def _connect(self) -> SMTP:
        self._client = self.server.client()
        await self._client.connect()
        return self._client

    async def _say(self, client: SMTP, message: bytes) -> Outcome:
        try:
            await client.data(message)
        except SMTPDataError as error:  # of our words or our server, not the address
            return Outcome(Fate.LATER, _why(error))
        except (OSError, SMTPException) as error:
            self.is_sound = False
            return Outcome(Fate.UNKNOWN, _why(error))
        return Outcome(Fate.SENT)

    async def _reset(self) -> None:
        try:
            if self._client is not None:
                await self._client.rset()
        except (OSError, SMTPException):
            self.is_sound = False


def _refused(error: SMTPRecipientRefused) -> Outcome:
    is_gone = error.code in _NO_MAILBOX and not error.message.startswith(_POLICY)
    return Outcome(Fate.REFUSED if is_gone else Fate.LATER, _why(error))


def _why(error: Exception) -> str:
    """Name an error by its kind and code: its words may hold the address."""
    code = getattr(error, "code", None)
    name = type(error).__name__
    return f"{name} {code}" if code else name
