"""What groups decided and have not told yet, and news that wait for their hour."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Decision(Base):
    """A group's decision on a case, until its secretary announces it.

    `note` holds what the author will be told with it, sealed.
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint(
            "status in ('supported', 'deferred', 'declined', 'referred', 'agenda')",
            name="status",
        ),
        Index("uq_decision_case", "case_id", unique=True),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    status: Mapped[str]
    note: Mapped[bytes | None]
    decided_at: Mapped[datetime] = mapped_column(server_default=func.app_now())


class CaseNews(Base):
    """A step of a case that its author hears of in the news of a day.

    `submission_id` names whose author: that of the case, or of one merged into it.
    `told_with` names the first row of the message that told it.
    """

    __tablename__ = "case_news"
    __table_args__ = (
        Index("uq_case_news_event", "event_id", "submission_id", unique=True),
        Index("ix_case_news_submission_id", "submission_id"),
        Index("ix_case_news_due", "due_at", postgresql_where="told_with is null"),
        Index("ix_case_news_told_with", "told_with"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    event_id: Mapped[int] = mapped_column(
        ForeignKey("case_event.id", ondelete="CASCADE")
    )
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    due_at: Mapped[datetime]
    told_with: Mapped[int | None]
