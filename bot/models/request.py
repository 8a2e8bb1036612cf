"""What one coordinator asks for and another one must confirm."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class RequestKind(StrEnum):
    """What two people must want; the right that both need."""

    ANNOUNCE = "announce"
    DELETE_GROUP = "group.delete"
    CLOSE_COMMUNITY = "community.close"


class Request(Base):
    """What two people must want; `done_at` says when the second one confirmed.

    A call to all groups, with its texts, the end of a group, or a community's closing.
    """

    __tablename__ = "request"
    __table_args__ = (
        CheckConstraint(
            "(kind = 'announce') = (text_uk is not null and text_en is not null)"
            " and (kind = 'group.delete') = (group_id is not null)"
            " and (kind = 'community.close') = (community_code is not null)"
            " and kind in ('announce', 'group.delete', 'community.close')",
            name="kind",
        ),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    kind: Mapped[str]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("working_group.id"))
    community_code: Mapped[str | None] = mapped_column(ForeignKey("community.code"))
    text_uk: Mapped[str | None]
    text_en: Mapped[str | None]
    asked_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    asked_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    done_at: Mapped[datetime | None]
