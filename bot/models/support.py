"""Who supports a proposal and hears of it, and how often somebody was written to."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    PrimaryKeyConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Support(Base):
    """Where somebody hears of a proposal that they agreed with; the address is sealed.

    Neither a moment nor a number of its own: their order would tell whose a vote was.
    """

    __tablename__ = "support"
    __table_args__ = (
        PrimaryKeyConstraint("submission_id", "chat_key"),
        CheckConstraint("language in ('uk', 'en')", name="language"),
        Index("ix_support_chat_key", "chat_key"),
    )

    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    chat_key: Mapped[int]
    address: Mapped[bytes]
    language: Mapped[str]


class SupportNews(Base):
    """A step that a supporter hears of; `told_with` names the first row of a message.

    `due_at` moves on while this month's messages are used up.
    """

    __tablename__ = "support_news"
    __table_args__ = (
        Index("uq_support_news_once", "event_id", "chat_key", unique=True),
        Index("ix_support_news_due", "due_at", postgresql_where="told_with is null"),
        Index("ix_support_news_chat_key", "chat_key"),
        Index("ix_support_news_told_with", "told_with"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    event_id: Mapped[int] = mapped_column(
        ForeignKey("case_event.id", ondelete="CASCADE")
    )
    chat_key: Mapped[int]
    due_at: Mapped[datetime]
    told_with: Mapped[int | None]


class Unasked(Base):
    """A message that nobody asked for, in the ledger that keeps them few."""

    __tablename__ = "unasked"
    __table_args__ = (
        PrimaryKeyConstraint("chat_key", "at"),
        Index("ix_unasked_at", "at"),
    )

    chat_key: Mapped[int]
    at: Mapped[datetime] = mapped_column(server_default=func.app_now())
