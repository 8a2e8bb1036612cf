"""The days on which groups met, and the one on which each meets next."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Meeting(Base):
    """A day of a group's meeting; neither hour nor place are ever kept (domain 5.12).

    `over_at` is when its team is asked what was decided; none once it was asked. A
    group has one meeting ahead, whose day `working_group.meets_on` repeats.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        Index("uq_meeting_day", "group_id", "day", unique=True),
        Index(
            "uq_meeting_ahead",
            "group_id",
            unique=True,
            postgresql_where="over_at is not null",
        ),
        Index("ix_meeting_over_at", "over_at", postgresql_where="over_at is not null"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    day: Mapped[date]
    over_at: Mapped[datetime | None]
