"""Groups out of a table: checked line by line, none or all of them made."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.api import LARGEST_FILE
from bot.errors import UserError
from bot.models import GroupCommunity, Staff, WorkingGroup
from bot.models.staff import Role
from bot.services.places import sheets
from tests.factories import make_community
from tests.handlers.cast import agreed, coordinator, join, last, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World

NAMES = ("Альфська", "Бетська", "Гамська", "Дельтівська", "Епсська", "Зетська")
HEADING = ("Назва", "Name", "Громади", "Мова", "Контакт", "Телефон")


MORE = (  # headings of further columns, in both languages
    *("Хто вирішує", "Якщо не згодні", "Подати офіційно"),
    *("time zone", "Digest", "Like group"),
)


def table(*rows: Sequence[str | int | None], heading: Sequence[str] = HEADING) -> bytes:
    book, packed = Workbook(), io.BytesIO()
    sheet = book.active
    for row in (heading, *rows):
        sheet.append(row)
    book.save(packed)
    return packed.getvalue()


def line(number: int, places: str, *more: str) -> Sequence[str]:
    return (f"Група номер {number}", f"Group number {number}", places, *more)


@pytest.fixture
async def codes(session: AsyncSession) -> Sequence[str]:
    """Communities of names that differ well, for twelve groups."""
    made = [await make_community(session, name_uk=name) for name in NAMES]
    await session.commit()
    return [each.code for each in made]


async def count(session: AsyncSession) -> int:
    return await session.scalar(select(func.count(WorkingGroup.id))) or 0


async def test_twelve_groups_come_from_one_table_in_four_steps(
    town: World, codes: Sequence[str], session: AsyncSession, language: str
) -> None:
    places = [*NAMES, *codes]  # by name, and by code
    content = table(*[line(n, each) for n, each in enumerate(places)])
    phone = await coordinator(town, language)
    await says(town, phone, "/network")
    await presses(town, phone, said(language, "Groups from a table"))
    phone.sends_file("groups.xlsx", content)
    await town.settle()
    await presses(town, phone, said(language, "Create"))
    assert await count(session) == 12
    served = await session.scalar(select(func.count()).select_from(GroupCommunity))
    assert served == 12


async def test_what_a_line_says_is_set(
    town: World, codes: Sequence[str], session: AsyncSession
) -> None:
    both = f"{codes[0]}; {NAMES[1]}"
    row = line(1, both, "en", "rada@example.org")
    phone = await coordinator(town)
    phone.sends_file("g.XLSX", table([*row, 380501234567], [None]))
    await town.settle()
    shown = last(phone)
    assert "Група номер 1: Альфська, Бетська" in shown
    assert "Англійська, rada@example.org, 380501234567" in shown
    await presses(town, phone, "Створити")
    group = (await session.scalars(select(WorkingGroup))).one()
    assert (group.language, group.contact) == ("en", "rada@example.org")
    assert group.duty_phone == "380501234567"


async def test_further_columns_are_known_by_their_headings(
    town: World, codes: Sequence[str], place: Place, language: str
) -> None:
    told = ("Рада", "skarha@rada.gov.ua", "https://rada.gov.ua", "Europe/Warsaw")
    row = line(1, codes[0], "", "", "", *told, "monthly 5 10:00", place.group.name_en)
    content = table(row, heading=(*HEADING, *MORE))
    phone = await coordinator(town, language)
    phone.sends_file("groups.xlsx", content)
    await town.settle()
    assert "Europe/Warsaw" in last(phone)
    async with town.sessions.begin() as session:
        other = await session.get_one(WorkingGroup, place.group.id)
        other.facilitator, other.decision_maker = "Бібліотека", "Виконком"
    await presses(town, phone, said(language, "Create"))
    async with town.sessions() as session:
        wanted = select(WorkingGroup).where(WorkingGroup.name_en == row[1])
        group = (await session.scalars(wanted)).one()
    assert (group.decision_maker, group.disagreement) == told[:2]
    assert (group.appeals, group.time_zone) == told[2:]
    assert (group.digest_monthday, group.facilitator) == (5, "Бібліотека")
    assert group.next_digest_at is not None


async def test_wrong_further_cells_are_named_by_their_line(
    town: World, codes: Sequence[str], session: AsyncSession, language: str
) -> None:
    none = ("",) * 3
    rows = [
        line(1, codes[0], *none, "", "", "rada.gov.ua"),
        line(2, codes[1], *none, "", "", "", "Kyiv"),
        line(3, codes[2], *none, "", "", "", "", "щодня"),
        line(4, codes[3], *none, "", "", "", "", "", "Атлантида"),
        line(5, codes[4]),
    ]
    phone = await coordinator(town, language)
    phone.sends_file("groups.xlsx", table(*rows, heading=(*HEADING, *MORE)))
    await town.settle()
    named = {
        said(language, "Line {line}: {what}", line=n, what="") for n in range(2, 6)
    }
    assert all(each in last(phone) for each in named)
    phone.sends_file("groups.xlsx", table(rows[4], heading=(*HEADING, "Нотатки")))
    await town.settle()
    assert "Нотатки" in last(phone)
    assert await count(session) == 0


async def test_every_wrong_line_is_named_and_nothing_is_made(
    town: World, codes: Sequence[str], session: AsyncSession
) -> None:
    await make_community(session, name_uk=NAMES[0], oblast_uk="Одеська")
    await session.commit()
    rows = [
        line(1, NAMES[1]),
        line(2, "Атлантида"),
        line(1, NAMES[2]),
        line(4, NAMES[3], "pl"),
        line(5, NAMES[0]),
        ("РГ", "WG", NAMES[4]),
        line(7, " ,"),
        line(8, NAMES[5], "", "", "671234567"),
        line(9, NAMES[5], "", "", "пошта"),
        line(10, "х" * 3000),
    ]
    phone = await coordinator(town, "en")
    phone.sends_file("groups.xlsx", table(*rows))
    await town.settle()
    faults = last(phone).splitlines()[2:]
    assert [each.partition(":")[0] for each in faults] == [
        f"Line {n}" for n in (3, 4, 5, 6, 7, 8, 9, 10, 11)
    ]
    assert "lacks its 0" in faults[6]
    assert "phone number is needed" in faults[7]
    assert len(faults[8]) < 200
    assert "Атлантида" in faults[0]
    assert await count(session) == 0
    assert codes


async def test_a_group_that_came_meanwhile_is_not_doubled(
    town: World, codes: Sequence[str], session: AsyncSession
) -> None:
    phone = await coordinator(town, "en")
    content = table(line(1, codes[0]), line(2, codes[1]))
    phone.sends_file("groups.xlsx", content)
    await town.settle()
    session.add(WorkingGroup(name_uk="Група номер 2", name_en="Another"))
    await session.commit()
    await presses(town, phone, "Create")
    assert "There is already a group" in last(phone)
    assert await count(session) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"name;name", table()],
    ids=["nothing", "a beginning", "other", "no lines"],
)
async def test_what_is_no_table_is_refused(town: World, content: bytes) -> None:
    phone = await coordinator(town, "en")
    phone.sends_file("groups.xlsx", content[:20000])
    await town.settle()
    assert any(words in last(phone) for words in ("cannot be read", "no lines below"))


async def test_a_long_table_is_shown_as_a_file_too(
    town: World, codes: Sequence[str]
) -> None:
    phone = await coordinator(town, "en")
    contact = "Отримати відповідь можна тут: " + "x" * 160
    rows = [line(n, codes[n % 6], "", contact) for n in range(40)]
    phone.sends_file("groups.xlsx", table(*rows, *[("",) * 6] * 200))
    await town.settle()
    assert "more: the file has them." in last(phone)
    sent = town.telegram.calls_of("sendDocument")[-1]
    assert "Group number 39" in sent.params["document"].content.decode()


async def test_a_table_that_the_parser_stumbles_over_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(*_arguments: object, **_named: object) -> None:
        raise TypeError("expected <class 'float'>")

    monkeypatch.setattr(sheets, "load_workbook", stumble)
    with pytest.raises(UserError, match="cannot be read"):
        await sheets.read(table(), columns=6, rows=100)


async def test_a_file_that_is_too_big_is_not_fetched(town: World) -> None:
    phone = await coordinator(town, "en")
    phone.sends_file("groups.xlsx", b"x" * (LARGEST_FILE + 1))
    await town.settle()
    assert "too big" in last(phone)
    assert town.telegram.calls_of("getFile") == []


async def test_others_may_send_no_file(town: World, place: Place) -> None:
    phone = await agreed(town, language="en")
    await join(town, phone, place.group, Role.CHAIR)
    phone.sends_file("groups.xlsx", table())
    await town.settle()
    assert "We accept text only" in last(phone)
    assert town.telegram.calls_of("getFile") == []


async def test_who_was_just_named_coordinator_may_send_one(town: World) -> None:
    phone = await coordinator(town, "en")
    async with town.sessions.begin() as session:
        await session.execute(delete(Staff))
    phone.sends_file("groups.xlsx", table())
    await town.settle()
    assert town.telegram.calls_of("getFile") != []


async def test_a_file_that_is_gone_is_told(town: World) -> None:
    phone = await coordinator(town, "en")
    phone.sends_file("groups.xlsx", table())
    town.telegram.files.clear()
    await town.settle()
    assert "could not be fetched" in last(phone)
