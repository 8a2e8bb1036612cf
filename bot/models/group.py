"""Working groups and the communities that they serve."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, false, func, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class ChatState(StrEnum):
    """Whether a working group can be reached in Telegram."""

    NONE = "none"
    BOUND = "bound"
    UNREACHABLE = "unreachable"


class WorkingGroup(Base):
    """A consultative body with its chat and the schedule of its digest.

    `chat` is the sealed address (chat and topic), `chat_key` its hash.
    `alerted_at`: when its moderators last heard of an urgent concern.
    `disagreement`: whom an author may write to who disagrees, else `contact`;
    `appeals`: where an official appeal is submitted. Nothing new is taken in before
    the day `paused_until`.
    `digest_weekday` counts from Monday = 0; `digest_time` is local to `time_zone`.
    `meets_on` is the day of its next meeting: the digest before it hangs on that.
    """

    __tablename__ = "working_group"
    __table_args__ = (
        CheckConstraint("language in ('uk', 'en')", name="language"),
        CheckConstraint("digest_weekday between 0 and 6", name="digest_weekday"),
        CheckConstraint("digest_monthday between 1 and 28", name="digest_monthday"),
        CheckConstraint(
            "digest_weekday is null or digest_monthday is null", name="digest_once"
        ),
        CheckConstraint(
            "chat_state in ('none', 'bound', 'unreachable')", name="chat_state"
        ),
        Index("ix_working_group_chat_key", "chat_key"),
        Index("ix_working_group_next_digest_at", "next_digest_at"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    name_uk: Mapped[str]
    name_en: Mapped[str]
    language: Mapped[str] = mapped_column(server_default="uk")
    time_zone: Mapped[str] = mapped_column(server_default="Europe/Kyiv")
    contact: Mapped[str | None]
    facilitator: Mapped[str | None]
    duty_phone: Mapped[str | None]
    decision_maker: Mapped[str | None]
    disagreement: Mapped[str | None]
    appeals: Mapped[str | None]
    takes_proposals: Mapped[bool] = mapped_column(server_default=true())
    takes_concerns: Mapped[bool] = mapped_column(server_default=true())
    takes_photos: Mapped[bool] = mapped_column(server_default=false())
    paused_until: Mapped[date | None]
    alerted_at: Mapped[datetime | None]
    chat: Mapped[bytes | None]
    chat_key: Mapped[int | None]
    chat_state: Mapped[str] = mapped_column(server_default="none")
    digest_weekday: Mapped[int | None]
    digest_monthday: Mapped[int | None]
    digest_time: Mapped[time | None]
    digest_paused_until: Mapped[date | None]
    meets_on: Mapped[date | None]
    next_digest_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    deleted_at: Mapped[datetime | None]

    @property
    def hears_doubts(self) -> str | None:
        """Name whom an author may write to who disagrees."""
        return self.disagreement or self.contact


class GroupCommunity(Base):
    """A community that a working group serves: many to many."""

    __tablename__ = "group_community"

    group_id: Mapped[int] = mapped_column(
        ForeignKey("working_group.id", ondelete="CASCADE"), primary_key=True
    )
    community_code: Mapped[str] = mapped_column(
        ForeignKey("community.code"), primary_key=True, index=True
    )
