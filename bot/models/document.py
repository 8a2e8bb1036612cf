"""Programme documents, in which decisions of working groups end up."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class DocumentKind(StrEnum):
    """What a programme document is (domain 1.7)."""

    SAFETY_PLAN = "D1"
    SAFE_COMMUNITY = "D2"
    CIVIL_PROTECTION = "D3"
    SOCIO_ECONOMIC = "D4"
    RECOVERY = "D5"
    IDP_SUPPORT = "D6"
    GRANT = "D7"
    ORDER = "D8"


_KINDS = ", ".join(f"'{kind}'" for kind in DocumentKind)


class Document(Base):
    """A programme document of a working group's communities."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint(f"kind in ({_KINDS})", name="kind"),
        CheckConstraint("length(title) between 1 and 200", name="title"),
        CheckConstraint("link like 'https://%'", name="link"),
        Index(
            "uq_document_group_title_adopted",
            "group_id",
            "title",
            "adopted_on",
            unique=True,
        ),
    )

    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    kind: Mapped[str]
    title: Mapped[str]
    number: Mapped[str | None]
    adopted_on: Mapped[date]
    link: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.app_now())
