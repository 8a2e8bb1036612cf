"""What published proposals are found by."""

from datetime import datetime

from sqlalchemy import ARRAY, ForeignKey, Index, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Likeness(Base):
    """Stems and meanings of a published proposal; `edition` names the lists.

    `marks` are the same as numbers (see `reading.mark`), with the likeliest matters;
    the index carries them. `sense` is what it says as a whole (see `sentences`);
    whoever has it can guess the text, so it goes with the text.
    """

    __tablename__ = "likeness"
    __table_args__ = (
        Index(
            "ix_likeness_community",
            "community_code",
            "at",
            postgresql_include=["case_id", "marks"],
        ),
        Index(
            "ix_likeness_sense",
            "community_code",
            "at",
            postgresql_include=["case_id", "sense"],
        ),
        Index("ix_likeness_unread", "case_id", postgresql_where=text("sense is null")),
    )

    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    community_code: Mapped[str] = mapped_column(ForeignKey("community.code"))
    words: Mapped[list[str]] = mapped_column(ARRAY(Text))
    marks: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default="{}")
    sense: Mapped[bytes | None]
    vector: Mapped[bytes | None]  # of the version before; goes with the next
    edition: Mapped[str]
    at: Mapped[datetime]
