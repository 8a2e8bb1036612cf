"""The questions about a working group, one for each of its settings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.context import Context
from bot.conversation import typed
from bot.conversation.form import Answers, Check, Choice, Free, Step, among
from bot.i18n import Text, _, label
from bot.keyboards import Button, column, data
from bot.models import WorkingGroup
from bot.services.places import group_cells, group_names, group_settings
from bot.services.texts import proposal_text
from bot.words.codes import LANGUAGES

YES: Final = "yes"
NO: Final = "no"
ANSWERS: Final = {YES: label("Yes"), NO: label("No")}
_ZONES: Final = ("Europe/Kyiv", "Europe/Warsaw", "Europe/Berlin")
_YES_OR_NO: Final = ("takes_proposals", "takes_concerns", "takes_photos")


async def _check_name(_context: Context, _answers: Answers, text: str) -> str:
    """Take a group's name."""
    return group_names.check(text)


def of(group: WorkingGroup) -> dict[str, Any]:
    """Read a group's settings as the answers to these questions."""
    found = group_settings.of(group)
    for name in _YES_OR_NO:
        found[name] = YES if found[name] else NO
    until = group.paused_until
    return found | {"paused_until": None if until is None else until.isoformat()}


def settings(answers: Answers) -> Mapping[str, Any]:
    """Make settings of a group of the answers."""
    found: dict[str, Any] = {}
    found |= {name: answers[name] for name in group_settings.NAMES if name in answers}
    found |= {name: found[name] == YES for name in _YES_OR_NO if name in found}
    until = found.get("paused_until")
    return found | {
        "paused_until": None if until is None else date.fromisoformat(until)
    }


def saved(context: Context, group_id: int) -> None:
    """Say that a group was changed, and offer to look at it."""
    opens = Button(label("Open the group"), data("net.1", "show", group_id))
    context.say(_("Changes saved."), column(opens))


async def _offer_zones(_context: Context, _answers: Answers) -> Sequence[Choice]:
    return [Choice(zone, zone) for zone in _ZONES]


async def _check_short(_context: Context, _answers: Answers, text: str) -> str | None:
    words = " ".join(text.split())
    if words in group_cells.NONE:
        return None
    return proposal_text.check_short(words, group_cells.LONGEST)


async def _check_phone(context: Context, answers: Answers, text: str) -> str | None:
    phone = await _check_short(context, answers, text)
    return group_names.check_phone(phone) if phone else None


async def _check_link(_context: Context, _answers: Answers, text: str) -> str | None:
    return group_cells.link(" ".join(text.split()))


async def _check_zone(_context: Context, _answers: Answers, text: str) -> str:
    return group_cells.zone(text.strip())


async def _check_pause(context: Context, answers: Answers, text: str) -> str | None:
    if text.strip() in group_cells.NONE:
        return None
    return await typed.day_ahead(context, answers, text)


def _typed(name: str, ask: Text, shown: Text, check: Check = _check_short) -> Step:
    return typed.team_text(name, ask, shown, check)


def _chosen(name: str, ask: Text, shown: Text, names: Mapping[str, Text]) -> Step:
    return Step(name=name, ask=ask, label=shown, choices=among(names))


NAME_UK: Final = _typed(
    "name_uk",
    _("What is the group called in Ukrainian?"),
    label("Ukrainian name"),
    _check_name,
)
NAME_EN: Final = _typed(
    "name_en",
    _("What is the group called in English?"),
    label("English name"),
    _check_name,
)
LANGUAGE: Final = _chosen(
    "language",
    _("In which language does its chat read?"),
    label("Language of the chat"),
    LANGUAGES,
)
STEPS: Final = (
    NAME_UK,
    NAME_EN,
    _typed(
        "decision_maker",
        _(
            "Who decides on what the group proposes? Name the office. To remove it, "
            "send a dash: -"
        ),
        label("Who decides"),
    ),
    _typed(
        "contact",
        _(
            "Where may people write to the group? For example, its e-mail. To remove "
            "it, send a dash: -"
        ),
        label("Contact"),
    ),
    _typed(
        "disagreement",
        _(
            "Where can an author who disagrees write? To use the group’s contact, send "
            "a dash: -"
        ),
        label("If you disagree"),
    ),
    _typed(
        "appeals",
        _(
            "Where is an official appeal submitted? Send the link. To remove it, send "
            "a dash: -"
        ),
        label("Submit officially"),
        _check_link,
    ),
    _typed(
        "facilitator",
        _(
            "Who writes down ideas for those who do not type? Name an institution, a "
            "day and a time, not a person. To remove it, send a dash: -"
        ),
        label("Facilitator"),
    ),
    _typed(
        "duty_phone",
        _(
            "Which phone helps at once, for example when a shelter is locked? To "
            "remove it, send a dash: -"
        ),
        label("Phone on duty"),
        _check_phone,
    ),
    LANGUAGE,
    Step(
        name="time_zone",
        ask=_("In which time zone is the group?"),
        label=label("Time zone"),
        choices=_offer_zones,
        check=_check_zone,
        free=Free.NO,
    ),
    _chosen(
        "takes_proposals",
        _("Does the group take proposals?"),
        label("Proposals"),
        ANSWERS,
    ),
    _chosen(
        "takes_concerns",
        _("Does the group take what worries people?"),
        label("Concerns"),
        ANSWERS,
    ),
    _chosen(
        "takes_photos",
        _("May people add photos to proposals? Moderators see them first."),
        label("Photos"),
        ANSWERS,
    ),
    Step(
        name="paused_until",
        ask=_(
            "From which day does the group take messages again? Write it like this: "
            "21.11.2026. To end the pause, send a dash: -"
        ),
        label=label("Pause"),
        check=_check_pause,
        free=Free.NO,
    ),
)
