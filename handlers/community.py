"""Choosing the community that one's ideas are about."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation.form import Answers, Choice, Form, Step
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Text, _, label
from bot.models import Community
from bot.presses import go_below
from bot.services import communities, people

_NAMESAKES: Final = 8


async def begin(_update: Update, context: Context) -> None:
    """Ask which community it is about."""
    await context.begin("community")


async def _served(context: Context, _answers: Answers) -> Sequence[Choice]:
    return _choices(context, await communities.list_served(context.session))


async def _check(context: Context, _answers: Answers, text: str) -> str | list[str]:
    """Find what was typed: one community, or namesakes to choose from."""
    session = context.session
    found = await communities.find_by_name(session, text, limit=_NAMESAKES, served=True)
    if not found:
        raise UserError(await _nothing(context, text))
    codes = [community.code for community in found]
    return codes[0] if len(codes) == 1 else codes


async def _nothing(context: Context, text: str) -> Text:
    unserved = await communities.find_by_name(context.session, text, limit=1)
    if not unserved:
        return _("We did not find such a community. Please check the name.")
    neighbours = await communities.list_served(
        context.session, oblast=unserved[0].oblast_uk
    )
    if not neighbours:
        return _("There is no working group here yet.")
    names = (communities.name_of(each, context.language) for each in neighbours)
    return _(
        "There is no working group here yet. Groups of your oblast: {names}",
        names=", ".join(names),
    )


async def _namesakes(context: Context, answers: Answers) -> Sequence[Choice]:
    found = [
        await communities.find(context.session, code) for code in answers["community"]
    ]
    return _choices(context, [each for each in found if each is not None])


async def _is_clear(_context: Context, answers: Answers) -> bool:
    return not isinstance(answers.get("community"), list)


async def _submit(context: Context, answers: Answers) -> None:
    code = answers.get("which") or answers["community"]
    await people.keep_community(context.session, context.someone, code)
    community = await communities.find(context.session, code)
    if community is None:
        raise LookupError(f"no community {code}")
    name = communities.display(community, context.language)
    go_below(context)
    await context.show_menu(
        _("Your community: {name}. You can choose another: /community", name=name)
    )
    if "then" in answers:
        await context.begin(answers["then"], **answers.get("carried", {}))


def _choices(context: Context, found: Sequence[Community]) -> list[Choice]:
    return [
        Choice(each.code, communities.display(each, context.language)) for each in found
    ]


FORM = Form(
    name="community",
    steps=(
        Step(
            name="community",
            ask=_(
                "Choose the community your idea is about, or type its name. You can "
                "choose your home community even if you are far away now."
            ),
            label=label("Community"),
            choices=_served,
            check=_check,
        ),
        Step(
            name="which",
            ask=_("Several communities have this name. Which one is yours?"),
            label=label("Community"),
            choices=_namesakes,
            skip_if=_is_clear,
        ),
    ),
    submit=_submit,
)

FEATURE = Feature(
    name="community.1",
    commands={"community": begin},
    about={"community": _("choose your community")},
    buttons={"choose": begin},
    forms=(FORM,),
)
