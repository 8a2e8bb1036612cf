"""Texts that a moderator does not decide on."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Recusal(Base):
    """A moderator whom a text is about: it is for the others to read."""

    __tablename__ = "recusal"
    __table_args__ = (PrimaryKeyConstraint("case_id", "person_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
