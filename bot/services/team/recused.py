"""Whom a text is about: they neither read it nor decide, also once the group has it.

A text may lie before two groups, and is about them in both. What a group reads
together, its digests and agendas, is the same for all.
"""

from typing import Final

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from bot.errors import UserError
from bot.i18n import _
from bot.models import Case, Recusal

_asked: Final = aliased(Case)
_left: Final = aliased(Case)


class RecusedError(UserError):
    """Somebody asked for a text that they had left to the others of the team."""

    def __init__(self) -> None:
        super().__init__(_("You have left this text to others of the team."))


def is_free(person_id: int) -> ColumnElement[bool]:
    """Tell, inside a query, whether a case is not about somebody."""
    return (
        ~select(Recusal.case_id)
        .join(_left, _left.id == Recusal.case_id)
        .where(_left.submission_id == Case.submission_id)
        .where(Recusal.person_id == person_id)
        .exists()
    )


def whom(case_id: int) -> Select[int]:
    """Select whom the text of a case is about, before whichever group they said so."""
    return (
        select(Recusal.person_id)
        .join(Case, Case.id == Recusal.case_id)
        .join(_asked, _asked.submission_id == Case.submission_id)
        .where(_asked.id == case_id)
        .distinct()
    )
