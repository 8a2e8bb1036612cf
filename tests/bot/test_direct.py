"""A statement that the driver runs by itself says the same as through a session."""

import contextlib

from sqlalchemy import ARRAY, BigInteger, any_, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db
from bot.direct import Direct, Questions, carry
from bot.models import Counter
from bot.services.letters import counters
from tests.databases import driver

_NAMED = Direct(
    select(Counter.name, Counter.n)
    .where(Counter.name == any_(bindparam("names", [], type_=ARRAY(Counter.name.type))))
    .where(Counter.n < bindparam("limit", 5, type_=BigInteger))
    .where(Counter.name.in_(["a", "b"]))
    .order_by(Counter.name)
)
_COUNT = Direct(text("insert into counter (name, n) values (:name, 1) returning n"))
_BOTH = Questions(
    select(Counter.name, Counter.n).where(Counter.name == bindparam("name")),
    select(bindparam("two", type_=BigInteger) + 40),
)
_SUM = Direct(text("select cast(:one as bigint) + cast(:two as bigint)"))


class _RefusedError(Exception):
    pass


async def test_the_driver_brings_what_a_session_brings(session: AsyncSession) -> None:
    for name in ("a", "b", "c"):
        await counters.count(session, name)
    through_session = await _NAMED.fetch(session, {"names": ["b", "a", "c"]})
    carry(session, await driver(session))
    direct = await _NAMED.fetch(session, {"names": ["b", "a", "c"]})
    assert [tuple(row) for row in direct] == [tuple(row) for row in through_session]
    assert [tuple(row) for row in direct] == [("a", 1), ("b", 1)]


async def test_a_value_that_is_given_takes_the_place_of_the_usual_one(
    session: AsyncSession,
) -> None:
    await counters.count(session, "a")
    carry(session, await driver(session))
    assert await _NAMED.fetch(session, {"names": ["a"], "limit": 1}) == []


async def test_questions_asked_together_have_an_answer_each(
    session: AsyncSession,
) -> None:
    await counters.count(session, "a")
    values = {"name": "a", "two": 2}
    through_session = await _BOTH.fetch(session, values)
    carry(session, await driver(session))
    direct = await _BOTH.fetch(session, values)
    assert direct == through_session == [("a", 1), (42,)]


async def test_text_is_run_with_its_values_in_place(session: AsyncSession) -> None:
    carry(session, await driver(session))
    rows = await _SUM.fetch(session, {"two": 2, "one": 40})
    assert rows[0][0] == 42


async def test_the_driver_sees_what_the_session_was_about_to_write(
    session: AsyncSession,
) -> None:
    carry(session, await driver(session))
    session.add(Counter(name="a", n=3))
    assert [tuple(row) for row in await _NAMED.fetch(session, {"names": ["a"]})] == [
        ("a", 3)
    ]


async def test_what_a_refused_savepoint_wrote_is_undone(session: AsyncSession) -> None:
    carry(session, await driver(session))
    with contextlib.suppress(_RefusedError):
        async with db.savepoint(session):
            await _COUNT.fetch(session, {"name": "a"})
            raise _RefusedError
    assert await _NAMED.fetch(session, {"names": ["a"]}) == []


async def test_one_plan_serves_all_calls_as_values_that_never_change_are_written_out(
    session: AsyncSession,
) -> None:
    """Else PostgreSQL plans for ever anew, which takes longer than to run it."""
    carry(session, await driver(session))
    for _ in range(8):  # five are tried with plans of their own
        await _NAMED.fetch(session, {"names": ["a"]})
    generic = await session.scalar(
        text(
            "select max(generic_plans) from pg_prepared_statements"
            " where statement like 'SELECT counter.n%'"
            " and cardinality(parameter_types) = 2"
        )
    )
    assert (generic or 0) >= 3
