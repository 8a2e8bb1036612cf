"""What published proposals are found by."""

from datetime import datetime

from sqlalchemy import ARRAY, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Likeness(Base):
    """Stems and meanings of a published proposal; `edition` names the lists.

    `marks` are the same as numbers (see `reading.mark`), with the likeliest matters;
    the index carries them.
    """

    __tablename__ = "likeness"
    __table_args__ = (
        Index(
            "ix_likeness_community",
            "community_code",
            "at",
            postgresql_include=["case_id", "marks"],
        ),
    )

    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    community_code: Mapped[str] = mapped_column(ForeignKey("community.code"))
    words: Mapped[list[str]] = mapped_column(ARRAY(Text))
    marks: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default="{}")
    edition: Mapped[str]
    at: Mapped[datetime]
