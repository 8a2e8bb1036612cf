"""The official register of communities."""

from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Community(Base):
    """A unit of the register, keyed by its KATOTTG code; loaded by `viche migrate`."""

    __tablename__ = "community"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_uk: Mapped[str]
    name_en: Mapped[str]
    type: Mapped[str]
    raion_uk: Mapped[str]
    raion_en: Mapped[str]
    oblast_uk: Mapped[str]
    oblast_en: Mapped[str]
    centre_uk: Mapped[str]
    centre_en: Mapped[str]
    codifier_only: Mapped[bool]
    occupied: Mapped[bool] = mapped_column(server_default="false")
