"""The network's digest for coordinators and partners: a screen, its groups folded."""

from datetime import date

import pytest

from bot.i18n import translator
from bot.markup import MESSAGE_LIMIT, utf16_length
from bot.models import WorkingGroup
from bot.services.days import small_cells
from bot.services.days.periods import month
from bot.services.digest import digest_screen
from bot.services.figures import network_text
from bot.services.figures.network_facts import COLUMNS, Network, Row
from tests.snapshots import Snapshot

LANGUAGES = pytest.mark.parametrize("language", ["uk", "en"])
NOVEMBER = month(date(2026, 11, 1))


def of_count(n: int, groups: int, today: date = date(2026, 12, 1)) -> Network:
    """Tell of groups in each of which everything happened so many times."""
    rows = [
        Row(
            WorkingGroup(name_uk=f"РГ громади {each}", name_en=f"WG of place {each}"),
            {name: small_cells.alone(n) for name in COLUMNS},
        )
        for each in range(groups)
    ]
    totals = {name: small_cells.alone(n * groups) for name in COLUMNS}
    often = ("P02", "P05", "P06", "P13", "C03")
    topics = {code: small_cells.alone(n * groups) for code in often}
    return Network(NOVEMBER, today, totals, topics, rows)


CASES = {
    "empty": of_count(0, 0),
    "one": of_count(1, 1),
    "2 groups, a running month": of_count(2, 2, date(2026, 11, 20)),
    **{f"{n}": of_count(n, 3) for n in (5, 11, 21, 101)},
    "overflowing": of_count(1_234, 101),
}


@LANGUAGES
def test_network_digests_read_as_they_did(language: str, snapshot: Snapshot) -> None:
    written: dict[str, str] = {}
    for name, network in CASES.items():
        [told] = network_text.write(network, language, most=1)
        assert utf16_length(told) <= MESSAGE_LIMIT
        screen = told.partition("\n\n<blockquote")[0]
        assert digest_screen.count_lines(screen) <= digest_screen.SCREEN
        written[name] = told
    words = translator(language)
    written["in print"] = network_text.printed(CASES["5"], language).plain(words)
    snapshot(f"network_digests_{language}", written)
