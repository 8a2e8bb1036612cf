"""The form by which a coordinator creates a working group."""

from collections.abc import Sequence
from typing import Final

from bot.context import Context
from bot.conversation import found
from bot.conversation.form import Answers, Choice, Form, Free, Step
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, bold, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.markup import clip
from bot.services import communities, groups
from bot.services.groups import NewGroup
from bot.services.search import finder
from bot.services.search.finder import Found
from bot.services.search.places import Place

_SHORTEST: Final = 5
_LONGEST: Final = 80
_SHOWN: Final = 100  # characters of a name that nobody knows
_LANGUAGES: Final = {"uk": label("Ukrainian"), "en": label("English")}


async def check_place(context: Context, _answers: Answers, text: str) -> str:
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


async def offer_communities(context: Context, answers: Answers) -> Sequence[Choice]:
    """Offer the communities that the names may mean."""
    every = [
        choice
        for each in await _found(context, answers)
        for choice in found.choices(each, context.language)
    ]
    return list({choice.value: choice for choice in every}.values())


async def is_certain(context: Context, answers: Answers) -> bool:
    """Tell whether every name means one community; before any is typed it may."""
    return all(each.certain for each in await _found(context, answers))


async def check_name(_context: Context, _answers: Answers, text: str) -> str:
    """Take a group's name."""
    name = " ".join(text.split())
    if not _SHORTEST <= len(name) <= _LONGEST:
        raise UserError(
            _(
                "A name has {low} to {high} characters.",
                low=_SHORTEST,
                high=_LONGEST,
            )
        )
    return name


async def offer_languages(_context: Context, _answers: Answers) -> Sequence[Choice]:
    """Offer the languages of a group's chat."""
    return [Choice(code, text) for code, text in _LANGUAGES.items()]


async def preview(context: Context, answers: Answers) -> Content:
    """Show the group as it will be."""
    chosen = await _chosen(context, answers)
    names = [communities.display(each, context.language) for each in chosen]
    return paragraphs(
        bold(_("New working group")),
        lines(answers["name_uk"], answers["name_en"]),
        lines(*names) if names else _("No community is chosen yet."),
        _("Language of the chat: {language}", language=_language(answers)),
    )


async def submit(context: Context, answers: Answers) -> None:
    """Create the group and show where to go on."""
    chosen = await _chosen(context, answers)
    if not chosen:
        raise UserError(_("No community is chosen yet."))
    new = NewGroup(
        name_uk=answers["name_uk"],
        name_en=answers["name_en"],
        communities=[each.code for each in chosen],
        language=answers.get("language") or "uk",
    )
    group = await groups.create(context.session, context.someone.id, new)
    context.say(
        _("The working group is created. Next: bind its chat and invite its team."),
        column(Button(label("Open the group"), data("net.1", "show", group.id))),
    )


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


async def _found(context: Context, answers: Answers) -> list[Found]:
    names = _names(answers.get("place", ""))
    return [await finder.find(context.session, name) for name in names]


async def _chosen(context: Context, answers: Answers) -> list[Place]:
    results = await _found(context, answers)
    places = {hit.place.code: hit.place for each in results for hit in each.hits}
    if all(each.certain for each in results):
        return list(places.values())
    ticked = answers.get("communities") or []
    return [place for code, place in places.items() if code in ticked]


def _language(answers: Answers) -> Content:
    return _LANGUAGES[answers.get("language") or "uk"]


FORM: Final = Form(
    name="group",
    steps=(
        Step(
            name="place",
            ask=_(
                "Which community does the group serve? Type its name; "
                "several with commas."
            ),
            label=label("Community"),
            check=check_place,
            free=Free.NO,
        ),
        Step(
            name="communities",
            ask=_("Which ones exactly?"),
            label=label("Which ones"),
            choices=offer_communities,
            several=True,
            skip_if=is_certain,
        ),
        Step(
            name="name_uk",
            ask=_("What is the group called in Ukrainian?"),
            label=label("Ukrainian name"),
            check=check_name,
            free=Free.TEAM,
        ),
        Step(
            name="name_en",
            ask=_("What is the group called in English?"),
            label=label("English name"),
            check=check_name,
            free=Free.TEAM,
        ),
    ),
    details=(
        Step(
            name="language",
            ask=_("In which language does its chat read?"),
            label=label("Language of the chat"),
            choices=offer_languages,
        ),
    ),
    preview=preview,
    submit=submit,
    submit_label=label("Create"),
)
FEATURE: Final = Feature(name="group.1", needs="group.create", forms=(FORM,))
