"""What is said to somebody who may need help: warm words, and whom to call."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.i18n import Content, Text, _, bold, lines, paragraphs
from bot.services.checks.dangers import Danger
from bot.services.days import deadlines
from bot.services.letters import counters
from bot.services.team import line_checks, safety
from bot.services.team.helplines import Line
from bot.words.concerns import IN_DANGER, NOW, SAFETY, WITH_ADULT

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
    session: AsyncSession,
    found: Collection[Danger],
    *,
    communities: Collection[str],
    language: str,
) -> Content:
    """Write what somebody who disclosed something should read and whom to call."""
    shown = await line_checks.shown(session, _regions(communities))
    said = [lines(*texts) for danger, texts in _SAID.items() if danger in found]
    kinds = {kind for danger in found for kind in _CALLED.get(danger, ())}
    return paragraphs(
        *said,
        safety.numbers(_of(shown, kinds), language),
        safety.numbers(_of(shown, safety.EMERGENCY), language),
    )


async def every_number(
    session: AsyncSession, *, communities: Collection[str], language: str
) -> Content:
    """List all numbers that may be shown, those for danger to life first."""
    shown = await line_checks.shown(session, _regions(communities))
    urgent = _of(shown, safety.EMERGENCY)
    others = [line for line in shown if line not in urgent]
    return paragraphs(
        bold(IN_DANGER),
        safety.numbers(urgent, language),
        safety.numbers(others, language),
    )


async def for_minors(session: AsyncSession, language: str) -> Content:
    """Write what somebody should know who states an age under 18: which, is unknown."""
    shown = await line_checks.shown(session, ())
    told = lines(WITH_ADULT, NOW["child"])
    return lines(told, safety.numbers(_of(shown, ("child",)), language))


async def count(session: AsyncSession, what: str) -> None:
    """Count for the network and the month only: a village's count would expose."""
    month = deadlines.local_day(await now(session)).strftime("%Y-%m")
    await counters.count(session, f"{what}.{month}")


def _of(found: Sequence[Line], kinds: Collection[str]) -> Sequence[Line]:
    return [line for line in found if line.kind in kinds]


def _regions(communities: Collection[str]) -> Sequence[str]:
    return sorted({code[:4] for code in communities})
