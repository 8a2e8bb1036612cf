"""Many votes at once of people who have only just come."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    PrimaryKeyConstraint,
    func,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class NewcomerVote(Base):
    """A vote of somebody who first came within a day; kept for a day.

    `slot` is the quarter of an hour: the moment would tell whose update it was.
    """

    __tablename__ = "newcomer_vote"
    __table_args__ = (
        PrimaryKeyConstraint("ballot_id", "submission_id", "mark"),
        Index("ix_newcomer_vote_slot", "slot"),
    )

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    mark: Mapped[bytes]
    slot: Mapped[datetime]


class Burst(Base):
    """So many of them on one proposal that moderators are told.

    `case_id` is the case by which the proposal is shown; `frozen` counts the votes
    that its moderators keep out of the counts.
    """

    __tablename__ = "burst"
    __table_args__ = (
        Index("uq_burst_ballot_submission", "ballot_id", "submission_id", unique=True),
        CheckConstraint("frozen >= 0", name="frozen"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    frozen: Mapped[int] = mapped_column(server_default=sql("0"))
    at: Mapped[datetime] = mapped_column(server_default=func.app_now())
