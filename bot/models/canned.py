"""Words that a team says often."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Use(StrEnum):
    """Where words that a team says often are offered."""

    QUESTION = "question"
    CONTACT = "contact"
    BODY = "body"
    ANSWER = "answer"
    REASON = "reason"
    NEXT_STEP = "next_step"


_USES = ", ".join(f"'{use}'" for use in Use)


class Canned(Base):
    """What a group's team often says to authors, kept in both languages."""

    __tablename__ = "canned"
    __table_args__ = (
        Index("ix_canned_group_id", "group_id", "id"),
        CheckConstraint(f"use in ({_USES})", name="use"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    use: Mapped[str] = mapped_column(server_default=Use.QUESTION)
    text_uk: Mapped[str]
    text_en: Mapped[str]
