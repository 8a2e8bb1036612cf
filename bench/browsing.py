"""How fast pages of lists are, with a million submissions in all."""

import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bench import ground
from bot import db
from bot.models import Ballot, Person
from bot.models.case import Status
from bot.services.browsing import listing, searching, support
from bot.services.browsing.paging import TOP, Spot
from bot.services.moderating import case_search, queue
from bot.services.moderating.case_search import Query
from bot.services.sending import proposals
from bot.services.steps import group_cases
from bot.services.voting import drawing
from bot.services.voting.votes import Voter

_ALL: Final = 1_000_000
_LIMIT: Final = 50  # milliseconds
_SEARCH: Final = 150  # the same among 10,000, for what reads words
_ROUNDS: Final = 50
_WARM: Final = 10  # are asked first and not counted
_VOTER: Final = bytes(16)
# The first community has a hundred thousand of them, the second ten thousand, all
# others about 890 each. One in fifty waits for its moderator; few are carried out.
_FILL: Final = """
set session_replication_role = replica;
create temp table filled as
select n, (cast(:codes as text[]))[
    case when n % 10 = 0 then 1 when n % 100 = 1 then 2 else 3 + n % 1000 end
] as code, 'P' || lpad((1 + n % 19)::text, 2, '0') as topic
from generate_series(1, cast(:count as int)) as n;
insert into working_group (name_uk, name_en) select '', ''
from generate_series(1, 1000);
insert into staff (person_id, group_id, role)
select (select min(id) from person), (select max(id) from working_group), role
from unnest(array['moderator', 'secretary']) as role;
insert into submission (id, kind, community_code, language, topic, person_id, draft)
select n, 'proposal', code, 'uk', topic,
    case when n % 1000 = 0 then (select min(id) from person) end, null
from filled;
insert into "case" (id, submission_id, group_id, text, status, published_at,
    community_code, topic)
overriding system value
select n, n, (select max(id) from working_group) - n % 1000, 'Пропозиція',
    case when n % 50 = 0 then 'received' when n % 9973 = 0 then 'done'
        else 'passed' end,
    case when n % 50 > 0 then app_now() - n * interval '1 second' end, code, topic
from filled;
insert into likeness (case_id, community_code, words, edition, at)
select n, code, array(
    select substr('qwrtzpsdfghjklxcvbnm', 1 + cast(random() * 17 as int), 1)
        || substr('qwrtzpsdfghjklxcvbnm', 1 + cast(random() * 17 as int), 1)
        || substr('qwrtzpsdfghjklxcvbnm', 1 + cast(random() * 17 as int), 1)
    from generate_series(0, 20) where n > 0
), '', app_now() from filled where n % 50 > 0;
insert into ballot (community_code, closes_at) select (cast(:codes as text[]))[1],
    app_now() + interval '1 day';
insert into tally (ballot_id, submission_id, agree, disagree)
select (select max(id) from ballot), n, n % 997, n % 13 from filled where n % 10 = 0;
insert into vote (ballot_id, mark, submission_id, choice)
select (select max(id) from ballot), cast(:voter as bytea), n, 1 from filled
where n % 500 = 10;
set session_replication_role = origin;
analyze submission, "case", likeness, tally, vote, staff
"""

Ask = Callable[[], Awaitable[object]]


async def main(url: str) -> None:
    """Fill the database, and ask for every list."""
    engine = db.connect(url, pool_size=1)
    async with engine.connect() as connection:
        codes = await _fill(connection)
    async with db.make_sessions(engine, ground.settings().vault())() as session:
        for name, ask in (await _asks(session, codes)).items():
            _tell(name, [await _took(ask) for _ in range(_ROUNDS)][_WARM:])
    await engine.dispose()


async def _fill(connection: AsyncConnection) -> Sequence[str]:
    codes = list(await connection.scalars(text("select code from community")))
    values = {"codes": codes, "count": _ALL, "voter": _VOTER}
    await connection.execute(text("set statement_timeout = 0"))
    for statement in _FILL.split(";"):
        wanted = {name: values[name] for name in values if f":{name}" in statement}
        await connection.execute(text(statement), wanted)
    await connection.commit()
    return codes


