"""People from whom a working group takes nothing for a time."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Ban(Base):
    """A pause after abuse; moderators know it by the number of a submission only."""

    __tablename__ = "ban"
    __table_args__ = (
        CheckConstraint("reason in ('B01', 'B02', 'B03')", name="reason"),
        Index("uq_ban_person_group", "person_id", "group_id", unique=True),
        Index("ix_ban_group_id", "group_id"),
        Index("ix_ban_until", "until"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    reason: Mapped[str]
    until: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
