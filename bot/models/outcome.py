"""Whether a final answer was any good, as its author says."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Question(StrEnum):
    """What an author is asked after a final answer."""

    BETTER = "better"  # of what was implemented
    HELPED = "helped"  # of every other answer


class Answer(StrEnum):
    """What one tap says."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Outcome(Base):
    """A question about one final answer to one author: asked once, told with one tap.

    `event_id` names the step that was the answer, `submission_id` whose author is
    asked: of what is considered together all are. `ask_at` is the evening of asking.
    """

    __tablename__ = "outcome"
    __table_args__ = (
        CheckConstraint("question in ('better', 'helped')", name="question"),
        CheckConstraint("answer in ('yes', 'no', 'unsure')", name="answer"),
        CheckConstraint(
            "answered_at is null or asked_at is not null", name="asked_first"
        ),
        Index("ix_outcome_ask_at", "ask_at", postgresql_where="asked_at is null"),
    )

    event_id: Mapped[int] = mapped_column(
        ForeignKey("case_event.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[str]
    ask_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
