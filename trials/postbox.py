"""Members by e-mail: a server that takes their mails, and what came of each."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any, Final

from aiosmtpd.smtp import SMTP, Envelope
from sqlalchemy import text

from bot.services.mail import addresses, joining
from trials.ground import Ground
from trials.report import Report

_HOST: Final = "127.0.0.1"
_SENDER: Final = "viche@example.org"
# Two minutes after its sender died a mail is unknown.
_DOUBT: Final = ("unknown", "sending")
_MAILS: Final = text("""
    select m.id, coalesce(m.state, 'not owed') as state
    from digest d left join mail m on m.digest_id = d.id
    where d.group_id = any(cast(:groups as bigint[])) and d.state = 'queued'
""")


@dataclass
class Postbox:
    """Counts the mails that came, by the row that each of them bears."""

    ground: Ground
    groups: list[int] = field(default_factory=list)
    came: Counter[int] = field(default_factory=Counter)

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Any, envelope: Envelope
    ) -> str:
        """Take a mail."""
        mail = message_from_bytes(envelope.original_content or b"")
        row = str(mail["Message-ID"]).partition("@")[0].rpartition("-")[2]
        self.came[int(row)] += 1
        return "250 OK"

    async def add_members(self, leader: int, groups: Sequence[int]) -> None:
        """Give groups a member each who gets digests by e-mail."""
        self.groups += groups
        async with self.ground.sessions.begin() as session:
            for group in groups:
                member = f"member{group}@example.org"
                address = await addresses.add(
                    session, leader, group, member, sector="police", language="uk"
                )
                await joining.confirm(session, address)

    async def judge(self, report: Report) -> None:
        """Ask whether each digest came once, or is recorded as in doubt."""
        async with self.ground.engine.connect() as connection:
            owed = (await connection.execute(_MAILS, {"groups": self.groups})).all()
        right = sum(_is_right(state, self.came[row]) for row, state in owed)
        report.count("mails that came once, or are in doubt", right, of=len(owed))
        report.figures["mails in doubt"] = sum(state in _DOUBT for _row, state in owed)
        report.expect("mails that came again", self.came.total() - len(self.came), 0)


def _is_right(state: str, times: int) -> bool:
    return times == 1 if state == "sent" else state in _DOUBT and times <= 1


@asynccontextmanager
async def opened(ground: Ground) -> AsyncIterator[Postbox]:
    """Let replicas send mails to a server for as long as the block lasts."""
    box, loop = Postbox(ground), asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box), _HOST, 0)
    port = server.sockets[0].getsockname()[1]
    ground.more |= {
        "smtp_url": f"smtp://{_HOST}:{port}",
        "mail_from": _SENDER,
        "public_url": f"http://{_HOST}/bot",
    }
    try:
        yield box
    finally:
        server.close()
