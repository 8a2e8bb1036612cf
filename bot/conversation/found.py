"""Communities that a search found, as choices of a form."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.context import Context
from bot.conversation.form import Answers, Choice, Free, Step
from bot.errors import UserError
from bot.i18n import Content, Joined, Text, _, bold, label, lines
from bot.models import Community
from bot.services.places import communities
from bot.services.search import finder
from bot.services.search.finder import Found
from bot.services.search.hits import Hit
from bot.services.search.latin import in_latin
from bot.services.search.places import Place

_CRIMEA: Final = "Автономна Республіка Крим"
_AUTONOMY: Final = _("Autonomous Republic of Crimea")
PLACE: Final = "place"  # the step in which a name is typed
UNKNOWN: Final = _("We did not find such a community. Please check the name.")


def typed(ask: Text) -> Step:
    """Make the step in which a team types the name of one or several communities."""
    return Step(
        name=PLACE,
        ask=ask,
        label=label("Community"),
        check=_look_up,
        free=Free.NO,
    )


async def of(context: Context, answers: Answers) -> Found:
    """Find what the typed name means; nothing before one is typed."""
    return await finder.find(context.session, answers.get(PLACE, ""))


async def offer(context: Context, answers: Answers) -> list[Choice]:
    """Offer what the typed name means."""
    return choices(await of(context, answers), context.language)


async def is_certain(context: Context, answers: Answers) -> bool:
    """Tell whether the typed name means one community."""
    return len((await of(context, answers)).hits) == 1


async def _look_up(context: Context, _answers: Answers, text: str) -> str:
    if not (await finder.find(context.session, text)).hits:
        raise UserError(UNKNOWN)
    return text


def choices(found: Found, language: str) -> list[Choice]:
    """List what was found, each told with type, raion and oblast: names repeat."""
    return [
        Choice(
            hit.place.code,
            communities.display(hit.place, language),
            lines(
                bold(_headed(hit.place, language)),
                Joined(", ", tuple(_around(hit, found, language))),
            ),
        )
        for hit in found.hits
    ]


def named(found: Sequence[Community], language: str) -> list[Choice]:
    """List communities by their names, short enough for buttons where none repeats."""
    short = [communities.short(each, language) for each in found]
    return [
        Choice(
            each.code,
            name if short.count(name) == 1 else communities.display(each, language),
        )
        for each, name in zip(found, short, strict=True)
    ]


def _headed(place: Place, language: str) -> Content:
    """Begin with the centre in English: its readers do not know the adjective."""
    called = _called(place, language)
    if language == "en" and place.raion_uk:
        return Joined(": ", (place.centre_en, called))
    return called


def _called(place: Place, language: str) -> Text:
    name = place.name_en if language == "en" else place.name_uk
    if not place.raion_uk:
        return _("City of {name}", name=name)
    types = {
        "міська": _("{name} urban community", name=name),
        "селищна": _("{name} settlement community", name=name),
        "сільська": _("{name} rural community", name=name),
    }
    return types[place.type]


def _around(hit: Hit, found: Found, language: str) -> Iterator[Content]:
    place, is_english = hit.place, language == "en"
    oblast = place.oblast_en if is_english else place.oblast_uk
    if place.raion_uk:
        raion = place.raion_en if is_english else place.raion_uk
        yield _("{name} raion", name=raion)
        is_crimea = place.oblast_uk == _CRIMEA
        yield _AUTONOMY if is_crimea else _("{name} oblast", name=oblast)
    if hit.former:
        former = in_latin(hit.former) if is_english else hit.former
        yield _("formerly {name}", name=former)
    is_served = place.code in found.served
    yield _("has a working group") if is_served else _("no working group yet")
