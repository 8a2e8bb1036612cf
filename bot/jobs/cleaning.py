"""What is kept no longer is cleaned away."""

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.db import Sessions
from bot.services.endings.terms import TERMS, Term

log = structlog.get_logger(__name__)


async def clean(sessions: Sessions) -> None:
    """Apply every rule of retention, in short transactions of their own."""
    for term in TERMS:
        try:
            while await _apply(sessions, term):
                pass  # a rule may take a batch at a time
        except SQLAlchemyError:
            log.exception("a rule of retention failed", rule=term.rule.__name__)


async def _apply(sessions: Sessions, term: Term) -> int:
    async with sessions.begin() as session:
        return await term.rule(session, term.life)
