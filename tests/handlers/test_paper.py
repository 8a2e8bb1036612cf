"""Ideas from paper and by phone: entered by the team, followed by their authors."""

import io
import re
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from bot.models import Receipt, Submission
from bot.models.staff import Role
from bot.paper import printing
from bot.playground.person import Person as Phone
from bot.services.entering import ideas, receipts
from tests.factories import TEXT
from tests.handlers.cast import agreed, join, last, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World

OTHER = "Відремонтувати дах школи, бо під час дощу тече в класи."


@pytest.fixture
async def facilitator(town: World, place: Place) -> Phone:
    phone = await agreed(town)
    await join(town, phone, place.group, Role.FACILITATOR)
    return phone


async def enters(
    town: World, phone: Phone, text: str, language: str = "uk", *answers: str
) -> None:
    await says(town, phone, "/paper", text)
    for each in (*answers, "On paper, in person", "Enter"):
        await presses(town, phone, said(language, each))


async def entered(town: World) -> list[tuple[str, int | None]]:
    async with town.sessions() as session:
        rows = await session.execute(
            select(Submission.channel, Submission.person_id).order_by(Submission.id)
        )
        return [(channel, person_id) for channel, person_id in rows]


async def test_a_list_of_ideas_waits_for_the_moderators(
    town: World, place: Place, language: str
) -> None:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, Role.FACILITATOR)
    moderator = await agreed(town, language=language)
    await join(town, moderator, place.group)
    each = "Each line is an idea"
    await enters(town, phone, f"{TEXT}\n\n{OTHER}", language, each)
    assert await entered(town) == [("paper", None)] * 2
    sent = town.telegram.calls_of("sendDocument")[-1].params["document"]
    assert sent.content.startswith(b"%PDF")
    await says(town, moderator, "/queue")
    assert said(language, "Entered from paper") in last(moderator)
    await presses(town, moderator, said(language, "Pass to the group"))


async def test_lines_are_counted_in_the_plural(town: World, facilitator: Phone) -> None:
    await says(town, facilitator, "/paper", f"{TEXT}\n{OTHER}")
    assert "2 ідеї?" in last(facilitator)


async def test_receipts_that_cannot_be_printed_come_as_text(
    town: World, facilitator: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> bytes:
        raise OSError

    monkeypatch.setattr(printing, "_print", broken)
    await enters(town, facilitator, TEXT)
    sent = town.telegram.calls_of("sendDocument")[-1].params["document"]
    assert re.search(rb"start=f_[\w-]{22}", sent.content)


async def test_an_idea_on_two_lines_is_entered_as_one(
    town: World, place: Place, language: str
) -> None:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, Role.FACILITATOR)
    await enters(town, phone, f"{TEXT}\n{OTHER}", language, "One idea")
    assert await entered(town) == [("paper", None)]


async def test_a_line_too_short_for_an_idea_belongs_to_the_one_before(
    town: World, place: Place, language: str
) -> None:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, Role.FACILITATOR)
    await says(town, phone, "/paper", f"{TEXT}\nБудь ласка")
    assert "Будь ласка" in last(phone)
    assert said(language, "Each line is an idea") not in phone.sees()[-1].buttons
    await presses(town, phone, said(language, "One idea"))
    assert said(language, "How did people tell you?") in last(phone)


async def test_receipts_bear_their_link_as_a_code_to_scan(
    town: World, facilitator: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []

    def printed(_template: str, given: dict[str, Any]) -> bytes:
        told.append(given)
        return b"%PDF"

    monkeypatch.setattr(printing, "_print", printed)
    await enters(town, facilitator, TEXT)
    (code,) = [each for each in told[0]["blocks"] if "code" in each]
    assert re.search(r"start=f_[\w-]{22}$", code["link"])
    assert code["link"] in code["text"]
    assert "<svg" in code["code"]


async def test_lines_with_faults_are_named_and_nothing_is_entered(
    town: World, facilitator: Phone
) -> None:
    await says(town, facilitator, "/paper", f"{TEXT}\nЗамало\nМій номер +380671234567")
    assert "Рядок 2:" in last(facilitator)
    assert "Рядок 3:" in last(facilitator)
    assert await entered(town) == []


async def test_the_military_is_not_kept_in_the_chat(
    town: World, facilitator: Phone
) -> None:
    await says(town, facilitator, "/paper", "Колона танків їде через село на північ")
    assert said("uk", ideas.MILITARY.msgid) in last(facilitator)
    assert town.telegram.calls_of("deleteMessage")


@pytest.mark.parametrize("name", ["ideas.csv", "ideas.xlsx"])
async def test_a_file_is_entered_as_a_whole(
    town: World, facilitator: Phone, name: str
) -> None:
    await says(town, facilitator, "/paper")
    facilitator.sends_file(name, file(name, "Ідея", TEXT, OTHER))
    await town.settle()
    await presses(town, facilitator, said("uk", "By phone"))
    assert f" → {said('uk', 'Public spaces, nature')}" in last(facilitator)
    await presses(town, facilitator, said("uk", "Enter"))
    assert await entered(town) == [("phone", None)] * 2


async def test_a_file_with_a_fault_is_not_entered(
    town: World, facilitator: Phone
) -> None:
    facilitator.sends_file("a.csv", file("a.csv", "Ідея", TEXT, "Замало"))
    await town.settle()
    assert said("uk", "Line {line}: {what}", line=3, what="") in last(facilitator)
    assert await entered(town) == []
    tanks = "Колона танків їде через село на північ"
    facilitator.sends_file("b.csv", file("b.csv", "Ідея", TEXT, tanks))
    await town.settle()
    assert town.telegram.calls_of("deleteMessage")


def file(name: str, *lines: str) -> bytes:
    if name.endswith(".csv"):
        return "\r\n".join([lines[0], f'"{lines[1]}"', *lines[2:]]).encode("cp1251")
    book, packed = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append([line])
    book.save(packed)
    return packed.getvalue()


async def test_a_receipt_makes_whoever_opens_it_first_the_author(
    town: World, facilitator: Phone, place: Place
) -> None:
    author, late = await agreed(town), await agreed(town)
    moderator = await agreed(town)
    await join(town, moderator, place.group)
    await enters(town, facilitator, TEXT)
    async with town.sessions.begin() as session:
        number = await session.scalar(select(func.max(Submission.id)))
        await session.delete((await session.scalars(select(Receipt))).one())
        await session.flush()
        token = await receipts.issue(session, number or 0, relay=True)
    assert re.fullmatch(r"[\w-]{22}", token)
    await says(town, moderator, "/queue")
    for each in ("More actions", "Split"):
        await presses(town, moderator, said("uk", each))
    await says(town, moderator, TEXT, OTHER)
    await presses(town, moderator, said("uk", "Split"))
    await says(town, author, f"/start f_{token}")
    assert str(number) in author.sees()[-2].text
    await presses(town, author, said("uk", "Open"))
    assert OTHER in last(author)
    await says(town, late, f"/start f_{token}")
    told = said("uk", "This link no longer works. Each receipt works once.")
    assert last(late) == told
    await says(town, moderator, "/queue")
    await presses(town, moderator, said("uk", "Pass to the group"))
    assert str(number) in last(author)
    assert author.sees()[-1].text != told
