"""A real SMTP server in the test's own loop, and the pages behind links in mails."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestServer
from aiosmtpd.smtp import SMTP, Envelope
from sqlalchemy.ext.asyncio import AsyncSession
from yarl import URL

from bot.crypto import Vault
from bot.db import Sessions
from bot.forgotten import Forgotten
from bot.mail.postman import Postman
from bot.mail.server import Server
from bot.models import WorkingGroup
from bot.models.staff import Role
from bot.pages.site import Site
from bot.services.mail import addresses, joining
from tests.factories import make_person, make_staff
from tests.world import MAIL_FROM, PUBLIC_URL

ADDRESS = "patrol@police.example.org"


@dataclass
class Mailbox:
    """What came, and how the server answers RCPT and DATA."""

    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    rcpt: str = "250 OK"
    data: str = "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Any, envelope: Envelope, to: str, _options: Any
    ) -> str:
        if self.rcpt.startswith("2"):
            envelope.rcpt_tos.append(to)
        return self.rcpt

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Any, envelope: Envelope
    ) -> str:
        if self.data == "drop":
            connection: Any = server.transport
            connection.abort()
            return "250 OK"
        if self.data.startswith("2"):
            content = envelope.content
            assert isinstance(content, bytes)
            mail = message_from_bytes(content, policy=default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.recipients += envelope.rcpt_tos
        return self.data


@asynccontextmanager
async def post_office(sessions: Sessions) -> AsyncIterator[tuple[Mailbox, Postman]]:
    """Open an SMTP server, and a postman who hands mails in there."""
    box = Mailbox()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(box, enable_SMTPUTF8=False), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    url = f"smtp://127.0.0.1:{port}"
    yield box, Postman(sessions, Server(url), MAIL_FROM, PUBLIC_URL)
    server.close()
    await server.wait_closed()


@dataclass
class Browser:
    """Opens the links of mails at a server of the test."""

    at: Callable[[str], URL]
    client: ClientSession

    async def open(self, link: str) -> tuple[int, str]:
        return await _read(await self.client.get(self._at(link)))

    async def press(self, link: str, **form: str) -> tuple[int, str]:
        return await _read(await self.client.post(self._at(link), data=form))

    def _at(self, link: str) -> URL:
        return self.at(link.removeprefix("https://viche.example.org"))


async def _read(answer: ClientResponse) -> tuple[int, str]:
    return answer.status, await answer.text()


@asynccontextmanager
async def browser(
    sessions: Sessions, vault: Vault, forgotten: Forgotten | None = None
) -> AsyncIterator[Browser]:
    site = Site(sessions, vault, forgotten or Forgotten())
    app = web.Application()
    app.add_routes(site.routes(PUBLIC_URL))
    async with TestServer(app) as server, ClientSession() as client:
        yield Browser(server.make_url, client)


def links(mail: EmailMessage) -> list[str]:
    """Read the links of a mail's plain text, in their order."""
    body = mail.get_body(("plain",))
    assert body is not None
    return re.findall(r"https://\S+", body.get_content())


async def confirmed(session: AsyncSession, group: WorkingGroup) -> int:
    """Give a group a member by e-mail, whose address is confirmed."""
    secretary = await make_person(session)
    await make_staff(session, secretary, group, role=Role.SECRETARY)
    row = await addresses.add(
        session, secretary.id, group.id, ADDRESS, sector="police", language="uk"
    )
    await joining.confirm(session, row)
    return row
