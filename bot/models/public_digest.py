"""What a group tells its communities, who wants to hear it, and who still has to."""

from datetime import date, datetime

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


class PublicDigest(Base):
    """What the public reads: drawn up, approved by secretary and chair, then sent.

    `content` is what they read, sealed; `met_on` the day of the meeting, after which it
    has to wait. A group has one draft at a time.
    """

    __tablename__ = "public_digest"
    __table_args__ = (
        Index(
            "uq_public_digest_draft",
            "group_id",
            unique=True,
            postgresql_where="approved_at is null",
        ),
        Index("ix_public_digest_group_made", "group_id", "made_at"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    content: Mapped[bytes | None]
    since: Mapped[datetime]
    made_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    met_on: Mapped[date | None]
    secretary_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff.id", ondelete="SET NULL")
    )
    chair_id: Mapped[int | None] = mapped_column(
        ForeignKey("staff.id", ondelete="SET NULL")
    )
    approved_at: Mapped[datetime | None]


class Subscription(Base):
    """Where somebody hears the news of a group; the address is sealed."""

    __tablename__ = "subscription"
    __table_args__ = (
        PrimaryKeyConstraint("group_id", "chat_key"),
        CheckConstraint("language in ('uk', 'en')", name="language"),
        Index("ix_subscription_chat_key", "chat_key"),
        Index("ix_subscription_since", "since"),
    )

    group_id: Mapped[int] = mapped_column(
        ForeignKey("working_group.id", ondelete="CASCADE")
    )
    chat_key: Mapped[int]
    address: Mapped[bytes]
    language: Mapped[str]
    since: Mapped[datetime] = mapped_column(server_default=func.app_now())


class GroupNews(Base):
    """A public digest that a subscriber has still to be told, and when."""

    __tablename__ = "group_news"
    __table_args__ = (
        PrimaryKeyConstraint("digest_id", "chat_key"),
        Index("ix_group_news_due_at", "due_at"),
        Index("ix_group_news_chat_key", "chat_key"),
    )

    digest_id: Mapped[int] = mapped_column(
        ForeignKey("public_digest.id", ondelete="CASCADE")
    )
    chat_key: Mapped[int]
    due_at: Mapped[datetime]
