"""The lists of synonyms and of matters can be read, and the counts belong to them."""

import csv
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.services.similar import commonness, matters, meanings
from tools.commonness import count

KINDS = (meanings.LISTS, matters.LISTS)


@pytest.mark.parametrize(
    "path", [*meanings.LISTS, *matters.LISTS], ids=lambda path: path.stem
)
def test_no_entry_is_too_short_or_of_too_many_words(path: Path) -> None:
    lists = tomllib.loads(path.read_text("utf-8"))
    lines = [line for section in lists.values() for line in section.values()]
    entries = " ".join(lines).split()
    assert [each for each in entries if len(each.rstrip("*")) < 2] == []
    assert [each for each in entries if each.endswith("*") and len(each) < 4] == []
    assert [each for each in entries if each.count("_") > 1 or "-" in each] == []


@pytest.mark.parametrize("paths", KINDS, ids=("meanings", "matters"))
def test_each_has_a_name_of_its_own(paths: Sequence[Path]) -> None:
    names = Counter(
        name
        for path in paths
        for lines in tomllib.loads(path.read_text("utf-8")).values()
        for name in lines
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_counts_belong_to_the_lists() -> None:
    """Whoever changes a list runs `make count`."""
    with commonness.COUNTS.open(encoding="utf-8", newline="") as file:
        kept = {mark: int(n) for mark, n in csv.reader(file, delimiter="\t")}
    assert kept == count()
