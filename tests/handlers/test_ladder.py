"""The ladder as people live it: the secretary's steps, and what the author hears."""

from datetime import date
from itertools import cycle

import pytest
from sqlalchemy import func, select

from bot.i18n import LANGUAGES
from bot.models import CaseEvent, CaseNews
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.days.deadlines import local_day
from bot.services.letters import notes
from bot.services.steps import ladder
from bot.words.groups import LEADS
from tests.conftest import Clock
from tests.handlers import ladder as scene
from tests.handlers.cast import agreed, both, join, last, presses, said, says
from tests.handlers.conftest import Place
from tests.handlers.ladder import Table
from tests.handlers.ladder_texts import DUE, TITLE
from tests.world import World


@pytest.fixture
async def table(town: World, clock: Clock, place: Place, language: str) -> Table:
    return await scene.laid(town, clock, place, language=language)


# Every step of a group, from every status that leads there.
STEPS = {since: [way.to for way in ladder.onward(since)] for since in ladder.OPEN}


@pytest.mark.parametrize(
    ("since", "language"), list(zip(STEPS, cycle(LANGUAGES), strict=False))
)
async def test_each_step_reaches_both_authors_once_with_its_words_and_date(
    table: Table, since: Status
) -> None:
    """One has the secretary's language, and one, whose idea was merged, the other."""
    second = await scene.second(table)
    for to in STEPS[since]:
        await scene.brings(table, since)
        await scene.brings(second, Status.MERGED, merged_into=int(table.number))
        await _reaches_both(table, second, since, to)
    for each in (table, second):
        assert await each.evening("2026-11-24 19:00+02") == []


async def test_a_case_offers_the_steps_that_lead_on_from_it(table: Table) -> None:
    every = {table.say(text.msgid) for text in LEADS.values()}
    for since in ladder.OPEN:
        await table.stands(since)
        await table.opens_case(since)
        onward = {way.to for way in ladder.onward(since)} - {since}
        offered = every & set(table.secretary.sees()[-1].buttons)
        assert offered == {table.say(LEADS[to].msgid) for to in onward}


async def _reaches_both(table: Table, second: Table, since: Status, to: Status) -> None:
    await table.opens_case(since)
    await table.leads(to)
    assert table.told(to) in last(table.secretary)  # reads it first
    await table.confirms(to)
    before = len(second.author.sees())
    (heard,) = await table.evening()
    (heard_too,) = [each.text for each in second.author.sees()[before:]]
    for each, read in (table, heard), (second, heard_too):
        assert each.told(to) in read
        news = each.say("There is news about message No. {id}.", id=each.number)
        assert read.startswith(news)
    case = await table.case()
    assert case.status == to
    due = None if case.due_at is None else local_day(case.due_at)
    assert due == DUE.get(to)


async def test_what_was_decided_is_told_when_it_is_announced(table: Table) -> None:
    await table.opens_case(Status.PASSED)
    await table.leads(Status.SUPPORTED)
    await table.press(table.say("Confirm"))
    assert await table.evening() == []
    assert (await table.case()).status == Status.PASSED
    await table.press(table.say("Announce decisions"))
    assert table.say("Announce decisions: {n}?", n=1) in last(table.secretary)
    await table.press(table.say("Announce"))
    (heard,) = await table.evening("2026-11-24 19:00+02")
    assert table.say("Supported by the group") in heard
    case = await table.case()
    assert case.decided_at is not None
    assert local_day(case.decided_at) == date(2026, 11, 23)


async def test_a_decision_can_be_taken_back_before_it_is_told(table: Table) -> None:
    await table.opens_case(Status.PASSED)
    await table.leads(Status.DECLINED)
    await table.press(table.say("Confirm"))
    await table.press(table.say("Open the case"))
    await table.press(table.say("Take back"))
    assert await table.evening() == []
    assert (await table.case()).decided_at is None


