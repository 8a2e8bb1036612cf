"""Something that may be refused without undoing what came before it."""

from collections.abc import Awaitable

import structlog

from bot import db
from bot.context import Context
from bot.errors import UserError

log = structlog.get_logger(__name__)


async def attempt(context: Context, deed: Awaitable[bool | None]) -> bool:
    """Do it; or undo it alone, say why it was refused, and return False, as it may."""
    before = context.unit.remember()
    try:
        async with db.savepoint(context.session):
            done = await deed
    except UserError as error:
        log.info("refused", why=error.text.msgid)
        context.unit.return_to(before)
        context.say(error.text)
        return False
    return done is not False
