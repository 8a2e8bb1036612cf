"""What time does to cases."""

from bot.db import Sessions
from bot.services.cases import cases, unread
from bot.services.news import public_news
from bot.services.steps import case_news, outcomes, support_news


async def tell_day30(sessions: Sessions) -> None:
    """Tell authors who heard nothing for 30 days that nothing changed."""
    async with sessions.begin() as session:
        await cases.tell_no_news(session)


async def tell_news(sessions: Sessions) -> None:
    """Tell authors, supporters, subscribers of the day, some in a transaction."""
    for tell in (
        case_news.tell_due,
        support_news.tell_due,
        public_news.tell_due,
    ):
        more = True
        while more:
            async with sessions.begin() as session:
                more = await tell(session) > 0


async def ask_outcomes(sessions: Sessions) -> None:
    """Ask authors whether an answer helped, some of them in a transaction."""
    more = True
    while more:
        async with sessions.begin() as session:
            more = await outcomes.ask_due(session) > 0


async def expire_cases(sessions: Sessions) -> None:
    """Close cases whose author did not answer, or whose text nobody read."""
    async with sessions.begin() as session:
        await cases.expire(session)


async def remind_unread(sessions: Sessions) -> None:
    """Tell teams of texts that nobody has read for days."""
    async with sessions.begin() as session:
        await unread.remind(session)
