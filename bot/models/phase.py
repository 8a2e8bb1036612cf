"""Phases of a community's round: collecting, voting, deciding, results."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class PhaseKind(StrEnum):
    """What a community does in a phase; in the order of a round."""

    COLLECT = "collect"
    VOTE = "vote"
    DECIDE = "decide"
    RESULTS = "results"


class Phase(Base):
    """The days of a phase in one community, both included; one plan at a time.

    A community without a plan collects at any time, and votes when somebody says so.
    """

    __tablename__ = "phase"
    __table_args__ = (
        CheckConstraint(
            "kind in ('collect', 'vote', 'decide', 'results')", name="kind"
        ),
        CheckConstraint("last_day >= first_day", name="ends_later"),
    )

    community_code: Mapped[str] = mapped_column(
        ForeignKey("community.code"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
