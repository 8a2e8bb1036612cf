"""Messages owed, and the pauses that Telegram asked for."""

from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Sequence, func, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base

# One nextval reserves a block of ids, so that an update's messages can be sealed to
# their rows without a question to the database for each.
OUTBOX_BLOCK = 16
OUTBOX_IDS = Sequence("outbox_id", increment=OUTBOX_BLOCK, metadata=Base.metadata)


class MessageClass(IntEnum):
    """Who waits for a message; lower leaves first."""

    ANSWER = 0
    ALERT = 1
    NOTICE = 2
    BROADCAST = 3


class OutboxState(StrEnum):
    """How far a message has come; sent rows are removed."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    DEAD = "dead"
    CANCELLED = "cancelled"


class Outbox(Base):
    """A Bot API call that is owed to somebody.

    Destination and payload are sealed JSON; a row with a notice has no payload until
    it is rendered in the recipient's language as it leaves. A row with a lane asks:
    the result comes back through the inbox, in that lane.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint(
            "state in ('pending', 'sending', 'unknown', 'dead', 'cancelled')",
            name="state",
        ),
        CheckConstraint("class between 0 and 3", name="class"),
        Index("ix_outbox_due", "class", "id", postgresql_where="state = 'pending'"),
        Index(
            "ix_outbox_chat",
            "chat_key",
            "id",
            postgresql_where="state in ('pending', 'sending')",
        ),
        Index("ix_outbox_sending", "owner", postgresql_where="state = 'sending'"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat_key: Mapped[int]
    destination: Mapped[bytes | None]
    method: Mapped[str]
    payload: Mapped[bytes | None]
    message_class: Mapped[int] = mapped_column("class")
    key: Mapped[str | None] = mapped_column(unique=True)
    notice_id: Mapped[int | None] = mapped_column(
        ForeignKey("notice.id", ondelete="CASCADE")
    )
    purpose: Mapped[str | None]
    lane: Mapped[int | None]
    state: Mapped[str] = mapped_column(server_default="pending")
    owner: Mapped[int | None]
    claimed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    not_before: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    error: Mapped[str | None]


class Gate(Base):
    """A chat that must not be written to: until a moment, or until it comes back.

    Key 0 stands for all chats.
    """

    __tablename__ = "gate"

    chat_key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    closed_until: Mapped[datetime | None]
    reason: Mapped[str]
    since: Mapped[datetime] = mapped_column(server_default=func.app_now())
