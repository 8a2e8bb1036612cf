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


class Request(Base):
    """A call to all groups, with its texts, or the end of a group (`done_at`: done)."""

    __tablename__ = "request"
    __table_args__ = (
        CheckConstraint(
            "(kind = 'announce') = (text_uk is not null and text_en is not null)"
            " and (kind = 'group.delete') = (group_id is not null)"
            " and kind in ('announce', 'group.delete')",
            name="kind",
        ),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    kind: Mapped[str]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("working_group.id"))
    text_uk: Mapped[str | None]
    text_en: Mapped[str | None]
    asked_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    asked_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    done_at: Mapped[datetime | None]
