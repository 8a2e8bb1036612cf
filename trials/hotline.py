"""The 239 appeals of a city hotline, who sends which, and what the team decides."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final, Self

TEXTS: Final = Path("data/hotline_uk.csv")
LABELS: Final = Path("tests/data/hotline_expected.csv")
MILITARY: Final = "military"
QUESTION: Final = "О котрій годині це найбільше заважає?"
ANSWER: Final = "Найбільше ввечері, коли люди йдуть із роботи."
# Reasons of refusal, and the fact for the author that some of them need.
REASONS: Final = {
    "M02": None,
    "M04": None,
    "M03": None,
    "M06": "Центр надання послуг, 15-45",
    "M08": None,
}


@dataclass(frozen=True, slots=True)
class Appeal:
    """A text; `masked` is how it is sent again if it names a house.

    What tells of military matters is refused for good.
    """

    id: str
    text: str
    masked: str
    is_military: bool = False

    @property
    def is_personal(self) -> bool:
        """Tell whether the label says that it is refused."""
        return bool(self.masked)

    @property
    def kept(self) -> str:
        """Give the words that are stored in the end."""
        return self.masked or self.text


@dataclass(frozen=True, slots=True)
class Plan:
    """Who sends what; which texts are asked about, which refused and why."""

    shares: Sequence[Sequence[Appeal]]
    asked: frozenset[str]
    refused: Mapping[str, str]

    @classmethod
    def draw(cls, appeals: Sequence[Appeal], people: int, dice: Random) -> Self:
        """Deal the appeals out, and draw one in 20 for each rarer decision."""
        dealt = dice.sample(appeals, len(appeals))
        kept = [each.id for each in appeals if not each.is_military]
        rare = dice.sample(kept, len(kept) // 10)
        asked, refused = rare[::2], rare[1::2]
        return cls(
            [dealt[n::people] for n in range(people)],
            frozenset(asked),
            {each: dice.choice(sorted(REASONS)) for each in refused},
        )

    @property
    def appeals(self) -> list[Appeal]:
        """List everything that is sent."""
        return [appeal for share in self.shares for appeal in share]

    def passed_text(self, appeal: Appeal) -> str:
        """Give the words that the group reads."""
        asked = appeal.id in self.asked
        return f"{appeal.kept}\n\n{ANSWER}" if asked else appeal.kept


def read() -> list[Appeal]:
    """Read the texts with the labels given by hand."""
    labels = {row["id"]: row for row in _rows(LABELS)}
    return [_appeal(row["id"], row["text"], labels[row["id"]]) for row in _rows(TEXTS)]


def lasting() -> list[Appeal]:
    """Read those that come before a moderator in the end."""
    return [each for each in read() if not each.is_military]


def _appeal(name: str, words: str, label: Mapping[str, str]) -> Appeal:
    return Appeal(name, words, label["masked"], label["expected"] == MILITARY)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
