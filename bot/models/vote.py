"""Voting on what was shown to a community: who may is asked, who did is never known."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    PrimaryKeyConstraint,
    false,
    func,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Ballot(Base):
    """A time of voting in one community.

    `key` is sealed. Voters are known by hashes under it, and nothing else; it dies when
    the ballot closes, and then nobody can tell any more whose a mark was.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        Index(
            "uq_ballot_open",
            "community_code",
            unique=True,
            postgresql_where="closed_at is null",
        ),
        CheckConstraint("closes_at >= opens_at", name="closes_later"),
        CheckConstraint("closed_at is null or key is null", name="key_dies"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    community_code: Mapped[str] = mapped_column(ForeignKey("community.code"))
    opens_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    key: Mapped[bytes | None]


class Vote(Base):
    """What a voter thinks of a proposal now: 1 agrees, -1 does not, 0 cannot say.

    Without a choice the voter passed the proposal over, or took the vote back. A frozen
    one is left out of the counts until moderators release it.
    """

    __tablename__ = "vote"
    __table_args__ = (
        PrimaryKeyConstraint("ballot_id", "mark", "submission_id"),
        CheckConstraint("choice between -1 and 1", name="choice"),
    )

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    mark: Mapped[bytes]
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    choice: Mapped[int | None]
    frozen: Mapped[bool] = mapped_column(server_default=false())


class VoteEvent(Base):
    """A change of a vote; append-only, so that every count can be made again.

    `at` is the beginning of the day: the moment would tell whose update it was.
    """

    __tablename__ = "vote_event"
    __table_args__ = (Index("ix_vote_event_ballot_id", "ballot_id", "id"),)

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    mark: Mapped[bytes]
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    choice: Mapped[int | None]
    at: Mapped[datetime]


class Tally(Base):
    """How a proposal stands in a ballot; frozen when it closes."""

    __tablename__ = "tally"
    __table_args__ = (
        PrimaryKeyConstraint("ballot_id", "submission_id"),
        Index(
            "ix_tally_support", "ballot_id", sql("(agree - disagree)"), "submission_id"
        ),
    )

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"))
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    agree: Mapped[int] = mapped_column(server_default=sql("0"))
    disagree: Mapped[int] = mapped_column(server_default=sql("0"))
    unsure: Mapped[int] = mapped_column(server_default=sql("0"))
