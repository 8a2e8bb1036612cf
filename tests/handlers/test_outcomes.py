"""Did it help? One tap, once, by day; a "no" can go back to the team."""

import pytest
from sqlalchemy import func, select, update

from bot.address import Address
from bot.db import vault
from bot.jobs.cases import ask_outcomes
from bot.models import Case, Outcome, Submission, WorkingGroup
from bot.models.case import Status
from bot.models.notice import Recipient
from bot.services.letters import recipients
from bot.services.team import people
from tests.conftest import Clock
from tests.factories import TEXT
from tests.handlers import ladder as scene
from tests.handlers.cast import agreed, both, join, last, presses, resident, says
from tests.handlers.conftest import Place
from tests.handlers.ladder import Table
from tests.world import World

DONE_EVENING = "2026-12-21 19:00+02"  # four weeks after
COMMENT = "Лавка знову зламана, сісти ніде."


@pytest.fixture
async def table(town: World, clock: Clock, place: Place, language: str) -> Table:
    return await scene.laid(town, clock, place, language=language)


async def _ends(table: Table, to: Status = Status.DONE) -> None:
    await table.stands(Status.SUPPORTED)
    await table.opens_case(Status.SUPPORTED)
    await table.leads(to)
    await table.confirms(to)
    await table.evening()


async def _asked(table: Table, moment: str) -> list[str]:
    before = len(table.author.sees())
    await table.clock.set(moment)
    await ask_outcomes(table.town.sessions)
    await table.town.settle()
    return [each.text for each in table.author.sees()[before:]]


async def _answer(table: Table) -> str | None:
    async with table.town.sessions() as session:
        return await session.scalar(select(Outcome.answer))


@pytest.mark.parametrize(
    ("to", "day", "question"),
    [
        (Status.DONE, "2026-12-21", "Did things get better?"),
        (Status.DECLINED, "2026-11-30", "Was the answer helpful?"),
    ],
)
async def test_a_final_answer_is_asked_about_once_and_told_with_one_tap(
    table: Table, to: Status, day: str, question: str
) -> None:
    await _ends(table, to)
    assert await _asked(table, f"{day} 18:59+02") == []
    (heard,) = await _asked(table, f"{day} 19:00+02")
    about = table.say("About message No. {id}.", id=table.number)
    assert heard == f"{about}\n\n{table.say(question)}"
    assert await _asked(table, "2027-03-01 19:00+02") == []
    message = table.author.sees()[-1].message_id
    for place in (0, 1):  # the first tap stands
        event = table.author.sees()[-1]
        table.author.forges(f"outcome.1:say:{await _event(table)}:{place}", message)
        await table.town.settle()
        assert event.message_id == message
    assert await _answer(table) == "yes"
    answer = table.say("Your answer: {answer}. Thank you!", answer=table.say("Yes"))
    assert answer in last(table.author)


async def test_whom_an_answer_did_not_help_hears_who_hears_doubts(
    table: Table, place: Place
) -> None:
    async with table.town.sessions.begin() as session:
        place.group.disagreement = "disagree@example.org"
        await session.merge(place.group)
    await _ends(table, Status.DECLINED)
    await _asked(table, "2026-11-30 19:00+02")
    await presses(table.town, table.author, table.say("No"))
    contact = table.say(
        "If you disagree, write here: {contact}", contact="disagree@example.org"
    )
    assert contact in last(table.author)


async def _event(table: Table) -> int:
    async with table.town.sessions() as session:
        return (await session.scalars(select(Outcome.event_id))).one()


async def test_nobody_is_asked_at_night(table: Table) -> None:
    await _ends(table)
    assert await _asked(table, "2026-12-21 21:30+02") == []
    assert len(await _asked(table, "2026-12-22 08:00+02")) == 1


@pytest.mark.parametrize(
    "gone",
    [{"news": False}, {"address": None}, {"person_id": None}],
    ids=lambda gone: next(iter(gone)),
)
async def test_who_wants_to_hear_nothing_is_not_asked(
    table: Table, gone: dict[str, object]
) -> None:
    await _ends(table)
    await scene.stop_news(table, **gone)
    assert await _asked(table, DONE_EVENING) == []
    async with table.town.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Outcome)) == 0


