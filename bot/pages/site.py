"""Routes of the pages: a link is read, its time checked, its page made in one go."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.crypto import Vault
from bot.db import Sessions, now
from bot.errors import UserError
from bot.forgotten import Forgotten
from bot.i18n import LANGUAGES, Text, _
from bot.pages import address, digest, paper
from bot.services.mail import desk, links
from bot.services.mail.addresses import GoneError
from bot.services.mail.links import ExpiredLinkError, ForgedLinkError, Link, Purpose
from bot.services.team.access import NotAllowedError

_LONGEST: Final = 16_384  # bytes of a form
_FORGED: Final = _("There is no such page.")
_EXPIRED: Final = _("This link no longer works. The next letter brings a new one.")
_AWAY: Final = _("The bot cannot be reached just now. Please try again later.")
_TITLE: Final = _("Working group")

log = structlog.get_logger(__name__)

Form = Mapping[str, str]
_Read = Callable[[web.Request], Awaitable[Form | None]]


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of an installation."""

    sessions: Sessions
    vault: Vault
    forgotten: Forgotten

    def routes(self, public_url: str) -> list[web.RouteDef]:
        """List the routes below an address."""
        path = urlsplit(public_url).path.rstrip("/") + "/m/{token}"
        return [web.get(path, self.show), web.post(path, self.press)]

    async def show(self, request: web.Request) -> web.Response:
        """Show a page; looking changes nothing."""
        return await self._answer(request, _nothing)

    async def press(self, request: web.Request) -> web.Response:
        """Do what a button asks for."""
        return await self._answer(request, _form)

    async def _answer(self, request: web.Request, read: _Read) -> web.Response:
        try:
            link = links.read(self.vault, request.match_info["token"])
            return await self._made(link, await read(request))
        except web.HTTPException:
            raise
        except Exception as error:  # noqa: BLE001 - every one is told or logged
            return _sorry(*_told(error))

    async def _made(self, link: Link, form: Form | None) -> web.Response:
        try:
            async with self.sessions.begin() as session:
                links.check_time(link, await now(session))
                if form is None:
                    return await _shown(session, link)
                return await self._pressed(session, link, form)
        except (GoneError, NotAllowedError):
            raise
        except UserError as error:
            if form is None or link.purpose is not Purpose.DIGEST:
                raise
            async with self.sessions.begin() as session:
                return await digest.explain(session, link.row, form, error)

    async def _pressed(
        self, session: AsyncSession, link: Link, form: Form
    ) -> web.Response:
        if link.purpose is Purpose.LEAVE or form.get("act") == "leave":
            row = await _address_of(session, link)
            return await address.leave(session, row, self.forgotten)
        if link.purpose is Purpose.DIGEST:
            return await digest.press(session, link.row, form)
        if form.get("act") != "confirm":
            raise web.HTTPBadRequest
        return await address.confirm(session, link.row)


async def _shown(session: AsyncSession, link: Link) -> web.Response:
    match link.purpose:
        case Purpose.DIGEST:
            return await digest.show(session, link.row)
        case Purpose.CONFIRM:
            return await address.ask(session, link.row)
        case Purpose.LEAVE:
            return await address.ask_to_leave(session, link.row)


async def _address_of(session: AsyncSession, link: Link) -> int:
    if link.purpose is not Purpose.DIGEST:
        return link.row
    return (await desk.enter(session, link.row)).address_id


async def _nothing(_request: web.Request) -> None:
    """Read no form."""


async def _form(request: web.Request) -> Form:
    """Read a small form; a one-click request of a mail program needs no fields."""
    if (request.content_length or 0) > _LONGEST:
        raise web.HTTPRequestEntityTooLarge(_LONGEST, request.content_length or 0)
    if request.content_type != "application/x-www-form-urlencoded":
        return {}
    try:
        posted = await request.post()
    except (ValueError, LookupError) as error:  # an encoding that is none
        raise web.HTTPBadRequest from error
    return {name: value for name, value in posted.items() if isinstance(value, str)}


def _told(error: Exception) -> tuple[Text, HTTPStatus]:
    """Tell what is wrong with a link; our own faults only that we have one.

    aiohttp would log those with the address of whoever asked.
    """
    match error:
        case ForgedLinkError():
            return _FORGED, HTTPStatus.NOT_FOUND
        case ExpiredLinkError():
            return _EXPIRED, HTTPStatus.GONE
        case NotAllowedError():
            return error.text, HTTPStatus.FORBIDDEN
        case UserError():
            return error.text, HTTPStatus.GONE
        case _:
            log.error("a page could not be made", exc_info=error)
            return _AWAY, HTTPStatus.SERVICE_UNAVAILABLE


def _sorry(words: Text, status: HTTPStatus) -> web.Response:
    """Explain in every language: who has no link that works has said none."""
    parts = [paper.paragraph(language, words) for language in LANGUAGES]
    return paper.respond(LANGUAGES[0], _TITLE, *parts, status=status)
