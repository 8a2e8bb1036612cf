"""Calls for ideas on their way to the chats of working groups."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Call(Base):
    """A call to a group's chat: it waits for room in its week until it is owed."""

    __tablename__ = "call"
    __table_args__ = (
        Index("ix_call_group_id", "group_id", "owed_at"),
        Index("ix_call_waits", "group_id", postgresql_where="owed_at is null"),
    )

    request_id: Mapped[int] = mapped_column(
        ForeignKey("request.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    group_id: Mapped[int] = mapped_column(
        ForeignKey("working_group.id"), primary_key=True, autoincrement=False
    )
    owed_at: Mapped[datetime | None]
