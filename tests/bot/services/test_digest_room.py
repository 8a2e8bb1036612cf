"""A digest stays one screen of a phone, whatever its group is called and counts."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.services.digest import digest_screen, digest_text
from bot.services.digest.digest_facts import Span
from tests.bot.services.digest_cast import (
    UNTIL,
    WEEK,
    concerns,
    facts,
    group,
    proposals,
)

COUNTED = (
    "received",
    "answered",
    "worries",
    "done",
    "unread",
    "overdue",
    "untold",
    "planned",
)
MANY = 10**6
LONG_NAME = "Робоча група " + "Старокостянтинівської територіальної " * 2
COUNTS = st.fixed_dictionaries(dict.fromkeys(COUNTED, st.integers(0, MANY)))
NAMES = st.text("Старокстянинв ’", min_size=1, max_size=80)
DOCUMENTS = st.lists(st.tuples(NAMES, st.integers(1, MANY)), max_size=5)
LANGUAGES = pytest.mark.parametrize("language", ["uk", "en"])


@LANGUAGES
@given(
    name=NAMES,
    counts=COUNTS,
    lists=st.tuples(st.integers(0, 30), st.integers(0, 30), DOCUMENTS),
    due=st.sampled_from(["", "09:00"]),
)
@example(
    name=LONG_NAME[:80],
    counts=dict.fromkeys(COUNTED, MANY),
    lists=(30, 30, [(LONG_NAME[:80], MANY)] * 5),
    due="09:00",
)
def test_it_is_one_screen(
    language: str,
    *,
    name: str,
    counts: Mapping[str, int],
    lists: tuple[int, int, list[tuple[str, int]]],
    due: str,
) -> None:
    waiting, urgent, documents = lists
    told = facts(
        listed=proposals(waiting, is_taken=True),
        urgent=concerns(urgent),
        documents=documents,
        agenda=range(501, 506),
        period=Span(UNTIL - 60 * WEEK, UNTIL),
        **counts,
    )
    named = group(language, meets_on=(UNTIL + timedelta(days=9)).date())
    named.name_uk = named.name_en = name
    page = digest_text.write(named, told, due=due)
    for message in (page.messages[0], page.if_late):
        above = message.partition("\n\n<blockquote")[0]
        assert digest_screen.count_lines(above) <= digest_screen.SCREEN
