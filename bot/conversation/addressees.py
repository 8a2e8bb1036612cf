"""For which of a person's communities something is meant: a question of many forms."""

from collections.abc import Sequence
from typing import Final

from bot.context import Context
from bot.conversation import found
from bot.conversation.form import Answers, Choice, Step
from bot.i18n import Content, _, label
from bot.models import Community
from bot.services.places import communities
from bot.services.team import people

BOTH: Final = "both"


async def kept(context: Context) -> Sequence[Community]:
    """List the communities that the person keeps; none before consent."""
    if context.person is None:
        return ()
    return await people.communities_of(context.session, context.person)


async def codes(context: Context) -> list[str]:
    """List their codes."""
    return [each.code for each in await kept(context)]


async def chosen(context: Context, answers: Answers) -> list[Community]:
    """List the communities that are meant."""
    wanted = answers.get("community", BOTH)
    return [each for each in await kept(context) if wanted in (BOTH, each.code)]


async def told(context: Context, answers: Answers) -> list[Content]:
    """Name them, for a preview."""
    meant = await chosen(context, answers)
    names = [communities.display(each, context.language) for each in meant]
    if len(names) == 1:
        return [_("Community: {names}", names=names[0])]
    return [_("Communities:"), *names]


async def _has_one(context: Context, _answers: Answers) -> bool:
    return len(await kept(context)) <= 1  # none: it was closed meanwhile


async def choices(context: Context, _answers: Answers) -> Sequence[Choice]:
    """Offer each community, and both."""
    named = found.named(await kept(context), context.language)
    return [*named, Choice(BOTH, label("Both communities"))]


STEP: Final = Step(
    name="community",
    ask=_("Which community is it for?"),
    label=label("Community"),
    choices=choices,
    skip_if=_has_one,
)
