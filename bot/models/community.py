"""The official register of communities."""

from sqlalchemy import Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base


class Community(Base):
    """A unit of the register, keyed by its KATOTTG code; loaded by `viche migrate`.

    `former` are names that it or its centre had: people go on typing them.
    """

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
    former: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    codifier_only: Mapped[bool]
    occupied: Mapped[bool] = mapped_column(server_default="false")
