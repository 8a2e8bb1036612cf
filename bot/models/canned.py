"""Words that a team says often."""

from sqlalchemy import ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Canned(Base):
    """A question of a group's team to authors, kept in both languages."""

    __tablename__ = "canned"
    __table_args__ = (Index("ix_canned_group_id", "group_id", "id"),)

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    text_uk: Mapped[str]
    text_en: Mapped[str]
