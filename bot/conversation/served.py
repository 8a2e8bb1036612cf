"""The question which communities a working group serves."""

from collections.abc import Sequence
from typing import Final

from bot.context import Context
from bot.conversation import found
from bot.conversation.form import Answers, Choice, Free, Step
from bot.errors import UserError
from bot.i18n import _, label
from bot.markup import clip
from bot.services.search import finder
from bot.services.search.finder import Found
from bot.services.search.places import Place

_SHOWN: Final = 100  # characters of a name that nobody knows


async def chosen(context: Context, answers: Answers) -> list[Place]:
    """List the communities that are meant."""
    results = await _found(context, answers)
    places = {hit.place.code: hit.place for each in results for hit in each.hits}
    if all(each.certain for each in results):
        return list(places.values())
    ticked = answers.get("communities") or []
    return [place for code, place in places.items() if code in ticked]


async def _check_place(context: Context, _answers: Answers, text: str) -> str:
    """Take the names of one or several communities, if the register knows each."""
    for name in _names(text) or [text]:
        if not (await finder.find(context.session, name)).hits:
            raise UserError(
                _(
                    "The register has no community “{name}”. Check it, please.",
                    name=clip(name, _SHOWN),
                )
            )
    return text


async def _offer(context: Context, answers: Answers) -> Sequence[Choice]:
    """Offer the communities that the names may mean."""
    every = [
        choice
        for each in await _found(context, answers)
        for choice in found.choices(each, context.language)
    ]
    return list({choice.value: choice for choice in every}.values())


async def _is_certain(context: Context, answers: Answers) -> bool:
    """Tell whether every name means one community; before any is typed it may."""
    return all(each.certain for each in await _found(context, answers))


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


async def _found(context: Context, answers: Answers) -> list[Found]:
    names = _names(answers.get("place", ""))
    return [await finder.find(context.session, name) for name in names]


STEPS: Final = (
    Step(
        name="place",
        ask=_(
            "Which community does the group serve? Type its name; several with commas."
        ),
        label=label("Community"),
        check=_check_place,
        free=Free.NO,
    ),
    Step(
        name="communities",
        ask=_("Which ones exactly?"),
        label=label("Which ones"),
        choices=_offer,
        several=True,
        skip_if=_is_certain,
        hangs_on="place",
    ),
)
