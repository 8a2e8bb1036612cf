"""What moderators decided and may still take back."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Verdict(Base):
    """A moderator's decision on a text, until it leaves at `due_at`.

    `seen` is the revision of the text that was on the card; `note` what the author
    will be told with it, sealed: where a text is referred to, why it is refused, what
    is asked. A text that is passed may be shown with it.
    """

    __tablename__ = "verdict"
    __table_args__ = (
        CheckConstraint("(action = 'refuse') = (reason is not null)", name="reason"),
        CheckConstraint(
            "action in ('pass', 'refer', 'refuse', 'agenda', 'ask')", name="action"
        ),
        Index("uq_verdict_case", "case_id", unique=True),
        Index("ix_verdict_due_at", "due_at"),
        Index("ix_verdict_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    action: Mapped[str]
    reason: Mapped[str | None]
    seen: Mapped[int | None]
    note: Mapped[bytes | None]
    shows: Mapped[bool] = mapped_column(server_default=text("false"))
    due_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