async def test_nobody_is_asked_about_what_a_group_did_that_has_ended(
    table: Table, place: Place
) -> None:
    await _ends(table)
    async with table.town.sessions.begin() as session:
        group = await session.get_one(WorkingGroup, place.group.id)
        group.deleted_at = func.app_now()
    assert await _asked(table, DONE_EVENING) == []


async def test_who_blocked_the_bot_is_not_asked(table: Table) -> None:
    await _ends(table)
    table.author.blocks()
    await table.town.settle()
    assert await _asked(table, DONE_EVENING) == []
    table.author.unblocks()
    assert await _asked(table, "2026-12-23 12:00+02") == []


@both
async def test_a_no_reopens_it_with_a_comment_that_moderators_read_first(
    table: Table, place: Place
) -> None:
    await _ends(table)
    await _asked(table, DONE_EVENING)
    await presses(table.town, table.author, table.say("No"))
    assert await _answer(table) == "no"
    await presses(table.town, table.author, table.say("Write what is wrong"))
    await says(table.town, table.author, COMMENT)
    day = "23 грудня" if table.language == "uk" else "23 December"
    assert day in last(table.author)
    case = await table.case()
    assert (case.status, case.text) == (Status.REVIEW, TEXT)
    assert (case.published_at, case.answered_at) == (None, None)
    moderator = await agreed(table.town, language=table.language)
    await join(table.town, moderator, place.group)
    await says(table.town, moderator, "/queue")
    assert TEXT in last(moderator)
    assert COMMENT in last(moderator)
    await presses(table.town, moderator, table.say("Pass to the group"))
    case = await table.case()
    assert (case.status, case.text) == (Status.PASSED, f"{TEXT}\n\n{COMMENT}")


async def test_a_comment_that_was_given_up_can_be_begun_again(table: Table) -> None:
    await _ends(table)
    await _asked(table, DONE_EVENING)
    for each in ("No", "Write what is wrong", "Cancel", "Write what is wrong"):
        await presses(table.town, table.author, table.say(each))
    await says(table.town, table.author, COMMENT)
    assert (await table.case()).status == Status.REVIEW


async def test_a_comment_is_read_by_the_guard(table: Table) -> None:
    await _ends(table)
    await _asked(table, DONE_EVENING)
    await presses(table.town, table.author, table.say("No"))
    await presses(table.town, table.author, table.say("Write what is wrong"))
    await says(table.town, table.author, "Телефонуйте мені: 067 123 45 67")
    case = await table.case()
    assert case.status == Status.DONE


async def test_the_author_of_what_was_merged_into_it_is_asked_too(
    table: Table, place: Place
) -> None:
    other = await resident(table.town, place.community, language=table.language)
    other.says("…")  # the bot may write to them
    table.town.telegram.updates.clear()
    async with table.town.sessions.begin() as session:
        accounts = vault(session).accounts(other.id)
        person = await people.find(session, accounts)
        assert person is not None
        beside = await session.get_one(Submission, int(table.other))
        beside.person_id = person.id
        home = Address(other.id)
        beside.address = recipients.seal(session, home, Recipient.AUTHOR, beside.id)
        await session.execute(
            update(Case)
            .where(Case.submission_id == beside.id)
            .values(status="merged", merged_into=int(table.number))
        )
    await _ends(table)
    assert len(await _asked(table, DONE_EVENING)) == 1
    about = table.say("About message No. {id}.", id=table.other)
    assert last(other).startswith(about)
    await presses(table.town, other, table.say("No"))
    assert table.say("Write what is wrong") not in other.sees()[-1].buttons
    assert (await table.case()).status == Status.DONE


async def test_strangers_answer_nothing(table: Table) -> None:
    await _ends(table)
    await _asked(table, DONE_EVENING)
    stranger = await agreed(table.town, language=table.language)
    await says(table.town, stranger, "/menu")
    message = stranger.sees()[-1].message_id
    for forged in ("say:{}:0", "again:{}"):
        data = f"outcome.1:{forged.format(await _event(table))}"
        stranger.forges(data, message)
        await table.town.settle()
    assert await _answer(table) is None
    assert (await table.case()).status == Status.DONE
