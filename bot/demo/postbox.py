"""A mail server for the demo: it takes every letter and shows them all on a page."""

import asyncio
import base64
import html
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Final

from aiohttp import web

from bot.settings import Settings

SENDER: Final = "viche@demo.example"
_LARGEST: Final = 1024 * 1024  # of a line
_LINK: Final = re.compile(r"http://[^\s<]+")
_PAGE: Final = (
    '<!doctype html><meta charset="utf-8"><title>Листи · Mails</title>'
    '<body style="font-family:sans-serif;max-width:44em;margin:1em auto">'
    "<h1>Листи · Mails</h1>{mails}"
)
_MAIL: Final = (
    "<hr><p><b>{to}</b><br>{subject}</p>"
    '<p style="white-space:pre-line;overflow-wrap:anywhere">{text}</p>{files}'
)
_NONE: Final = (
    '<p lang="uk">Тут з’являться листи бота: додайте адресу на телефоні секретаря '
    "(/team, «Члени групи поштою», «Додати адресу»).</p>"
    '<p lang="en">The bot’s mails will appear here: add an address on the '
    "secretary’s phone (/team, “Members by e-mail”, “Add an address”).</p>"
)
_ANSWERS: Final = {"QUIT": "221 bye", "DATA": "354 go on"}


@dataclass
class Postbox:
    """Letters that came, kept as long as the demo is open."""

    mails: list[EmailMessage] = field(default_factory=list)

    async def receive(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Talk to one sender, as far as RFC 5321 makes it necessary."""
        writer.write(b"220 demo\r\n")
        while line := await reader.readline():
            verb = line[:4].decode("ascii", "replace").upper()
            writer.write(_ANSWERS.get(verb, "250 ok").encode() + b"\r\n")
            if verb == "DATA":
                self._take(await reader.readuntil(b"\r\n.\r\n"))
                writer.write(b"250 taken\r\n")
            if verb == "QUIT":
                break
        writer.close()

    async def show(self, _request: web.Request) -> web.Response:
        """Show all letters, the newest first; before there are any, how to get one."""
        shown = "".join(map(_shown, reversed(self.mails)))
        page = _PAGE.format(mails=shown or _NONE)
        return web.Response(text=page, content_type="text/html")

    def _take(self, lines: bytes) -> None:
        content = lines.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
        mail = message_from_bytes(content, policy=policy.default)
        if isinstance(mail, EmailMessage):
            self.mails.append(mail)


@asynccontextmanager
async def opened(box: Postbox) -> AsyncIterator[int]:
    """Take letters in; gives the port."""
    server = await asyncio.start_server(box.receive, "127.0.0.1", 0, limit=_LARGEST)
    async with server:
        yield int(server.sockets[0].getsockname()[1])


def free_port() -> int:
    """Find a port for the pages behind the links."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(settings: Settings) -> dict[str, str]:
    """Write the settings that send the bot's mails here."""
    url = settings.smtp_url
    return {
        "SMTP_URL": url.get_secret_value() if url else "",
        "MAIL_FROM": settings.mail_from or "",
        "PUBLIC_URL": settings.public_url or "",
        "PORT": str(settings.port),
    }


def _shown(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    text = html.escape("" if body is None else body.get_content())
    linked = _LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', text)
    to, subject = (html.escape(str(mail[name])) for name in ("To", "Subject"))
    files = "".join(_file(each) for each in mail.iter_attachments())
    return _MAIL.format(to=to, subject=subject, text=linked, files=files)


def _file(part: Message) -> str:
    name = html.escape(str(part.get_filename()))
    taken = part.get_payload(decode=True)
    content = base64.b64encode(taken if isinstance(taken, bytes) else b"").decode()
    kind = part.get_content_type()
    return f'<p><a download="{name}" href="data:{kind};base64,{content}">{name}</a></p>'
