"""Topics of proposals, and the likeliest ones for a text (domain.md 4.2)."""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from bot.services.checks.words import Words


class Topic(StrEnum):
    """List the codes in the order of the menu."""

    P01 = "P01"
    P02 = "P02"
    P03 = "P03"
    P04 = "P04"
    P05 = "P05"
    P06 = "P06"
    P07 = "P07"
    P08 = "P08"
    P09 = "P09"
    P10 = "P10"
    P11 = "P11"
    P12 = "P12"
    P13 = "P13"
    P14 = "P14"
    P15 = "P15"
    P16 = "P16"
    P17 = "P17"
    P18 = "P18"
    P19 = "P19"
    P99 = "P99"


STEMS = Path(__file__).with_suffix(".toml")
WEIGHTS = {"strong": 5, "plain": 3, "weak": 1}
# Roads, public spaces and utilities lead among 239 appeals to a city hotline.
COMMONEST = (Topic.P06, Topic.P15, Topic.P07)


def guess(text: str, limit: int = 3) -> list[str]:
    """Return exactly that many distinct codes, likeliest first, never P99."""
    scores = Counter[str]()
    for stem in _stems_of(text):
        scores.update(stems()[stem])
    others = (code for code in Topic if code is not Topic.P99)
    codes = [str(code) for code in dict.fromkeys([*COMMONEST, *others])]
    # Equal scores keep this order: every replica must show the same buttons.
    return sorted(codes, key=lambda code: -scores[code])[:limit]


def likeliest(text: str) -> str:
    """Return the likeliest code; P99 where no word points to any."""
    [first] = guess(text, 1)
    return first if any(stems()[stem][first] for stem in _stems_of(text)) else Topic.P99


def speaks_of(text: str, codes: Collection[str]) -> bool:
    """Tell whether some word points strongly to one of these topics."""
    strong = WEIGHTS["strong"]
    return any(
        stems()[stem][code] == strong for stem in _stems_of(text) for code in codes
    )


def _stems_of(text: str) -> set[str]:
    """Count each stem once, so that a repeated word does not outvote the rest."""
    words = {word.lower for word in Words(text)}
    return {stem for word in words for stem in _longest(word)}


def _longest(word: str) -> Iterator[str]:
    beginnings = (word[:end] for end in range(len(word), 1, -1))
    stem = next((part for part in beginnings if part in stems()), None)
    return iter([stem] if stem else [])


@cache
def stems() -> Mapping[str, Counter[str]]:
    """Read the beginnings of words, and how strongly they point to topics; once."""
    found: dict[str, Counter[str]] = {}
    for code, lists in tomllib.loads(STEMS.read_text("utf-8")).items():
        for strength, words in lists.items():
            for stem in words.split():
                found.setdefault(stem, Counter())[code] = WEIGHTS[strength]
    return found
