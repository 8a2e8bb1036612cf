"""Something that may be refused without undoing what came before it."""

from collections.abc import Awaitable

from bot.context import Context
from bot.errors import UserError
from bot.services.team.access import NotAllowedError


async def attempt(context: Context, deed: Awaitable[bool | None]) -> bool:
    """Do it; or undo it alone, say why it was refused, and return False, as it may.

    Raises NotAllowedError, which is logged, as it comes.
    """
    before = context.unit.remember()
    try:
        async with context.session.begin_nested():
            done = await deed
    except NotAllowedError:
        raise
    except UserError as error:
        context.unit.return_to(before)
        context.say(error.text)
        return False
    return done is not False
