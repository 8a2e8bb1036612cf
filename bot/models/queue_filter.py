"""What moderators looked for, and what their queue shows because of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class QueueFilter(Base):
    """A moderator's last search, and the one that their queue is narrowed to.

    Both are sealed; the former waits for a press that makes it the latter.
    """

    __tablename__ = "queue_filter"
    __table_args__ = (
        CheckConstraint("looked is not null or kept is not null", name="holds"),
        Index("ix_queue_filter_at", "at"),
    )

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    looked: Mapped[bytes | None]
    kept: Mapped[bytes | None]
    at: Mapped[datetime] = mapped_column(server_default=func.app_now())
