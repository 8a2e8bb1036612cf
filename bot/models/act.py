"""What teams did: an append-only log without contents and names."""

from datetime import datetime

from sqlalchemy import ForeignKey, Identity, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class StaffAct(Base):
    """Something that somebody in a team did; a trigger forbids to change it.

    `staff_id` is the number of a role, no reference: when the role is gone, it leads
    to nobody.
    """

    __tablename__ = "staff_act"

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=func.app_now())
    act: Mapped[str]
    role: Mapped[str]
    staff_id: Mapped[int]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("working_group.id"))