async def _asks(session: AsyncSession, codes: Sequence[str]) -> Mapping[str, Ask]:
    person = (await session.scalars(select(Person).order_by(Person.id))).first()
    ballot = await session.scalar(text("select max(id) from ballot"))
    moment = await session.scalar(text('select min(published_at) from "case"'))
    served = await session.scalar(text("select max(id) from working_group"))
    if person is None or moment is None or ballot is None or served is None:
        raise LookupError("nobody there")
    voter = Voter(await session.get_one(Ballot, ballot), _VOTER, moment)
    return {
        **_of_the_community(session, codes, voter),
        **_found(session, codes),
        **_of_one(session, person, voter),
        **_of_the_team(session, person.id, served),
    }


def _of_the_community(
    session: AsyncSession, codes: Sequence[str], who: Voter
) -> Mapping[str, Ask]:
    both, deep = codes[:2], Spot(int(who.at.timestamp() * 1_000_000) + 10**11, 1)
    up = Spot(deep.key, deep.number, upward=True)
    voter, all_see = (
        support.Booth(who.ballot.id, codes[0], mark) for mark in (_VOTER, None)
    )
    middle, done = Spot(400, 500_000), [Status.DONE, Status.DOING]
    return {
        "newest": partial(listing.newest, session, both, TOP),
        "newest, deep": partial(listing.newest, session, both, deep),
        "newest, back": partial(listing.newest, session, both, up),
        "a topic": partial(listing.of_topic, session, both, TOP, "P03"),
        "a topic, deep": partial(listing.of_topic, session, both, deep, "P03"),
        "what became of it": partial(listing.of_statuses, session, both, TOP, done),
        "one": partial(listing.find, session, both, [10]),
        "supported, over": partial(support.most_supported, session, [all_see], middle),
        "supported, open": partial(support.most_supported, session, [voter], middle),
        "topics": partial(listing.topics, session, both),
        "topics, closed": partial(listing.closed_topics, session, codes[1:2]),
    }


def _found(session: AsyncSession, codes: Sequence[str]) -> Mapping[str, Ask]:
    words = "trd psd fgl"
    return {
        "words in 10,000": partial(searching.search, session, codes[1:2], words, 10),
        "slips in 10,000": partial(searching.search, session, codes[1:2], "trdd", 10),
        "words in 100,000": partial(searching.search, session, codes[:1], words, 10),
    }


def _of_one(session: AsyncSession, person: Person, voter: Voter) -> Mapping[str, Ask]:
    return {
        "my messages": partial(proposals.mine, session, person),
        "my messages, deep": partial(proposals.mine, session, person, before=500_000),
        "drawn in 100,000": partial(drawing.draw, session, [voter], person.id),
    }


def _of_the_team(session: AsyncSession, one: int, served: int) -> Mapping[str, Ask]:
    topic, words = Query(topic="P03"), Query(words="Дах")
    return {
        "queue": partial(queue.next_card, session, one),
        "queue, size": partial(queue.size, session, one),
        "find": partial(case_search.search, session, one, topic),
        "find, words": partial(case_search.search, session, one, words),
        "cases": partial(
            group_cases.page, session, one, served, Status.PASSED, after=0
        ),
        "cases, counts": partial(group_cases.counts, session, one, served),
    }


async def _took(ask: Ask) -> float:
    start = time.perf_counter()
    await ask()
    return (time.perf_counter() - start) * 1000


def _tell(name: str, took: Sequence[float]) -> None:
    limit = _SEARCH if name.startswith(("words", "slips")) else _LIMIT
    late = statistics.quantiles(took, n=20)[18]
    sys.stdout.write(
        f"{name:<18} median {statistics.median(took):6.1f} ms, "
        f"95 % within {late:6.1f} ms{'' if late <= limit else '  over the aim'}\n"
    )
