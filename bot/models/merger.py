"""What a case was before it was merged into another one."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Merger(Base):
    """How a merged case stood before, so that it can be separated again."""

    __tablename__ = "merger"
    __table_args__ = (Index("ix_merger_created_at", "created_at"),)

    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    status: Mapped[str]
    reason: Mapped[str | None]
    due_at: Mapped[datetime | None]
    news_due_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
