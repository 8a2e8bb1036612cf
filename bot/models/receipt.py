"""Printed receipts of what was entered for somebody."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Receipt(Base):
    """A link on paper that nobody has opened yet; only the hash of its token is kept.

    It is for one submission, and for the parts into which moderators split it.
    Without `relay` the author is asked nothing once they follow it.
    """

    __tablename__ = "receipt"
    __table_args__ = (
        Index("uq_receipt_submission_id", "submission_id", unique=True),
        Index("ix_receipt_created_at", "created_at"),
    )

    token: Mapped[bytes] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    relay: Mapped[bool] = mapped_column(server_default=true())
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
