"""Forms that people are filling in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Conversation(Base):
    """The one open form of a person; the answers are sealed JSON.

    `turn` grows with every form begun: buttons of an earlier one are told by it.
    An emptied row (form is null) remembers the turn.
    """

    __tablename__ = "conversation"
    __table_args__ = (Index("ix_conversation_expires_at", "expires_at"),)

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    form: Mapped[str | None]
    step: Mapped[str | None]
    turn: Mapped[int]
    answers: Mapped[bytes | None]
    expires_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
