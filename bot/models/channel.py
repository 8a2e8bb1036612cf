"""Channels in which groups tell their communities what became of proposals."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Channel(Base):
    """A channel in which the bot may post; its address is sealed, its name not kept.

    Until whoever added the bot (`added_by`) says whose it is, it is of no group.
    `lost_at`: since when the bot may not post there.
    """

    __tablename__ = "channel"
    __table_args__ = (
        CheckConstraint("(group_id is null) <> (added_by is null)", name="owner"),
        Index("ix_channel_added_by", "added_by"),
    )

    # Not always: a row that is hashed anew keeps its number.
    id: Mapped[int] = mapped_column(Identity(always=False), primary_key=True)
    chat_key: Mapped[int] = mapped_column(unique=True)
    address: Mapped[bytes]
    group_id: Mapped[int | None] = mapped_column(
        ForeignKey("working_group.id", ondelete="CASCADE"), unique=True
    )
    added_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE")
    )
    since: Mapped[datetime] = mapped_column(server_default=func.app_now())
    lost_at: Mapped[datetime | None]
