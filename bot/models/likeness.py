"""What published proposals are found by."""

from datetime import datetime

from sqlalchemy import ARRAY, ForeignKey, Index, Integer, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Likeness(Base):
    """Stems and meanings of a published proposal; `edition` names the lists.

    `marks` are the same as numbers (see `reading.mark`), with the likeliest matters;
    the index carries them. `vector` is what it says as a whole (see `sentences`);
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
            "ix_likeness_vector",
            "community_code",
            "at",
            postgresql_include=["case_id", "vector"],
        ),
        Index("ix_likeness_unread", "case_id", postgresql_where=text("vector is null")),
    )

    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    community_code: Mapped[str] = mapped_column(ForeignKey("community.code"))
    words: Mapped[list[str]] = mapped_column(ARRAY(Text))
    marks: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default="{}")
    vector: Mapped[bytes | None]
    edition: Mapped[str]
    at: Mapped[datetime]
