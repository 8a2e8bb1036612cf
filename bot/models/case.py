"""Submissions before working groups, and what became of them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, func
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Status(StrEnum):
    """The ladder of `received` to `done` (domain: statuses).

    `passed` is ours: between the moderator's yes and the group's agenda.
    """

    RECEIVED = "received"
    REVIEW = "review"
    NEEDS_INFO = "needs_info"
    EDITED = "edited"
    MERGED = "merged"
    PASSED = "passed"
    AGENDA = "agenda"
    SUPPORTED = "supported"
    REFERRED = "referred"
    IN_DOC = "in_doc"
    FUNDING = "funding"
    DOING = "doing"
    DONE = "done"
    DEFERRED = "deferred"
    DECLINED = "declined"
    REDIRECTED = "redirected"
    CLOSED_SAFETY = "closed_safety"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


WAITING = (Status.RECEIVED, Status.REVIEW)
UNDECIDED = (*WAITING, Status.NEEDS_INFO, Status.EDITED)
FINAL = (
    Status.DONE,
    Status.DECLINED,
    Status.REDIRECTED,
    Status.CLOSED_SAFETY,
    Status.WITHDRAWN,
    Status.EXPIRED,
)
# What a community is shown, and may vote on, once its group lets it.
SHOWN = (
    Status.PASSED,
    Status.AGENDA,
    Status.SUPPORTED,
    Status.REFERRED,
    Status.FUNDING,
    Status.DEFERRED,
)
# And what may be read on, when there is nothing to vote on any more.
TOLD = (
    *SHOWN,
    Status.IN_DOC,
    Status.DOING,
    Status.DONE,
    Status.DECLINED,
    Status.REDIRECTED,
)
_STATUSES = ", ".join(f"'{status}'" for status in Status)


class Case(Base):
    """A submission before one working group, with a status of its own.

    `text` is what a moderator passed; until then the text is only in the sealed draft.
    `due_at`: when the next step is promised; `news_due_at`: when the author hears of it
    even if nothing changed. `read_by`: when its reading was promised on the receipt.
    `unread_told`: the last day on which the team was reminded.
    `decided_at`: when the group decided what was announced last. `document_id`: where
    it ended up.
    `merged_into`: the number of the one that it is considered with.
    `community_code`: for which of the submission's communities the group reads it.
    `published_at`: when it was shown to that community, a decision of its own; the
    database then copies `topic` from the submission. Both are written by triggers, so
    that every list of what is shown has an index.
    `translation` is the passed text in the other language, by the team.
    `photos` are those of the author that were passed with it, sealed; the database
    erases them with the text.
    `edited` is the text as a moderator changed it for the group, sealed; the database
    erases it with the decision, and the original is what the author sent.
    `body`: who is in charge, where a moderator put that right; else the topic tells.
    `claimed_by`: which moderator reads it now, until `claimed_until`: nobody else does.
    `seen_at`: when a moderator first saw an urgent concern; `called`: how far up the
    team it was told that nobody had.
    """

    __tablename__ = "case"
    __table_args__ = (
        CheckConstraint(f"status in ({_STATUSES})", name="status"),
        Index("uq_case_submission_group", "submission_id", "group_id", unique=True),
        # What these two include spares a digest ten thousand looks at the table.
        Index(
            "ix_case_queue",
            "group_id",
            "status",
            "id",
            postgresql_include=["urgency", "passed_at", "due_at"],
        ),
        Index("ix_case_news_due_at", "news_due_at"),
        Index("ix_case_group_created", "group_id", "created_at"),
        Index(
            "ix_case_group_answered",
            "group_id",
            "answered_at",
            postgresql_where="answered_at is not null",
        ),
        Index(
            "ix_case_group_unanswered",
            "group_id",
            "created_at",
            postgresql_include=["status", "id"],
            postgresql_where="answered_at is null",
        ),
        Index(
            "ix_case_group_document",
            "group_id",
            "document_id",
            postgresql_where="document_id is not null",
        ),
        Index(
            "ix_case_merged_into",
            "merged_into",
            postgresql_where="merged_into is not null",
        ),
        CheckConstraint("status <> 'in_doc' or document_id is not null", name="in_doc"),
        CheckConstraint("urgency between 1 and 3", name="urgency"),
        Index(
            "ix_case_published",
            "submission_id",
            postgresql_where="published_at is not null",
        ),
        *(
            Index(
                f"ix_case_shown_by_{column}",
                "community_code",
                column,
                "published_at",
                "submission_id",
                postgresql_where="published_at is not null",
            )
            for column in ("status", "topic")
        ),
        Index(
            "ix_case_claimed_by",
            "claimed_by",
            "claimed_until",
            postgresql_where="claimed_by is not null",
        ),
        Index(
            "ix_case_unseen",
            "due_at",
            postgresql_where="urgency = 1 and seen_at is null",
        ),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    submission_id: Mapped[int] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    status: Mapped[str] = mapped_column(server_default="received")
    urgency: Mapped[int] = mapped_column(server_default=sql("2"))
    body: Mapped[str | None]
    text: Mapped[str | None]
    place: Mapped[str | None]
    translation: Mapped[str | None]
    photos: Mapped[bytes | None]
    edited: Mapped[bytes | None]
    reason: Mapped[str | None]
    due_at: Mapped[datetime | None]
    read_by: Mapped[datetime | None]
    news_due_at: Mapped[datetime | None]
    passed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    merged_into: Mapped[int | None]
    published_at: Mapped[datetime | None]
    community_code: Mapped[str | None]
    topic: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    claimed_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    claimed_until: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    called: Mapped[int] = mapped_column(server_default=sql("0"))
    unread_told: Mapped[int] = mapped_column(server_default=sql("0"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())


class CaseEvent(Base):
    """One step of a case: what it became, when, and by whom; append-only.

    `staff_id` is the number of a role, no reference: it stays when the role is gone.
    """

    __tablename__ = "case_event"
    __table_args__ = (Index("ix_case_event_case_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"))
    status: Mapped[str]
    staff_id: Mapped[int | None]
    reason: Mapped[str | None]
    note: Mapped[bytes | None]
    at: Mapped[datetime] = mapped_column(server_default=func.app_now())
