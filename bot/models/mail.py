"""E-mail addresses of members without Telegram, and the mails owed to them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class MailState(StrEnum):
    """How far a mail has come."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    EXPIRED = "expired"


_STATES = ", ".join(f"'{state}'" for state in MailState)


class MailAddress(Base):
    """An e-mail address of a member of a group, sealed.

    `key` is its keyed hash: a group has it once. Until its owner has confirmed it,
    there is no person, no role and no mail but the question. `failing_at`: since when
    its server has refused mails; none are sent then.
    """

    __tablename__ = "mail_address"
    __table_args__ = (
        CheckConstraint("language in ('uk', 'en')", name="language"),
        CheckConstraint(
            "(person_id is null) = (confirmed_at is null)", name="confirmed"
        ),
        Index("uq_mail_address_group_key", "group_id", "key", unique=True),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), unique=True
    )
    sector: Mapped[str]
    language: Mapped[str]
    key: Mapped[int]
    address: Mapped[bytes]
    asked_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    confirmed_at: Mapped[datetime | None]
    failing_at: Mapped[datetime | None]


class Mail(Base):
    """A mail to an address: a digest, once for each; without one, the question.

    `payload` is the digest in the words of its moment, sealed, until it was sent. That
    of the network is named by the first day of its `month`, whose figures are kept.
    """

    __tablename__ = "mail"
    __table_args__ = (
        CheckConstraint(f"state in ({_STATES})", name="state"),
        Index("uq_mail_address_digest", "address_id", "digest_id", unique=True),
        Index("uq_mail_address_month", "address_id", "month", unique=True),
        Index("ix_mail_open", "id", postgresql_where="state in ('pending', 'sending')"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    address_id: Mapped[int] = mapped_column(
        ForeignKey("mail_address.id", ondelete="CASCADE")
    )
    digest_id: Mapped[int | None] = mapped_column(
        ForeignKey("digest.id", ondelete="CASCADE")
    )
    month: Mapped[date | None]
    payload: Mapped[bytes | None]
    state: Mapped[str] = mapped_column(server_default="pending")
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    not_before: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    error: Mapped[str | None]


class MailAct(Base):
    """What somebody did from the page behind a mail: each thing once."""

    __tablename__ = "mail_act"
    __table_args__ = (CheckConstraint("act in ('take', 'answer')", name="act"),)

    mail_id: Mapped[int] = mapped_column(
        ForeignKey("mail.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    act: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=func.app_now())
