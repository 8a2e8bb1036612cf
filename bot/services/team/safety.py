"""What is said to somebody who may need help: what is safe to do, and whom to call."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.i18n import Content, Text, _, bold, lines, paragraphs
from bot.services.checks.dangers import Danger
from bot.services.days import deadlines
from bot.services.letters import counters
from bot.services.team import line_checks
from bot.services.team.helplines import Line
from bot.words.concerns import IN_DANGER, NOW, SAFETY, WITH_ADULT

DANGER: Final = "danger"  # somebody is in danger now, whatever it is about
_EMERGENCY: Final = ("emergency", "all")
_SUPPORT: Final = ("violence", "despair")
# What is shown instead of taking a concern, by its code.
_KINDS: Final = {
    "C07": ("violence",),
    "C08": ("child",),
    "C23": ("safeguarding",),  # none is known to all: networks add their own
    "C26": ("missing",),
    "C27": ("evacuation",),
}
_SAID: Final[Mapping[Danger, tuple[Text, ...]]] = {
    Danger.DESPAIR: (
        _("This sounds like a very hard moment."),
        _("If life is in danger, call 103."),
    ),
    Danger.CHILD: (NOW["child"],),
    Danger.VIOLENCE: SAFETY["C07"],
    Danger.AID_ABUSE: SAFETY["C23"],
    Danger.CALL: (IN_DANGER,),
}
_CALLED: Final[Mapping[Danger, tuple[str, ...]]] = {
    Danger.DESPAIR: ("despair",),
    Danger.CHILD: ("child",),
    Danger.VIOLENCE: ("violence",),
}


async def page(
    session: AsyncSession, code: str, *, communities: Collection[str], language: str
) -> Content:
    """Write what to do in a case of this code; numbers are always there."""
    found = await _lines(session, communities)
    first, *others = SAFETY.get(code, (IN_DANGER,))
    said = lines(bold(first), *others)
    return paragraphs(said, _whom_to_call(found, _KINDS.get(code, ()), language))


async def answer(
    session: AsyncSession,
    dangers: Collection[Danger],
    *,
    communities: Collection[str],
    language: str,
) -> Content:
    """Write what somebody who disclosed something should read and whom to call."""
    found = await _lines(session, communities)
    said = [lines(*texts) for danger, texts in _SAID.items() if danger in dangers]
    kinds = {kind for danger in dangers for kind in _CALLED.get(danger, ())}
    return paragraphs(*said, _whom_to_call(found, kinds, language))


async def every_number(
    session: AsyncSession, *, communities: Collection[str], language: str
) -> Content:
    """List all numbers that may be shown, those for danger to life first."""
    found = await _lines(session, communities)
    urgent = _of(found, _EMERGENCY)
    others = [line for line in found if line not in urgent]
    return paragraphs(
        bold(IN_DANGER), numbers(urgent, language), numbers(others, language)
    )


async def for_minors(session: AsyncSession, language: str) -> Content:
    """Write what somebody should know who states an age under 18: which, is unknown."""
    to_call = await helping(session, "child", communities=(), language=language)
    return lines(WITH_ADULT, NOW["child"], to_call)


async def helping(
    session: AsyncSession, kind: str, *, communities: Collection[str], language: str
) -> Content:
    """List whom to call, of one kind of lines; nothing when all of them are hidden."""
    found = await _lines(session, communities)
    return numbers(_of(found, (kind,)), language)


async def support(session: AsyncSession) -> str:
    """Name the lines of advice that may be shown; without any, who always comes."""
    found = await _lines(session, ())
    there = _of(found, _SUPPORT) or _of(found, _EMERGENCY)
    return ", ".join(line.number for line in there)


async def count(session: AsyncSession, what: str) -> None:
    """Count for the network and the month only: a village's count would expose."""
    month = deadlines.local_day(await now(session)).strftime("%Y-%m")
    await counters.count(session, f"{what}.{month}")


def numbers(found: Sequence[Line], language: str) -> Content:
    """List numbers, each with what it is for."""
    told = [
        _(
            "<b>{number}</b> — {purpose}",
            number=line.number,
            purpose=line.purpose(language),
        )
        for line in found
    ]
    return lines(*told)


def _whom_to_call(
    found: Sequence[Line], kinds: Collection[str], language: str
) -> Content:
    """List who helps with this, then who comes whatever it is."""
    for_this, for_all = _of(found, kinds), _of(found, _EMERGENCY)
    return paragraphs(numbers(for_this, language), numbers(for_all, language))


def _of(found: Sequence[Line], kinds: Collection[str]) -> Sequence[Line]:
    return [line for line in found if line.kind in kinds]


async def _lines(session: AsyncSession, communities: Collection[str]) -> Sequence[Line]:
    """List the lines of communities' oblasts: the beginnings of their codes."""
    return await line_checks.shown(session, sorted({code[:4] for code in communities}))
