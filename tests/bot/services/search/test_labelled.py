"""Two sets of searches, labelled by different hands before the rules were written."""

import csv
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.places import communities
from bot.services.search import finder

DATA: Final = Path(__file__).parents[3] / "data"
SETS: Final = ("search_a.csv", "search_b.csv")
TOP: Final = 3
ENOUGH: Final = 0.95
FAST: Final = 0.010  # seconds
TRIES: Final = 2  # the least counts: a busy machine is not the search's fault
EVERY: Final = 5  # of the queries is timed


class Labelled(NamedTuple):
    """A search; `every` result at the top must be among the codes, or the one be it."""

    query: str
    kind: str
    codes: list[str]
    every: bool

    def is_met(self, top: list[str]) -> bool:
        if self.every:
            return bool(top) and set(top) <= set(self.codes)
        return self.codes[0] in top


def labelled(name: str) -> Iterator[Labelled]:
    with (DATA / name).open(newline="", encoding="utf-8") as source:
        for row in csv.DictReader(source):
            expected = row["expected"]
            codes = re.findall(r"UA\d{17}", expected)
            yield Labelled(
                row["query"], row["kind"], codes, every=expected.startswith("*")
            )


@pytest.fixture
async def register(session: AsyncSession) -> AsyncSession:
    await communities.load_register(session)
    return session


def tell(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{line}\n")


@pytest.mark.parametrize("name", SETS)
async def test_what_people_type_is_found_at_the_top(
    register: AsyncSession, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    asked, met, missed = Counter[str](), Counter[str](), []
    for each in labelled(name):
        found = await finder.find(register, each.query)
        top = [hit.place.code for hit in found.hits[:TOP]]
        asked[each.kind] += 1
        met[each.kind] += each.is_met(top)
        missed += [] if each.is_met(top) else [each.query]
    kinds = ", ".join(f"{kind} {met[kind]}/{asked[kind]}" for kind in asked)
    share = met.total() / asked.total()
    tell(capsys, f"{name}: {share:.1%} of {asked.total()} found ({kinds}); {missed}")
    assert share >= ENOUGH


async def test_a_search_takes_ten_milliseconds_at_most(
    register: AsyncSession, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = [each.query for name in SETS for each in labelled(name)][::EVERY]
    taken = sorted([await least(register, query) for query in queries])
    median, p95 = statistics.median(taken), taken[len(taken) * 95 // 100]
    figures = f"median {median * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms"
    tell(capsys, f"{len(taken)} searches: {figures}")
    assert p95 <= FAST


async def least(session: AsyncSession, query: str) -> float:
    taken = []
    for _ in range(TRIES):
        began = time.process_time()
        await finder.find(session, query)
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize("name", SETS)
def test_every_kind_is_asked_for_ten_times(name: str) -> None:
    kinds = Counter(each.kind for each in labelled(name))
    assert [kind for kind, count in kinds.items() if count < 10] == []
