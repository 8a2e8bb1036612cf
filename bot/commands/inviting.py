"""`viche invite`."""

import asyncio

from bot.api import Api, Done
from bot.commands import database
from bot.errors import StartError
from bot.services.team import staff
from bot.settings import Settings
from bot.transport import AiohttpRequest


def link(chosen: Settings) -> str:
    """Make a one-time link for a coordinator."""
    token = database.ask(chosen, staff.invite_coordinator)
    return f"https://t.me/{asyncio.run(_username(chosen))}?start=i_{token}"


async def _username(chosen: Settings) -> str:
    request = AiohttpRequest()
    await request.initialize()
    token = chosen.bot_token.get_secret_value()
    outcome = await Api(request, chosen.telegram_api_url, token).call("getMe", {})
    await request.shutdown()
    if not isinstance(outcome, Done):
        raise StartError(
            "TELEGRAM_API_URL", got="no answer", wanted="a Bot API that knows the bot"
        )
    return str(outcome.result["username"])
