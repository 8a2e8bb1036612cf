"""What a team says often, offered where it is typed."""

from collections.abc import Awaitable, Callable

from bot.context import Context
from bot.conversation.form import Answers, Choice
from bot.keyboards import SHORT
from bot.markup import clip
from bot.models.canned import Use
from bot.services.moderating import canned


async def choices(
    context: Context, case_id: int, use: Use, *, whole: bool = False
) -> list[Choice]:
    """Offer what the group says often; `whole` where no preview tells all of it."""
    person_id = context.someone.id
    found = await canned.for_case(context.session, person_id, case_id, use)
    return [
        Choice(_value(each), clip(words, SHORT), detail=words if whole else None)
        for each, words in found.items()
    ]


def offered(
    use: Use, *, whole: bool = False
) -> Callable[[Context, Answers], Awaitable[list[Choice]]]:
    """Offer it in a form about a case."""

    async def offer(context: Context, answers: Answers) -> list[Choice]:
        return await choices(context, answers["case"], use, whole=whole)

    return offer


async def words(context: Context, case_id: int, use: Use, chosen: str) -> str:
    """Find the words of what was chosen; what was typed is its own."""
    person_id = context.someone.id
    found = await canned.for_case(context.session, person_id, case_id, use)
    return {_value(each): words for each, words in found.items()}.get(chosen, chosen)


def _value(canned_id: int) -> str:
    return f"#{canned_id}"
