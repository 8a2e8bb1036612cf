"""Running processes and what each has in hand."""

from datetime import datetime

from sqlalchemy import Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Replica(Base):
    """A process; it lives as long as it holds the advisory lock of its id."""

    __tablename__ = "replica"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(server_default=func.app_now())


class Hand(Base):
    """The lane that a worker of a replica is about to serve.

    Written before the work: an update that kills the process is found by it. Unlogged:
    a crash of the database empties it, and faults of the database never count.
    """

    __tablename__ = "hand"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    replica_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lane: Mapped[int | None]
    alone: Mapped[bool] = mapped_column(server_default="false")