async def test_steps_of_one_day_are_one_message(table: Table) -> None:
    for since, to in (
        (Status.SUPPORTED, Status.REFERRED),
        (Status.REFERRED, Status.DOING),
    ):
        await table.stands(since)
        await table.opens_case(since)
        await table.leads(to)
        await table.confirms(to)
    (heard,) = await table.evening()
    assert table.told(Status.REFERRED) in heard
    assert table.told(Status.DOING) in heard


async def _is_led(table: Table, to: Status = Status.FUNDING) -> None:
    await table.stands(Status.SUPPORTED)
    await table.opens_case(Status.SUPPORTED)
    await table.leads(to)
    await table.confirms(to)


async def test_nobody_is_written_to_at_night(table: Table) -> None:
    await _is_led(table)
    for moment in ("23 21:30+02", "24 03:00+02", "24 07:59+02"):
        assert await table.evening(f"2026-11-{moment}") == []
    assert len(await table.evening("2026-11-24 08:00+02")) == 1


@pytest.mark.parametrize(
    "gone",
    [{"news": False}, {"address": None}, {"person_id": None}],
    ids=lambda gone: next(iter(gone)),
)
@pytest.mark.parametrize("is_late", [True, False])
async def test_nothing_is_told_to_whom_it_must_not(
    table: Table, gone: dict[str, object], *, is_late: bool
) -> None:
    if not is_late:
        await scene.stop_news(table, **gone)
    await _is_led(table)
    await scene.stop_news(table, **gone)
    assert await table.evening() == []


async def test_nothing_is_told_after_a_deletion(table: Table) -> None:
    await _is_led(table)
    await says(table.town, table.author, "/delete")
    await presses(table.town, table.author, table.say("Yes, delete my data"))
    heard = await table.evening()
    assert heard == []
    async with table.town.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(CaseNews)) == 0


async def test_nothing_is_told_to_who_blocked_the_bot(table: Table) -> None:
    table.author.blocks()
    await table.town.settle()
    await _is_led(table)
    assert await table.evening() == []
    await table.clock.set("2026-11-25 12:00+02")
    table.author.unblocks()
    await table.town.settle()
    heard = [each.text for each in table.author.sees()]
    assert not [each for each in heard if table.told(Status.FUNDING) in each]


@both
async def test_news_of_a_concern_is_neutral_with_a_button(
    town: World, clock: Clock, place: Place, language: str
) -> None:
    table = await scene.laid(town, clock, place, language=language, kind="concern")
    await _is_led(table, Status.DONE)
    heard = await table.evening()
    number = table.number
    assert heard == [table.say("There is news about message No. {id}.", id=number)]
    show = table.say("Show No. {id}", id=number)
    assert table.author.sees()[-1].buttons == [show]


async def test_only_the_secretary_and_the_chair_lead_cases(
    table: Table, language: str
) -> None:
    question = said(language, "On which day is the meeting? For example, 21.11.2026")
    place = tuple(Status).index(Status.AGENDA)
    leading = set()
    for role in sorted(set(Role) - {Role.COORDINATOR}):
        phone = await agreed(table.town, language=language)
        await join(table.town, phone, table.group, role)
        await says(table.town, phone, "/menu")
        message = phone.sees()[-1].message_id
        phone.forges(f"step.1:begin:{table.case_id}:{place}", message)
        await table.town.settle()
        if question in last(phone):
            leading.add(role)
    assert leading == {Role.SECRETARY, Role.CHAIR}


async def test_a_step_that_is_not_on_the_ladder_is_refused(table: Table) -> None:
    await says(table.town, table.secretary, "/cases")
    message = table.secretary.sees()[-1].message_id
    for to in Status:
        if ladder.led(Status.PASSED, to) is None:
            place = tuple(Status).index(to)
            table.secretary.forges(f"step.1:begin:{table.case_id}:{place}", message)
            await table.town.settle()
            decided = table.say("This has been decided already.")
            assert decided in last(table.secretary)


