"""What is kept no longer is cleaned away."""

from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.db import Sessions
from bot.services import cases, retention

log = structlog.get_logger(__name__)

_RULES: Final = (
    retention.empty_conversations,
    retention.erase_drafts,
    retention.blank_dead_letters,
    retention.forget_updates,
    retention.forget_messages,
    retention.forget_invitations,
    retention.blank_messages,
    retention.forget_pauses,
    cases.forget_addresses,
)


async def clean(sessions: Sessions) -> None:
    """Apply every rule of retention, each in a short transaction of its own."""
    for rule in _RULES:
        try:
            async with sessions.begin() as session:
                await rule(session)
        except SQLAlchemyError:
            log.exception("a rule of retention failed", rule=rule.__name__)
