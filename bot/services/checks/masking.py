"""Take findings out of a text and close the gaps they leave."""

import re
from collections.abc import Sequence

from bot.services.checks.findings import Finding

GAPS = (
    (re.compile(r"[(\[«„“][\s,;:–-]*[)\]»“”]"), ""),  # emptied brackets and quotes
    (re.compile(r"[^\S\n]+(?=[,.;:!?)\]»])"), ""),  # a blank before a mark
    (re.compile(r"(?<=[(\[«])[^\S\n]+"), ""),
    (re.compile(r"(?<=[,;:])(?:[^\S\n]*[,;:])+"), ""),
    (re.compile(r"[,;:][^\S\n]*(?=[.!?])"), ""),
    (re.compile(r"[^\S\n]{2,}"), " "),
)
EDGES = " \t\n,;:–-"


def mask(text: str, findings: Sequence[Finding]) -> str:
    """Return the text without the findings, blanks and punctuation tidied."""
    if not findings:
        return text
    kept = _tidied("".join(_between(text, findings)))
    return kept[:1].upper() + kept[1:] if text[:1].isupper() else kept


def _between(text: str, findings: Sequence[Finding]) -> list[str]:
    ends = [0, *(finding.end for finding in findings)]
    starts = [*(finding.start for finding in findings), len(text)]
    return [f"{text[a:b]} " for a, b in zip(ends, starts, strict=True)]


def _tidied(text: str) -> str:
    for gap, filling in GAPS:
        text = gap.sub(filling, text)
    return text.lstrip(f"{EDGES}.").rstrip(EDGES)
