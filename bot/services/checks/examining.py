"""All checks of a free text at once, before anything of it is kept."""

from typing import Final, NamedTuple

from bot.services import checks
from bot.services.checks import dangers
from bot.services.checks.dangers import DISCLOSED, Danger
from bot.services.checks.findings import Kind, Pattern

# A sentence without its name says something else; whoever wrote it has to mend it.
_STAYS: Final = frozenset([Kind.NAME, Kind.COORDINATES])


class Examined(NamedTuple):
    """What a text has that must not stay, and what it speaks of.

    `cleaned` is the text without what had to go, if nothing is left in it to object to.
    """

    dangers: frozenset[Danger]
    kinds: frozenset[Kind]
    cleaned: str | None

    @property
    def is_military(self) -> bool:
        """Tell whether it must be refused and counted."""
        return Danger.MILITARY in self.dangers

    @property
    def disclosed(self) -> frozenset[Danger]:
        """Name what its author may need help with right now."""
        return self.dangers & DISCLOSED

    @property
    def can_be_cleaned(self) -> bool:
        """Tell whether what must go can be taken out with one tap."""
        return self.cleaned is not None and self.kinds.isdisjoint(_STAYS)


def prepare() -> None:
    """Make ready what the first text would otherwise wait for."""
    Pattern.prepare()
    dangers.find("")


def examine(text: str) -> Examined:
    """Look for everything that no text may hold, and for calls for help."""
    findings = checks.find(text)
    kinds = frozenset(finding.kind for finding in findings)
    cleaned = checks.mask(text, findings) if findings else text
    is_clean = not findings or (bool(cleaned) and not checks.find(cleaned))
    return Examined(dangers.find(text), kinds, cleaned if is_clean else None)
