"""Find what must not stay in a text: numbers, names, addresses, links."""

import re
from itertools import chain

from bot.services.checks.addresses import find_addresses
from bot.services.checks.findings import Finding, Kind, Text
from bot.services.checks.links import find_emails, find_links
from bot.services.checks.masking import mask
from bot.services.checks.names import find_names
from bot.services.checks.numbers import find_cards, find_ibans, find_tax_numbers
from bot.services.checks.phones import find_phones
from bot.services.checks.places import find_coordinates

__all__ = ["Finding", "Kind", "find", "mask"]

# Of two findings in one place the one of the earlier finder is kept. Each is asked only
# about a text that has what it cannot do without.
FINDERS = (
    (re.compile(r"(?:\d\D{0,7}){9}"), find_ibans),
    (re.compile(r"(?:\d\D?){16}"), find_cards),
    (re.compile(""), find_emails),
    (re.compile(r"@|://|[^\W_]\.[^\W_]|_|\d"), find_links),
    (re.compile(r"\d\D{1,12}\d|///"), find_coordinates),
    (re.compile(r"(?:\d\D?){10}"), find_tax_numbers),
    (re.compile(""), find_phones),
    (re.compile(""), find_addresses),
    (re.compile(r"[^\W\d_]\W+[^\W\d_]"), find_names),
)


def find(text: str) -> list[Finding]:
    """Find everything that domain.md 3.2 forbids to store, in order of place."""
    text = Text(text)
    kept: list[Finding] = []
    finders = (finder for needs, finder in FINDERS if needs.search(text))
    for finding in chain.from_iterable(finder(text) for finder in finders):
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
