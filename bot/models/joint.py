"""How many support all of what a group considers together."""

from sqlalchemy import BigInteger, ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Joint(Base):
    """Who agreed with any of `numbers`, each voter once; written when a ballot closes.

    A case that is considered with others by now than `numbers` has no such count.
    """

    __tablename__ = "joint"
    __table_args__ = (
        PrimaryKeyConstraint("group_id", "submission_id"),
        Index("ix_joint_ballot_id", "ballot_id"),
    )

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    group_id: Mapped[int] = mapped_column(
        ForeignKey("working_group.id", ondelete="CASCADE")
    )
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    numbers: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    agree: Mapped[int]
