"""Find what must not stay in a text: numbers, names, addresses, links."""

from itertools import chain

from bot.services.checks.addresses import find_addresses
from bot.services.checks.findings import Finding, Kind
from bot.services.checks.links import find_emails, find_links
from bot.services.checks.masking import mask
from bot.services.checks.names import find_names
from bot.services.checks.numbers import find_cards, find_ibans, find_tax_numbers
from bot.services.checks.phones import find_phones
from bot.services.checks.places import find_coordinates

__all__ = ["Finding", "Kind", "find", "mask"]

# Of two findings in one place the one of the earlier finder is kept.
FINDERS = (
    find_ibans,
    find_cards,
    find_emails,
    find_links,
    find_coordinates,
    find_phones,
    find_tax_numbers,
    find_addresses,
    find_names,
)


def find(text: str) -> list[Finding]:
    """Find everything that domain.md 3.2 forbids to store, in order of place."""
    kept: list[Finding] = []
    for finding in chain.from_iterable(finder(text) for finder in FINDERS):
        kept = _with(kept, finding)
    return sorted(kept, key=lambda finding: finding.start)


def _with(kept: list[Finding], new: Finding) -> list[Finding]:
    """Join a finding with its like; drop it where another kind stands."""
    touched = [old for old in kept if old.start < new.end and new.start < old.end]
    if any(old.kind is not new.kind for old in touched):
        return kept
    start = min(finding.start for finding in [*touched, new])
    end = max(finding.end for finding in [*touched, new])
    rest = [old for old in kept if old not in touched]
    return [*rest, Finding(new.kind, start, end)]
