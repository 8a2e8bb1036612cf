"""Messages that must be edited, deleted or answered later."""

from datetime import datetime
from typing import Final

from sqlalchemy import Boolean, Index, func, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base

# What was said and heard in a private chat, for whoever wants it gone from there.
SAID: Final = "said"
HEARD: Final = "heard"
LENT: Final = "lent."  # and whose chat it is; a photo that is taken back
# Written out: a value that is bound would keep the index of these from being used.
IS_LENT: Final = literal_column(f"purpose like '{LENT}%'", Boolean)


class Remembered(Base):
    """A message with its purpose: 48 hours, Telegram's time to delete."""

    __tablename__ = "remembered"
    __table_args__ = (
        Index("ix_remembered_at", "at"),
        Index("ix_remembered_lent", "at", postgresql_where=IS_LENT),
    )

    chat_key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    purpose: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=func.app_now())
