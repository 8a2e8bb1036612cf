"""Digests that were due, and what each of them showed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class DigestKind(StrEnum):
    """Why a digest was made."""

    DUE = "weekly"  # so written since there were weekly ones only
    ASKED = "asked"


class DigestState(StrEnum):
    """What became of a digest."""

    QUEUED = "queued"
    SKIPPED = "skipped"
    EMPTY = "empty"  # nothing new for the second time: not sent
    FULL = "full"  # the chat has had its messages of the week: the next one tells it


class Digest(Base):
    """A digest of a group and a local date: once, whatever happens (P4).

    An asked one is told from the next by the update or the button that asked for it
    (`asked_by`), and was never `due_at` a moment. `is_empty`: it has nothing to tell.
    `in_chat`: it went to a chat, and not by mail alone.
    """

    __tablename__ = "digest"
    __table_args__ = (
        CheckConstraint("kind in ('weekly', 'asked')", name="kind"),
        CheckConstraint(
            "state in ('queued', 'skipped', 'empty', 'full')", name="state"
        ),
        Index(
            "uq_digest_slot",
            "group_id",
            "kind",
            "local_date",
            "asked_by",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    kind: Mapped[str]
    local_date: Mapped[date]
    asked_by: Mapped[int | None]
    due_at: Mapped[datetime | None]
    since: Mapped[datetime | None]
    late: Mapped[bool] = mapped_column(server_default="false")
    is_empty: Mapped[bool] = mapped_column(server_default="false")
    in_chat: Mapped[bool] = mapped_column(server_default="true")
    state: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(server_default=func.app_now())


class DigestCase(Base):
    """A case that a digest showed for the first time."""

    __tablename__ = "digest_case"

    case_id: Mapped[int] = mapped_column(
        ForeignKey("case.id", ondelete="CASCADE"), primary_key=True
    )
    digest_id: Mapped[int] = mapped_column(
        ForeignKey("digest.id", ondelete="CASCADE"), index=True
    )
