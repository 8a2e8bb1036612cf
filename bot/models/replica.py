"""Running processes."""

from datetime import datetime

from sqlalchemy import Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Replica(Base):
    """A process; it lives as long as it holds the advisory lock of its id.

    `alone` is the lane that it serves with nothing else at work, after a crash: if it
    dies then, that lane's update is to blame.
    """

    __tablename__ = "replica"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    alone: Mapped[int | None]
