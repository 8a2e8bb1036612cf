"""What Telegram answers to a question comes back as an update of the asking lane."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Counter, Inbox, Outbox
from bot.outbox import results
from bot.outbox.row import opened
from bot.playground.faults import Kind
from bot.playground.group import Group
from bot.playground.person import Person
from tests.conftest import Clock
from tests.world import World

MEMBER = "creator None {'asked': 'a'}"


@pytest.fixture
def group(bot: World, olena: Person) -> Group:
    group = bot.telegram.group("Група", [olena])
    group.add_bot(by=olena)
    return group


async def heard(session: AsyncSession) -> int:
    return await session.scalar(select(Counter.n).where(Counter.name == "heard")) or 0


async def test_an_answer_comes_back_with_the_note(
    bot: World, olena: Person, group: Group
) -> None:
    olena.says(f"/ask {olena.id}", chat=group)
    await bot.settle()
    assert group.sees()[-1].text == MEMBER


async def test_it_waits_in_the_lane_that_asked(
    bot: World, olena: Person, group: Group, session: AsyncSession
) -> None:
    olena.says(f"/ask {olena.id}", chat=group)
    await bot.settle()
    rows = select(Inbox.lane, Inbox.update_id).order_by(Inbox.update_id)
    *_, (asked, _id) = (await session.execute(rows)).all()
    result = (await session.execute(rows)).all()[0]
    assert (result.lane, result.update_id < 0) == (asked, True)


async def test_its_words_are_gone_when_it_is_done(
    bot: World, olena: Person, group: Group, session: AsyncSession
) -> None:
    olena.says(f"/ask {olena.id}", chat=group)
    await bot.settle()
    assert (await session.scalars(select(Inbox.payload))).all() == [None] * 4


async def test_a_refusal_comes_back_as_an_error(
    bot: World, olena: Person, group: Group
) -> None:
    olena.says("/ask 999999", chat=group)
    await bot.settle()
    assert "Bad Request" in group.sees()[-1].text


@pytest.mark.parametrize("kind", ["timeout", "reset", "500", "429", "garbage"])
async def test_after_a_fault_it_is_asked_again_and_answered_once(
    bot: World, olena: Person, clock: Clock, *, session: AsyncSession, kind: Kind
) -> None:
    olena.says(f"/ask {olena.id}")
    bot.telegram.faults.next(kind, "getChatMember", after=kind in {"timeout", "reset"})
    await bot.settle()
    await clock.forward("2 seconds")
    await bot.settle()
    assert (await heard(session), len(asked(bot))) == (1, 2)


def asked(bot: World) -> list[object]:
    return list(bot.telegram.calls_of("getChatMember"))


async def test_brought_twice_it_is_handled_once(
    bot: World, olena: Person, session: AsyncSession
) -> None:
    olena.says(f"/ask {olena.id}")
    bot.telegram.faults.next("500", "getChatMember")
    await bot.settle()
    row = opened(session, (await session.scalars(select(Outbox))).one())
    for _ in range(2):
        await results.bring(session, 42, row, {"result": {"status": "member"}})
        await session.commit()
        await bot.settle()
    assert await heard(session) == 1


async def test_two_answers_come_back_in_the_order_of_the_questions(
    bot: World, olena: Person
) -> None:
    olena.says(f"/ask {olena.id} 999999")
    await bot.settle()
    first, second = [m.text for m in olena.sees() if m.from_bot]
    assert ("Bad Request" in first, "Bad Request" in second) == (False, True)
