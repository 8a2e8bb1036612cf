"""The teams of the working groups and the one-time links that invite into them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Role(StrEnum):
    """What somebody is in a team (domain: roles the bot must know)."""

    FACILITATOR = "facilitator"
    MODERATOR = "moderator"
    SECRETARY = "secretary"
    CHAIR = "chair"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    OBSERVER = "observer"


_ROLES = ", ".join(f"'{role}'" for role in Role)


class Staff(Base):
    """A role of a person: in one working group, or in the network (group is null)."""

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint(f"role in ({_ROLES})", name="role"),
        CheckConstraint("(role = 'coordinator') = (group_id is null)", name="scope"),
        Index(
            "uq_staff_person_role_group",
            "person_id",
            "role",
            "group_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_staff_group_id", "group_id"),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("working_group.id"))
    role: Mapped[str]
    sector: Mapped[str | None]
    address: Mapped[bytes | None]
    since: Mapped[datetime] = mapped_column(server_default=func.app_now())


class Invitation(Base):
    """A one-time link; only the hash of its token is kept.

    Role null and a group: the link binds a Telegram chat to that working group.
    """

    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint(f"role in ({_ROLES})", name="role"),)

    token: Mapped[bytes] = mapped_column(primary_key=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("working_group.id"))
    role: Mapped[str | None]
    sector: Mapped[str | None]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
