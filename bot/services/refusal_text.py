"""What an author reads when a text is not passed on; its moderator reads it first."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import Content, Tagged, Text, _, bold, paragraphs
from bot.models.case import Status
from bot.wording import EMERGENCY, REASONS, STATUSES, SUPPORT

# The group has not seen it yet, so it has not refused it.
_NOT_PASSED: Final = _("Not passed to the group")


def write(
    status: Status, code: str, facts: Mapping[str, object], contact: str | None
) -> Content:
    """Tell what became of it, the reason in full, and whom to write to."""
    heading = _NOT_PASSED if status is Status.DECLINED else STATUSES[status]
    return paragraphs(
        bold(heading), _reason(code, facts), _who_hears_doubts(status, contact)
    )


def _reason(code: str, facts: Mapping[str, object]) -> Content:
    reason = REASONS[code]
    numbers = SUPPORT if reason.private else EMERGENCY
    said = Text(reason.full.msgid, None, {"numbers": numbers, **facts})
    return Tagged("tg-spoiler", said) if reason.private else said


def _who_hears_doubts(status: Status, contact: str | None) -> Text | str:
    if contact is not None:
        return _("If you disagree, write here: {contact}", contact=contact)
    if status is Status.CLOSED_SAFETY:
        return ""  # nobody is invited to send again what must not be sent
    return _("If you disagree, send it again and tell us why.")
