"""The one sender of mails, elected among the replicas."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

import structlog
from cryptography.exceptions import InvalidTag
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import Sessions, vault
from bot.mail import envelope
from bot.mail.envelope import Between
from bot.mail.printed import Printed
from bot.mail.server import Connection, Fate, Outcome, Server
from bot.models import MailAddress, WorkingGroup
from bot.services.days import periods
from bot.services.digest import digest_mails
from bot.services.doubts import doubt_news
from bot.services.figures import network_months, network_text
from bot.services.letters import mails
from bot.services.letters.mails import Claimed
from bot.services.mail import addresses, letters, links, settling
from bot.services.mail.links import Purpose
from bot.settings import Settings

_LOOKS_EVERY: Final = 5.0
_SETTLING: Final = {
    Fate.LATER: settling.put_off,
    Fate.REFUSED: settling.refused,
    Fate.UNKNOWN: settling.doubt,
}

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Postman:
    """Sends what is owed to addresses, one mail after the other."""

    sessions: Sessions
    server: Server
    sender: str
    public_url: str
    _stopped: bool = False
    _at_work: asyncio.Lock = field(default_factory=asyncio.Lock)
    _printed: Printed = field(default_factory=Printed)

    async def run(self) -> None:
        """Send until cancelled; whatever fails holds nobody else up."""
        while True:
            try:
                await self.once()
            except Exception:
                log.exception("mails could not be sent")
            await asyncio.sleep(_LOOKS_EVERY)

    async def stop(self) -> None:
        """Begin nothing more, and wait for the mail that is under way."""
        self._stopped = True
        async with self._at_work:
            pass

    async def once(self) -> int:
        """Send what may leave now over one connection; returns how many were tried."""
        tried, connection, self._printed = 0, Connection(self.server), Printed()
        async with self.sessions.begin() as session:
            if lost := await mails.release(session):
                await doubt_news.tell_of_mails(session, lost)
        async with connection.closing():
            while not self._stopped and connection.is_sound:
                async with self._at_work:
                    if not await self._one(connection):
                        break
                tried += 1
        return tried

    async def _one(self, connection: Connection) -> bool:
        mail = await self._claim()
        if mail is None:
            return False
        await self._settle(mail, await self._send(connection, mail))
        return True

    async def _claim(self) -> Claimed | None:
        async with self.sessions.begin() as session:
            return await mails.claim(session)

    async def _send(self, connection: Connection, mail: Claimed) -> Outcome:
        try:
            async with self.sessions.begin() as session:
                who, letter = await self._write(session, mail)
        except (addresses.GoneError, InvalidTag, KeyError) as error:
            return Outcome(Fate.LATER, type(error).__name__)
        message = envelope.close(letter, mail, who, await self._printed.of(letter))
        return await connection.hand_in(self.sender, who.to, message)

    async def _write(
        self, session: AsyncSession, mail: Claimed
    ) -> tuple[Between, letters.Letter]:
        address = await addresses.find(session, mail.address_id)
        leave = self._link(session, Purpose.LEAVE, address.id, mail)
        if mail.month is not None:
            network = await network_months.of(session, periods.month(mail.month))
            written = network_text.letter(network, address.language)
            letter = letters.with_leave(written, address.language, leave)
        elif mail.payload is None:
            letter = await self._question(session, address, mail, leave)
        else:
            page = self._link(session, Purpose.DIGEST, mail.id, mail)
            written = mails.opened(session, mail)
            letter = letters.with_ways(
                digest_mails.as_it_leaves(written, address.language, mail.now),
                address.language,
                mail.now.date(),
                page=page,
                leave=leave,
            )
        to = addresses.opened(session, address)
        return Between(self.sender, to, leave), letter

    async def _question(
        self, session: AsyncSession, address: MailAddress, mail: Claimed, leave: str
    ) -> letters.Letter:
        group = await session.get_one(WorkingGroup, address.group_id)
        confirm = self._link(session, Purpose.CONFIRM, address.id, mail)
        return letters.question(group, address, confirm, leave)

    def _link(
        self, session: AsyncSession, purpose: Purpose, row: int, mail: Claimed
    ) -> str:
        token = links.sign(vault(session), purpose, row, mail.now)
        return f"{self.public_url}/m/{token}"

    async def _settle(self, mail: Claimed, outcome: Outcome) -> None:
        async with self.sessions.begin() as session:
            if outcome.fate is Fate.SENT:
                await settling.sent(session, mail)
                return
            log.warning("mail not sent", mail=mail.id, why=outcome.why)
            await _SETTLING[outcome.fate](session, mail, outcome.why)
            if outcome.fate is Fate.UNKNOWN:
                await doubt_news.tell_of_mails(session, [mail.id])


def make(settings: Settings, sessions: Sessions) -> Postman | None:
    """Make the sender of mails that the settings ask for."""
    if settings.smtp_url is None:
        return None
    return Postman(
        sessions,
        Server(settings.smtp_url.get_secret_value()),
        settings.mail_from or "",
        (settings.public_url or "").rstrip("/"),
    )
