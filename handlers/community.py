"""Choosing the communities that one's ideas are about: home and host, two at most."""

from collections.abc import Sequence
from typing import Final

from telegram import Update

from bot.context import Context
from bot.conversation import addressees, collecting, found
from bot.conversation.attempt import attempt
from bot.conversation.form import Answers, Choice, Form, Free, Step
from bot.conversation.old import OldButtonError
from bot.errors import UserError
from bot.features import Feature
from bot.i18n import Content, _, label, lines, paragraphs
from bot.keyboards import Button, column, data
from bot.markup import clip
from bot.models import Community
from bot.presses import go_below, numbered
from bot.services.places import closed, communities
from bot.services.search import finder
from bot.services.team import people
from bot.words.concerns import NO_EMERGENCY_LINE

NAME: Final = "community.1"
_BUTTON: Final = 18  # characters of a name that leave room for "only"

_IDEA: Final = "proposal"  # the form that goes on when an idea is being written
_WORRY: Final = "concern"  # the form that goes on when a concern is being written
_ABOUT_IDEA: Final = _(
    "Choose the community your idea is about, or type its name. You can choose your "
    "home community even if you are far away now."
)
_ABOUT_WORRY: Final = _(
    "Choose the community your message is about, or type its name. You can choose "
    "your home community even if you are far away now."
)
_ANY: Final = _(
    "Choose your community, or type its name. You can choose your home community even "
    "if you are far away now."
)

# An answer is a code, or what was typed and means several: {"typed": "kherson"}.
Search = dict[str, str]


async def begin(_update: Update, context: Context) -> None:
    """Ask which community it is about; who keeps two can also drop one."""
    kept = await addressees.kept(context)
    if len(kept) > 1:
        context.say(_yours(context, kept), column(*(_only(context, kept))))
    await context.begin("community")


async def begin_for(_update: Update, context: Context) -> None:
    """Ask for the community, then show the proposal of the link that was followed."""
    await context.begin("community", wanted=f"p_{int(context.arguments[0])}")


async def come(_update: Update, context: Context) -> None:
    """Choose the community of the poster whose link was followed: `c_<code>`."""
    code = context.arguments[0].partition("_")[2]
    if await communities.find(context.session, code) is None:
        context.say(_("This link leads to no community. Please choose yours here."))
        await context.begin("community")
    else:
        await context.begin("community", community=code)


async def keep_only(_update: Update, context: Context) -> None:
    """Keep one community and drop the other."""
    kept = await addressees.kept(context)
    chosen = [each for each in kept if [each.code] == context.arguments]
    if not chosen:
        raise OldButtonError
    await people.keep_only(context.session, context.someone, chosen[0].code)
    context.edit(_yours(context, chosen))


async def _ask(context: Context, answers: Answers) -> Content:
    """Ask for a community, or say why the chosen one cannot be kept."""
    if _typed(answers):
        return _("Which one is yours? If it is not here, type its name in full.")
    community = await _chosen(context, answers)
    if community is None:
        return _question(answers)
    if community.occupied:
        return paragraphs(
            _("If you are in occupied territory, do not write here. Stay safe."),
            _("If you have left, choose the community where you live now."),
        )
    if await closed.is_closed(context.session, community.code):
        return paragraphs(
            closed.NO_MORE,
            NO_EMERGENCY_LINE,
        )
    if await communities.list_served(context.session, oblast=community.oblast_uk):
        return _("There is no working group here yet. Groups of your oblast:")
    return _("There is no working group here yet. You can choose another community.")


def _question(answers: Answers) -> Content:
    if "wanted" in answers:
        return _ANY
    return _ABOUT_WORRY if answers.get("then") == _WORRY else _ABOUT_IDEA


async def _offer(context: Context, answers: Answers) -> Sequence[Choice]:
    """Offer what was found, else the communities with a group: of one's oblast."""
    session, language = context.session, context.language
    if typed := _typed(answers):
        return found.choices(await finder.find(session, typed), language)
    community = await _chosen(context, answers)
    near: Sequence[Community] = []
    is_closed = community is not None and await closed.is_closed(
        session, community.code
    )
    if is_closed:
        return []
    if community is not None and not community.occupied:
        near = await communities.list_served(session, oblast=community.oblast_uk)
    return found.named(near or await communities.list_served(session), language)


async def _look_up(context: Context, answers: Answers, text: str) -> str | Search:
    """Find what was typed: one community for certain, or several to choose from."""
    results = await finder.find(context.session, text)
    if not results.hits:
        answers.pop("community", None)  # of another name: it would contradict
        raise UserError(found.UNKNOWN)
    meant = results.exact
    return {"typed": text} if meant is None else meant.place.code


async def _is_open(context: Context, answers: Answers) -> bool:
    """Tell whether there is still to choose: nothing found is kept by itself."""
    community = await _chosen(context, answers)
    if community is None or community.occupied:
        return True
    return not await communities.groups_of(context.session, [community.code])


def _yours(context: Context, kept: Sequence[Community]) -> Content:
    names = [communities.display(each, context.language) for each in kept]
    if len(names) == 1:
        return _(
            "Your community: {name}. You can choose another: /community", name=names[0]
        )
    return lines(
        _("Your communities:"), *names, _("You can choose another: /community")
    )


def _only(context: Context, kept: Sequence[Community]) -> list[Button]:
    is_english = context.language == "en"
    names = [each.centre_en if is_english else each.name_uk for each in kept]
    return [
        Button(
            _("Only {name}", name=clip(name, _BUTTON)), data(NAME, "only", each.code)
        )
        for each, name in zip(kept, names, strict=True)
    ]


async def _submit(context: Context, answers: Answers) -> None:
    code = answers["community"]
    await people.keep_community(context.session, context.someone, code)
    kept = await addressees.kept(context)
    go_below(context)
    await context.show_menu(_yours(context, kept))
    if "wanted" in answers:
        await attempt(context, context.follow(answers["wanted"]))
    if "then" not in answers:
        return
    is_idea = answers["then"] == _IDEA
    if is_idea and (refusal := await collecting.refusal(context)):
        context.say(refusal)
    else:
        await context.begin(answers["then"], **answers.get("carried", {}))


def _typed(answers: Answers) -> str | None:
    answer = answers.get("community")
    return answer["typed"] if isinstance(answer, dict) else None


async def _chosen(context: Context, answers: Answers) -> Community | None:
    answer = answers.get("community")
    if not isinstance(answer, str):
        return None
    return await communities.find(context.session, answer)


FORM = Form(
    name="community",
    steps=(
        Step(
            name="community",
            ask=_ask,
            label=label("Community"),
            choices=_offer,
            check=_look_up,
            free=Free.NO,
            again=_is_open,
        ),
    ),
    submit=_submit,
    words=("carried",),
)

FEATURE = Feature(
    name=NAME,
    needs="person",
    commands={"community": begin},
    about={"community": _("choose your community")},
    buttons={"choose": begin, "for": numbered(begin_for), "only": keep_only},
    payloads={"c": come},
    forms=(FORM,),
)
