"""What somebody is to be told; the words come when it leaves."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Recipient(StrEnum):
    """Whose address a notice goes to."""

    AUTHOR = "author"  # recipient_id is a submission
    STAFF = "staff"  # recipient_id is a person with a role
    GROUP = "group"  # recipient_id is a working group
    SUPPORTER = "supporter"  # recipient_id is the key of a chat
    SUBSCRIBER = "subscriber"  # and here, too
    CHANNEL = "channel"  # and here


class Notice(Base):
    """One thing to tell one recipient, once: kind, subject, recipient.

    `subject` names the row that it is about: a case event, a digest, a group.
    """

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint(
            "recipient in ('author', 'staff', 'group', 'supporter', 'subscriber',"
            " 'channel')",
            name="recipient",
        ),
        Index(
            "uq_notice_once",
            "kind",
            "subject",
            "recipient",
            "recipient_id",
            unique=True,
        ),
        Index(
            "ix_notice_staff",
            "recipient_id",
            "created_at",
            postgresql_where="recipient = 'staff'",
        ),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    kind: Mapped[str]
    subject: Mapped[int]
    recipient: Mapped[str]
    recipient_id: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    sent_at: Mapped[datetime | None]
