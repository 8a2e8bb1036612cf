"""Sealing everything anew under the current key, a batch at a time.

A sealed value begins with the id of its key: what is left to do can always be asked,
so that the work can be stopped anywhere and gone on with. Hashes of accounts cannot be
made anew: people are hashed anew when they write again. Those of chats whose address
is sealed beside them can.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    RowMapping,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from typing_extensions import override

from bot.address import Address
from bot.crypto import ID_BYTES, Cell, Vault
from bot.db import Base, vault
from bot.models import (
    GroupNews,
    KeyFingerprint,
    Notice,
    SupportNews,
    Unasked,
)
from bot.models.notice import Recipient

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column of sealed values; `row` is the column that they are bound to."""

    table: str
    column: str
    row: str = "id"

    def cell(self, row: int) -> Cell:
        """Name the cell of a row."""
        return Cell(self.table, self.column, row)

    @property
    def _table(self) -> Table:
        return Base.metadata.tables[self.table]

    @property
    def _value(self) -> Column[Any]:
        return self._table.c[self.column]

    def stale(self, keys: Vault) -> ColumnElement[bool]:
        """Tell, inside a query, what another key has sealed."""
        by = func.substring(self._value, 1, ID_BYTES)
        return and_(self._value.is_not(None), by != keys.key_id)

    def count(self, keys: Vault) -> Select[int]:
        """Count what another key has sealed."""
        return select(func.count()).select_from(self._table).where(self.stale(keys))

    async def renew(self, session: AsyncSession, keys: Vault) -> int:
        """Seal a batch anew; rows that somebody else has in hand come later."""
        primary = list(self._table.primary_key)
        rows = await session.execute(
            select(*primary, self._table.c[self.row], self._value)
            .where(self.stale(keys))
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        found = rows.all()
        if found:
            await session.execute(
                update(self._table)
                .where(*(each == bindparam(f"of_{each.name}") for each in primary))
                .values(self._written()),
                [self._anew(keys, primary, row) for row in found],
            )
        return len(found)

    def _written(self) -> dict[str, Any]:
        return {self.column: bindparam("anew")}

    def _anew(
        self, keys: Vault, primary: list[Column[Any]], row: Any
    ) -> dict[str, object]:
        *identity, bound, value = row
        named = {
            f"of_{column.name}": key
            for column, key in zip(primary, identity, strict=True)
        }
        cell = self.cell(bound)
        return named | self._made(keys, keys.open(value, cell), cell)

    def _made(self, keys: Vault, plain: bytes, cell: Cell) -> dict[str, object]:
        return {"anew": keys.seal(plain, cell)}


@dataclass(frozen=True, slots=True)
class Followed(Sealed):
    """Addresses bound to the hash of their chat, which is made anew with them.

    `recipient` is what notices call those who live there.
    """

    column: str = "address"
    row: str = "chat_key"
    recipient: Recipient = Recipient.SUBSCRIBER

    @override
    async def renew(self, session: AsyncSession, keys: Vault) -> int:
        """Hash and seal a batch anew, with all that bears the former hash."""
        rows = await session.execute(
            select(self._table)
            .where(self.stale(keys))
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
        found = rows.mappings().all()
        for row in found:
            await self._move(session, keys, row)
        return len(found)

    async def _move(self, session: AsyncSession, keys: Vault, row: RowMapping) -> None:
        former = row[self.row]
        plain = keys.open(row[self.column], self.cell(former))
        key = Address.from_json(plain).key(keys)
        anew = {self.row: key, self.column: keys.seal(plain, self.cell(key))}
        mine = (each == row[each.name] for each in self._table.primary_key)
        await session.execute(delete(self._table).where(*mine))
        # Who followed anew since is there already.
        await session.execute(
            insert(self._table).values({**row, **anew}).on_conflict_do_nothing()
        )
        for bearer in (GroupNews, SupportNews, Unasked):
            moved = update(bearer).where(bearer.chat_key == former)
            await session.execute(moved.values(chat_key=key))
        told = update(Notice).where(
            Notice.recipient == self.recipient, Notice.recipient_id == former
        )
        await session.execute(told.values(recipient_id=key))


def _chat(keys: Vault, plain: bytes) -> int:
    return Address.from_json(plain).key(keys)


def _mailbox(keys: Vault, plain: bytes) -> int:
    return keys.key("mail", plain.decode())


@dataclass(frozen=True, slots=True)
class Hashed(Sealed):
    """Addresses whose hash, in another column, is made anew with them."""

    key: str = "chat_key"
    make: Callable[[Vault, bytes], int] = _chat

    @override
    def _written(self) -> dict[str, Any]:
        return {self.column: bindparam("anew"), self.key: bindparam("hashed")}

    @override
    def _made(self, keys: Vault, plain: bytes, cell: Cell) -> dict[str, object]:
        return {"anew": keys.seal(plain, cell), "hashed": self.make(keys, plain)}


SEALED: Final = (
    Sealed("submission", "draft"),
    Sealed("submission", "address"),
    Sealed("case_event", "note"),
    Sealed("case", "edited"),
    Sealed("case", "photos"),
    Sealed("queue_filter", "looked", row="person_id"),
    Sealed("queue_filter", "kept", row="person_id"),
    Sealed("decision", "note"),
    Sealed("verdict", "note"),
    Sealed("conversation", "answers", row="person_id"),
    Sealed("staff", "address", row="person_id"),
    Followed("support", recipient=Recipient.SUPPORTER),
    Followed("subscription"),
    Followed("channel", recipient=Recipient.CHANNEL),
    Sealed("public_digest", "content"),
    Hashed("working_group", "chat"),
    Sealed("outbox", "destination"),
    Sealed("outbox", "payload"),
    Sealed("inbox", "payload", row="update_id"),
    Sealed("ballot", "key"),
    Sealed("mail", "payload", row="digest_id"),
    Hashed("mail_address", "address", key="key", make=_mailbox),
)


async def left(session: AsyncSession) -> int:
    """Count what is still sealed by another key than the current one."""
    keys = vault(session)
    counts = [await session.scalar(each.count(keys)) for each in SEALED]
    return sum(count or 0 for count in counts)


async def renew(session: AsyncSession) -> int:
    """Seal a batch of some column anew; 0 when nothing could be taken in hand."""
    for column in SEALED:
        if done := await column.renew(session, vault(session)):
            return done
    return 0


async def retire(session: AsyncSession) -> None:
    """Let the database know the current key only: the old ones may go."""
    current = vault(session).fingerprint
    await session.execute(
        delete(KeyFingerprint).where(KeyFingerprint.fingerprint != current)
    )
