"""Small tables that keep the installation itself."""

from datetime import date, timedelta

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class KeyFingerprint(Base):
    """The key that this database was made with, by its fingerprint."""

    __tablename__ = "key_fingerprint"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)


class Clock(Base):
    """The offset of `app_now()`; one row, moved by tests and trials only."""

    __tablename__ = "clock"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ahead: Mapped[timedelta]


class Counter(Base):
    """Things that are counted but not kept: shed updates, sends in doubt, refusals."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int]


class BotName(Base):
    """The bot's name in Telegram, for links in what no update asks for; one row."""

    __tablename__ = "bot_name"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    username: Mapped[str]


class SchemaParent(Base):
    """The revision before the schema's own: a program one release older may run."""

    __tablename__ = "schema_parent"

    parent: Mapped[str] = mapped_column(primary_key=True)


class LineCheck(Base):
    """A number to call, and the day on which a coordinator found it right."""

    __tablename__ = "line_check"

    number: Mapped[str] = mapped_column(primary_key=True)
    checked_on: Mapped[date]
