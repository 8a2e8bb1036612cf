"""What is shown instead of taking a text: what is safe to do, and whom to call."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from bot.i18n import Content, _, bold, lines, paragraphs
from bot.services.team import line_checks
from bot.services.team.helplines import Line
from bot.words.concerns import IN_DANGER, SAFETY

DANGER: Final = "danger"  # somebody is in danger now, whatever it is about
EMERGENCY: Final = ("emergency", "all")
_SUPPORT: Final = ("violence", "despair")
_KINDS: Final = {
    "C07": ("violence",),
    "C08": ("child",),
    "C23": ("safeguarding",),  # none is known to all: networks add their own
    "C26": ("missing",),
    "C27": ("evacuation",),
}


async def page(
    session: AsyncSession, code: str, *, communities: Collection[str], language: str
) -> Content:
    """Write what to do in a case of this code; numbers are always there."""
    found = await line_checks.shown(session, _regions(communities))
    texts = SAFETY.get(code, (IN_DANGER,))
    return paragraphs(
        lines(bold(texts[0]), *texts[1:]),
        numbers(_of(found, _KINDS.get(code, ())), language),
        numbers(_of(found, EMERGENCY), language),
    )


async def helping(
    session: AsyncSession, kind: str, *, communities: Collection[str], language: str
) -> Content:
    """List whom to call, of one kind of lines; nothing when all of them are hidden."""
    found = await line_checks.shown(session, _regions(communities))
    return numbers(_of(found, (kind,)), language)


async def support(session: AsyncSession) -> str:
    """Name the lines of advice that may be shown; without any, who always comes."""
    found = await line_checks.shown(session, ())
    there = _of(found, _SUPPORT) or _of(found, EMERGENCY)
    return ", ".join(line.number for line in there)


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


def _of(found: Sequence[Line], kinds: Collection[str]) -> Sequence[Line]:
    return [line for line in found if line.kind in kinds]


def _regions(communities: Collection[str]) -> Sequence[str]:
    """Name the oblasts of communities: the beginnings of their codes."""
    return sorted({code[:4] for code in communities})
