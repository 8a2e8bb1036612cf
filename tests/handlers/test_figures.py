"""Open figures: a month in two languages and as a file; nobody is found in them."""

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.figures import make_figures
from bot.services.figures import open_figures, open_figures_text
from bot.services.figures.figures import Figures
from tests.conftest import Clock
from tests.factories import make_case, make_submission
from tests.handlers.cast import last, newcomer, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World

COUNTS = st.integers(0, 12)


async def _writes(town: World, place: Place, n: int) -> None:
    async with town.sessions.begin() as session:
        for _ in range(n):
            submission = await make_submission(
                session, community=place.community, topic="P06", whereabouts="idp"
            )
            await make_case(session, group=place.group, submission=submission)


async def test_anybody_reads_a_month_that_is_over(
    town: World, place: Place, clock: Clock, language: str
) -> None:
    await clock.set("2026-11-02 10:00+02")
    await _writes(town, place, 7)
    phone = newcomer(town, language)
    await clock.set("2026-12-05 10:00+02")
    await make_figures(town.sessions)
    await says(town, phone, "/figures")
    none = "There are no figures yet: they come after the first month."
    assert last(phone) == said(language, none)
    await clock.set("2026-12-06 10:00+02")
    await make_figures(town.sessions)
    await _writes(town, place, 1)
    await says(town, phone, "/figures")
    shown = last(phone)
    assert said(language, "Open figures: {month}", month="11.2026") in shown
    assert said(language, "{name}: {n}", name=said(language, "In all"), n=7) in shown
    bounds = "These are the views of those who wrote, not of the whole community."
    assert said(language, bounds) in shown
    assert "CC BY 4.0" in shown


async def test_a_month_is_given_out_as_a_file(
    town: World, place: Place, clock: Clock
) -> None:
    await clock.set("2026-11-02 10:00+02")
    await _writes(town, place, 7)
    await clock.set("2026-12-06 10:00+02")
    await make_figures(town.sessions)
    phone = newcomer(town)
    await says(town, phone, "/figures")
    await presses(town, phone, said("uk", "As a CSV file"))
    call = next(
        each for each in reversed(town.telegram.calls) if each.method == "sendDocument"
    )
    assert "CC BY 4.0" in str(call.params["caption"])


async def test_the_file_names_licence_and_bounds_in_both_languages(
    town: World, place: Place, clock: Clock
) -> None:
    await clock.set("2026-11-02 10:00+02")
    await _writes(town, place, 7)
    await clock.set("2026-12-06 10:00+02")
    await make_figures(town.sessions)
    async with town.sessions() as session:
        told = await open_figures.of_month(session, date(2026, 11, 1))
    assert told is not None
    written = open_figures_text.write_csv(date(2026, 11, 1), told)
    rows = list(csv.DictReader(io.StringIO(written)))
    found = {(row["table"], row["cell"]): row for row in rows}
    assert found["kinds", "proposal"]["n"] == "7"
    assert found["proposals", "P06"]["n"] == "7"
    note = found["note", "not_representative"]
    assert note["cell_uk"].startswith("Це думки")
    assert note["cell_en"].startswith("These are")
    assert ("licence", "CC BY 4.0") in found


@given(
    st.dictionaries(st.sampled_from(["P01", "P06", "P09", "C05", "C10"]), COUNTS),
    COUNTS,
)
def test_nothing_published_can_be_subtracted(topics: dict[str, int], done: int) -> None:
    kinds = {
        name: sum(n for topic, n in topics.items() if topic.startswith(letter))
        for name, letter in (("proposal", "P"), ("concern", "C"))
    }
    received = sum(kinds.values())
    told = open_figures.tables(
        Figures(
            received=received,
            kinds=kinds,
            topics=topics,
            channels={},
            selves={"not_said": received},
            answered=0,
            median=None,
            due=0,
            in_time=0,
            supported=0,
            in_doc=0,
            done=done,
        )
    )
    every = [n for cells in told.values() for n in cells.values() if n is not None]
    assert not [n for n in every if 0 < n < 5]
    if None in told["kinds"].values():
        # Sums of topics would tell what the kinds hide.
        assert {*told["proposals"].values(), *told["concerns"].values()} <= {None}
    for kind, name in (("proposal", "proposals"), ("concern", "concerns")):
        if told["kinds"][kind] is not None:
            hidden = [topics[each] for each, n in told[name].items() if n is None]
            assert not hidden or (len(hidden) > 1 and sum(hidden) >= 5)
