"""The agenda of a meeting (`/agenda`): read, printed, decided on, announced."""

from datetime import timedelta

import pytest
from sqlalchemy import func

from bot.jobs.moderation import carry_out_verdicts
from bot.markup import MESSAGE_LIMIT, utf16_length
from bot.models.case import Status
from bot.models.staff import Role
from bot.settled import Rules
from tests.conftest import Clock
from tests.factories import TEXT, make_case, make_submission
from tests.handlers import ladder as scene
from tests.handlers.cast import (
    agreed,
    case_status,
    join,
    last,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Place
from tests.handlers.ladder import Table
from tests.world import World

AFTER = "2026-12-15 10:00+02"


@pytest.fixture
async def table(town: World, clock: Clock, place: Place, language: str) -> Table:
    """Two cases on the agenda; an author waits for the answer to the first."""
    table = await scene.laid(town, clock, place, language=language)
    await says(town, table.secretary, "/meeting 14.12.2026")
    for _ in range(2):
        await table.opens_case(Status.PASSED)
        await table.press(table.say("To the agenda"))
        await table.press(table.say("Confirm"))
        table.number, table.other = table.other, table.number
    await table.evening()  # the author hears that it is on the agenda
    return table


async def test_one_pass_sets_the_decisions_and_one_press_tells_them(
    table: Table,
) -> None:
    await table.clock.set(AFTER)
    await says(table.town, table.secretary, "/agenda")
    assert table.say("On the agenda: {n}", n=2) in last(table.secretary)
    await table.press(table.say("Go through the agenda"))
    for each in ("The group supports it", "Draft for the council", "Confirm"):
        await table.press(table.say(each))
    await table.press(table.say("Pass to a service"))
    assert table.say("Back") not in table.secretary.sees()[-1].buttons
    await says(table.town, table.secretary, "Відділ інфраструктури")
    await table.press(table.say("Confirm"))
    assert table.say("That was the whole agenda.") in last(table.secretary)
    assert await table.evening("2026-12-15 19:00+02") == []
    await _reads_the_minutes(table)
    await table.press(table.say("Announce decisions"))
    await table.press(table.say("Announce"))
    (heard,) = await table.evening("2026-12-16 19:00+02")
    drafts = "the department in charge drafts a decision for the council."
    assert table.say(drafts) in heard
    await says(table.town, table.secretary, "/meeting 18.01.2027", "/agenda")
    assert table.say("Go through the agenda") not in table.secretary.sees()[-1].buttons
    await _reads_the_minutes(table)  # told or not, it was decided


async def test_what_is_decided_leaves_its_status_for_what_is_to_be_announced(
    table: Table,
) -> None:
    await says(table.town, table.secretary, "/agenda")
    await table.press(table.say("Go through the agenda"))
    for each in ("The group supports it", "Draft for the council", "Confirm"):
        await table.press(table.say(each))
    await says(table.town, table.secretary, "/meeting")
    on_agenda = table.say("On the agenda: {n}", n=1)
    assert on_agenda in last(table.secretary)
    await says(table.town, table.secretary, "/cases")
    assert on_agenda in table.secretary.sees()[-1].buttons
    assert table.say("Decided and not announced yet: {n}", n=1) in last(table.secretary)
    await table.press(table.say("Announce decisions"))
    await table.press(table.secretary.sees()[-1].buttons[1])
    assert table.say("Take back") in table.secretary.sees()[-1].buttons


async def test_the_pass_puts_a_case_off_until_a_day(table: Table) -> None:
    await table.clock.set(AFTER)
    await says(table.town, table.secretary, "/agenda")
    for each in ("Go through the agenda", "Postpone", "Has to be studied"):
        await table.press(table.say(each))
    await says(table.town, table.secretary, "18.01.2027")
    await table.press(table.say("Confirm"))
    await says(table.town, table.secretary, "/agenda")
    await table.press(table.say("Extract for the minutes"))
    assert {"uk": "повернутися до питання 18 січня", "en": "on 18 January"}[
        table.language
    ] in last(table.secretary)


async def test_who_gives_a_decision_up_is_led_back_to_its_case(table: Table) -> None:
    await table.clock.set(AFTER)
    await says(table.town, table.secretary, "/agenda")
    await table.press(table.say("Go through the agenda"))
    asked, ways = last(table.secretary), table.secretary.sees()[-1].buttons
    for each in ("Pass to a service", "Cancel", "Back to the case"):
        await table.press(table.say(each))
    assert (last(table.secretary), table.secretary.sees()[-1].buttons) == (asked, ways)


async def _reads_the_minutes(table: Table) -> None:
    await table.press(table.say("Extract for the minutes"))
    written = last(table.secretary)
    assert f"{table.number}" in written
    assert TEXT in written
    assert {"uk": "до 21 грудня 2026", "en": "by 21 December 2026"}[
        table.language
    ] in written
    decided = "DECIDED: to pass it to a service. In charge: {body}."
    assert table.say(decided, body="Відділ інфраструктури") in written


async def test_members_read_and_print_the_agenda_and_decide_nothing(
    table: Table,
) -> None:
    member = await agreed(table.town, language=table.language)
    await join(table.town, member, table.group, Role.MEMBER)
    await says(table.town, member, "/agenda")
    assert table.number in last(member)
    shown = member.sees()[-1].buttons
    assert table.say("Go through the agenda") not in shown
    for phone in (member, table.secretary):
        await says(table.town, phone, "/agenda")
        await presses(table.town, phone, table.say("Print version"))
    sent = table.town.telegram.calls_of("sendDocument")
    printed = [each.params["document"].content for each in sent]
    assert [each[:5] for each in printed] == [b"%PDF-"] * 2
    assert len(printed[0]) < len(printed[1])  # the extract is the secretary's


async def test_a_long_agenda_is_read_page_by_page(town: World, place: Place) -> None:
    numbers = []
    async with town.sessions.begin() as session:
        for _ in range(30):
            sent = await make_submission(session, community=place.community)
            await make_case(
                session,
                group=place.group,
                submission=sent,
                status="passed",
                text="Слово & " * 60,
                passed_at=func.app_now(),
            )
            numbers.append(str(sent.id))
    member = await agreed(town, language="en")
    await join(town, member, place.group, Role.MEMBER)
    await says(town, member, "/agenda")
    pages = [last(member)]
    while said("en", "Show more") in member.sees()[-1].buttons:
        await presses(town, member, said("en", "Show more"))
        pages.append(last(member))
    assert len(pages) > 1
    assert all(utf16_length(each) <= MESSAGE_LIMIT for each in pages)
    assert [each for each in numbers if f"No.\u00a0{each} " not in "".join(pages)] == []


async def test_what_waits_comes_on_the_agenda_with_one_press(
    town: World, clock: Clock, place: Place
) -> None:
    table = await scene.laid(town, clock, place, language="en")
    link = f"/start d_{place.group.id}_need"
    await says(town, table.secretary, link)
    await table.press("To the agenda")
    assert "No meeting is planned." in last(table.secretary)
    await says(town, table.secretary, "/meeting 14.12.2026", link)
    await table.press("To the agenda")
    await table.press("To the agenda")
    assert (await table.case()).status == Status.AGENDA
    assert last(table.secretary) == "Nothing else needs a decision."


async def test_a_moderator_who_leads_the_group_passes_on_to_its_agenda(
    town: World, clock: Clock, place: Place
) -> None:
    await clock.set(scene.MORNING)
    town.parts.dispatch.rules = Rules(timedelta(seconds=60))
    author = await resident(town, place.community)
    await sends_proposal(town, author, TEXT)
    moderator = await agreed(town, language="en")
    await join(town, moderator, place.group)
    await says(town, moderator, "/queue")
    await presses(town, moderator, "More actions")
    assert "To the agenda" not in moderator.sees()[-1].buttons
    await join(town, moderator, place.group, Role.SECRETARY)
    await says(town, moderator, "/meeting 14.12.2026", "/queue")
    await presses(town, moderator, "More actions", "To the agenda")
    await clock.set("2026-11-23 10:02+02")
    await carry_out_verdicts(town.sessions)
    assert await case_status(town) == Status.AGENDA


async def test_what_is_decided_before_its_meeting_is_told_after_a_second_press(
    town: World, clock: Clock, place: Place
) -> None:
    table = await scene.laid(town, clock, place, language="en")
    await says(town, table.secretary, "/meeting 14.12.2026")
    await table.opens_case(Status.PASSED)
    await table.leads(Status.DECLINED)
    await table.press("Confirm")
    await table.press("Announce decisions")
    assert "The meeting is still ahead" in last(table.secretary)
    await table.press("Announce")
    assert (await table.case()).status == Status.PASSED
    await table.press("Announce before it")
    assert (await table.case()).status == Status.DECLINED
