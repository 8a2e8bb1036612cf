"""Updates as they came, until they are carried out."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class InboxState(StrEnum):
    """How far an update has come."""

    NEW = "new"
    DONE = "done"
    DEAD = "dead"
    SHED = "shed"


class Inbox(Base):
    """An update (id > 0), or the result of a call of ours (id < 0, by its outbox row).

    The payload is the raw JSON, sealed; `account` is the hash of who sent it. Both are
    erased when the update is done; the bare id stays 72 hours so that a redelivery is
    recognised.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        CheckConstraint("state in ('new', 'done', 'dead', 'shed')", name="state"),
        Index(
            "ix_inbox_waiting", "lane", "update_id", postgresql_where="state = 'new'"
        ),
        Index("ix_inbox_received_at", "received_at"),
        Index("ix_inbox_lately", "lane", "received_at"),
    )

    bot_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lane: Mapped[int]
    account: Mapped[bytes | None]
    payload: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(server_default="new")
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    first_attempt_at: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    received_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    done_at: Mapped[datetime | None]
    error: Mapped[str | None]
    reference: Mapped[str | None]
