"""No name of a community sounds like what the guard looks for in a search."""

import csv
from collections.abc import Iterator
from pathlib import Path

from bot.services.checks import dangers

ROOT = Path(__file__).parents[3]
NAMES = ("name_uk", "name_en", "centre_uk", "centre_en", "former_uk", "raion_uk")


def rows(*paths: str) -> Iterator[dict[str, str]]:
    for path in paths:
        with (ROOT / path).open(newline="", encoding="utf-8") as source:
            yield from csv.DictReader(source)


def test_names_of_the_register_are_harmless() -> None:
    found = rows(
        "data/hromadas.csv", "data/hromada_aliases.csv", "data/former_names.csv"
    )
    names = {row[name] for row in found for name in NAMES if row.get(name)}
    written = [form.format(each) for each in names for form in ("{}", "{} громада")]
    assert len(written) > 5_000
    assert [each for each in written if dangers.find(each)] == []


def test_searches_are_harmless() -> None:
    asked = [
        row["query"]
        for row in rows("tests/data/search_a.csv", "tests/data/search_b.csv")
    ]
    assert len(asked) > 100
    assert [each for each in asked if dangers.find(each)] == []
