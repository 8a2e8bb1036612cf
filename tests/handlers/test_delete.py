"""`/delete`: nothing of the person is left, anywhere."""

from sqlalchemy import select, text

from bot.db import Sessions
from bot.models import Case, Person
from tests.factories import TEXT
from tests.handlers.cast import (
    agreed,
    commands_of,
    join,
    last,
    presses,
    resident,
    said,
    says,
    sends_proposal,
)
from tests.handlers.conftest import Place
from tests.world import World


async def test_deleted_person_is_a_newcomer(
    town: World, place: Place, language: str
) -> None:
    phone = await resident(town, place.community, language=language)
    await sends_proposal(town, phone, TEXT)
    await says(town, phone, "/idea", "Ще одна думка про лавки біля школи.", "/delete")
    await presses(town, phone, said(language, "Yes, delete my data"))
    deleted = "Your data is deleted. To erase the chat, delete it in Telegram too."
    assert last(phone) == said(language, deleted)
    assert phone.keyboard() == []
    assert await _rows(town.sessions, Person) == 0
    await says(town, phone, "/mine")
    assert "101, 102, 103" in last(phone)


async def test_passed_text_stays_and_unread_text_goes(
    town: World, place: Place
) -> None:
    author = await resident(town, place.community, language="en")
    moderator = await agreed(town, language="en")
    await join(town, moderator, place.group)
    await sends_proposal(town, author, TEXT)
    await says(town, moderator, "/queue")
    await presses(town, moderator, "Pass to the group")
    await sends_proposal(town, author, TEXT)
    await says(town, author, "/delete")
    await presses(town, author, "Yes, delete my data")
    async with town.sessions() as session:
        rows = await session.execute(select(Case.status, Case.text).order_by(Case.id))
    assert [tuple(row) for row in rows] == [("passed", TEXT), ("withdrawn", None)]


async def test_no_table_holds_the_account_or_the_chat(
    town: World, place: Place
) -> None:
    phone = await resident(town, place.community, language="en")
    await sends_proposal(town, phone, TEXT)
    await says(town, phone, "/delete")
    await presses(town, phone, "Yes, delete my data")
    async with town.sessions() as session:
        addresses = await session.execute(
            text("select count(*) from submission where address is not null")
        )
        waiting = await session.execute(text("select count(*) from outbox"))
    assert (addresses.scalar_one(), waiting.scalar_one()) == (0, 0)


async def test_who_was_in_a_team_sees_none_of_its_commands_afterwards(
    town: World, place: Place
) -> None:
    phone = await agreed(town, language="en")
    await join(town, phone, place.group)
    await says(town, phone, "/language")
    await presses(town, phone, "English")
    assert "queue" in commands_of(town, phone)
    await says(town, phone, "/delete")
    await presses(town, phone, "Yes, delete my data")
    assert "queue" not in commands_of(town, phone)


async def test_second_tap_finds_nobody(town: World) -> None:
    phone = await agreed(town, language="en")
    await says(town, phone, "/delete")
    phone.presses("Yes, delete my data")
    phone.presses("Yes, delete my data")
    await town.settle()
    assert "Your data is deleted" in last(phone)
    assert all("101, 102, 103" not in message.text for message in phone.sees())


async def test_kept_is_kept(town: World, language: str) -> None:
    phone = await agreed(town, language=language)
    await says(town, phone, "/delete")
    await presses(town, phone, said(language, "Do not delete"))
    assert await _rows(town.sessions, Person) == 1


async def _rows(sessions: Sessions, table: type[Person]) -> int:
    async with sessions() as session:
        return len((await session.scalars(select(table.id))).all())