async def test_closing_for_safety_erases_the_text(table: Table) -> None:
    await _is_led(table, Status.CLOSED_SAFETY)
    case = await table.case()
    assert (case.text, case.place, case.published_at) == (None, None, None)


async def test_the_history_keeps_what_was_said(table: Table) -> None:
    await _is_led(table, Status.DONE)
    async with table.town.sessions() as session:
        event = (await session.scalars(select(CaseEvent))).one()
        assert event.status == Status.DONE
        assert notes.read(session, event) == {"result": "Лавки стоять."}
    await says(table.town, table.secretary, "/cases")
    await table.opens_case(Status.DONE)
    assert table.told(Status.DONE) in last(table.secretary)


async def test_a_document_is_added_and_named(table: Table) -> None:
    await says(table.town, table.secretary, "/cases")
    await table.press(table.say("Documents"))
    assert TITLE in last(table.secretary)
    await table.press(table.say("Add a document"))
    await table.press(table.say("Community safety plan"))
    await says(table.town, table.secretary, "План безпеки", "12/3")
    await says(table.town, table.secretary, "20.11.2026")
    await table.press(table.say("Skip"))
    await table.press(table.say("Save"))
    await table.stands(Status.SUPPORTED)
    await table.opens_case(Status.SUPPORTED)
    await table.press(table.say("Included in a document"))
    assert "План безпеки" in last(table.secretary)


@both
async def test_the_author_sees_the_history_and_the_last_words(table: Table) -> None:
    await _is_led(table, Status.DOING)
    await table.evening()
    await _opens_own(table)
    shown = last(table.author)
    assert table.told(Status.DOING) in shown
    day = table.say("{date} {year}", date=date(2026, 11, 23), year="2026")
    status = table.say("In progress")
    assert table.say("{date}: {status}", date=day, status=status) in shown


async def test_the_author_stops_the_news_of_one_message(table: Table) -> None:
    await _opens_own(table)
    await presses(table.town, table.author, table.say("Stop news about it"))
    await _is_led(table)
    assert await table.evening() == []
    await presses(table.town, table.author, table.say("Send news about it"))
    await table.stands(Status.SUPPORTED)
    await table.opens_case(Status.SUPPORTED)
    await table.leads(Status.REFERRED)
    await table.confirms(Status.REFERRED)
    assert len(await table.evening("2026-11-24 19:00+02")) == 1


async def _opens_own(table: Table) -> None:
    await says(table.town, table.author, "/mine")
    number = table.say("No. {id}", id=table.number)
    await presses(table.town, table.author, number)


@pytest.mark.parametrize(("language", "is_told"), [("en", True), ("uk", False)])
async def test_an_author_of_the_other_language_is_told_in_which_it_was_typed(
    table: Table, *, is_told: bool
) -> None:
    await table.stands(Status.DOING)
    await table.opens_case(Status.DOING)
    await table.leads(Status.DONE)
    await table.confirms(Status.DONE)
    (heard,) = await table.evening()
    original = table.say("Original language: Ukrainian.")
    assert (original in heard) is is_told


@pytest.mark.parametrize("language", ["en"])
async def test_what_was_chosen_from_a_list_has_no_original(table: Table) -> None:
    await table.opens_case(Status.PASSED)
    await table.leads(Status.DEFERRED)
    await table.confirms(Status.DEFERRED)
    (heard,) = await table.evening()
    assert "Original language" not in heard


@both
async def test_whom_the_group_does_not_support_is_told_who_hears_doubts(
    table: Table, language: str
) -> None:
    await table.opens_case(Status.PASSED)
    await table.leads(Status.DECLINED)
    await table.confirms(Status.DECLINED)
    (heard,) = await table.evening()
    doubts = "If you disagree, write here: {contact}"
    assert said(language, doubts, contact="rada@example.org") in heard
