"""People who agreed to the notices, and the communities that they keep."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Person(Base):
    """Somebody who wrote to the bot: a keyed hash of the account, never an address."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("language in ('uk', 'en')", name="language"),)

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    account: Mapped[bytes] = mapped_column(unique=True)
    language: Mapped[str]
    consent_version: Mapped[int]
    consent_at: Mapped[datetime] = mapped_column(server_default=func.app_now())


class PersonCommunity(Base):
    """A community that a person keeps: home or host, never asked which is which."""

    __tablename__ = "person_community"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    community_code: Mapped[str] = mapped_column(
        ForeignKey("community.code"), primary_key=True
    )
    since: Mapped[datetime] = mapped_column(server_default=func.app_now())


class PersonMove(Base):
    """When another community last took the place of one that a person kept."""

    __tablename__ = "person_move"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(server_default=func.app_now())
