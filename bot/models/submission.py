"""What people sent."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    ForeignKey,
    Index,
    Sequence,
    Text,
    func,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base

SUBMISSION_IDS = Sequence("submission_id", metadata=Base.metadata)


class Kind(StrEnum):
    """What a submission is."""

    PROPOSAL = "proposal"
    CONCERN = "concern"


class Channel(StrEnum):
    """How a submission came: from its author's phone, or entered by the team."""

    TELEGRAM = "telegram"
    PAPER = "paper"
    PHONE = "phone"


class Submission(Base):
    """A proposal or a concern; its id is the number that people are told.

    `draft` is the text as it was sent (JSON of text and place), sealed, and erased when
    every case is decided; `address` is the sealed reply address and dies on schedule.
    `language` is what its author reads; the text may be in the other one.
    Without `relay` the team asks no questions: the author may be a child. Without
    `news` the author wants to hear no more of it. `adds_to` is the shown proposal to
    which this one brings details. What did not come by Telegram has no person until
    its receipt is followed.
    """

    __tablename__ = "submission"
    __table_args__ = (
        CheckConstraint("kind in ('proposal', 'concern')", name="kind"),
        CheckConstraint("language in ('uk', 'en')", name="language"),
        Index("ix_submission_person_id", "person_id", "id"),
        CheckConstraint("adds_to <> id", name="adds_to"),
        Index(
            "ix_submission_adds_to",
            "adds_to",
            postgresql_where="adds_to is not null",
        ),
        CheckConstraint("channel in ('telegram', 'paper', 'phone')", name="channel"),
        Index("ix_submission_topic", "community_code", "topic"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    community_code: Mapped[str] = mapped_column(ForeignKey("community.code"))
    language: Mapped[str]
    topic: Mapped[str]
    whom: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    whereabouts: Mapped[str | None]
    lasting: Mapped[str | None]
    draft: Mapped[bytes | None]
    address: Mapped[bytes | None]
    adds_to: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id", ondelete="SET NULL")
    )
    relay: Mapped[bool] = mapped_column(server_default=true())
    news: Mapped[bool] = mapped_column(server_default=true())
    channel: Mapped[str] = mapped_column(server_default="telegram")
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
