"""Figures of a month as they were published, or told to partners."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class NetworkMonth(Base):
    """A month of the network's digest, named by its first day, as it was first told.

    Totals, topics and groups (by their numbers) in `tables`; hidden cells are null.
    """

    __tablename__ = "network_month"

    month: Mapped[date] = mapped_column(primary_key=True)
    tables: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(server_default=func.app_now())


class MonthFigures(Base):
    """A month, named by its first day; small cells are null in `tables`, for ever.

    Counted once: of two counts of a month the difference would tell of single people.
    """

    __tablename__ = "month_figures"

    month: Mapped[date] = mapped_column(primary_key=True)
    tables: Mapped[dict[str, Any]] = mapped_column(JSONB)
    made_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
