"""Communities that take nothing in any more, for the safety of their people."""

from datetime import datetime

from sqlalchemy import ForeignKey, Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Closure(Base):
    """A kill switch that was thrown, once two coordinators wanted it (`Request`).

    Rows without `closed_at`, and `asked_by` and `asked_at`, are of the former version,
    which asked here; they go a release later.
    """

    __tablename__ = "closure"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    community_code: Mapped[str] = mapped_column(
        ForeignKey("community.code"), index=True
    )
    asked_by: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    asked_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    closed_at: Mapped[datetime | None]
