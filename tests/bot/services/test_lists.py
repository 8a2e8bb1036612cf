"""Every list page is read along an index, however many submissions there are."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.models import Ballot, Person
from bot.models.case import Status
from bot.models.staff import Role
from bot.services.browsing import listing, searching, support
from bot.services.browsing.paging import Spot
from bot.services.moderating import case_search, queue
from bot.services.moderating.case_search import Query
from bot.services.news import open_votes
from bot.services.places import groups
from bot.services.sending import proposals
from bot.services.steps import group_cases
from bot.services.voting import drawing, joint
from bot.services.voting.votes import Voter
from tests.bot.conftest import Statement
from tests.factories import (
    make_ballot,
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
)

ROWS: Final = 6_000
CODES: Final = [f"UA{number:017}" for number in range(10)]
LATER: Final = Spot(1_700_000_000_000_000, 1_002_000)
FILL: Final = """
insert into submission (id, kind, community_code, language, topic, person_id)
select n, 'proposal', (cast(:codes as text[]))[1 + n % 10], 'uk',
    'P' || lpad((1 + n % 19)::text, 2, '0'),
    case when n % 100 = 0 then cast(:person as bigint) end
from generate_series(1000001, 1000000 + :rows) as n;
insert into "case" (submission_id, group_id, text, status, passed_at, published_at)
select n, (cast(:groups as bigint[]))[1 + n % 10], 'Пропозиція',
    case when n % 50 = 0 then 'received' else 'passed' end,
    case when n % 50 > 0 then app_now() end,
    case when n % 50 > 0 then app_now() - (n - 1000000) * interval '1 minute' end
from generate_series(1000001, 1000000 + :rows) as n;
insert into likeness (case_id, community_code, words, edition, at)
select id, community_code, array['дах', 'школ' || id], '', published_at
from "case" where published_at is not null;
insert into tally (ballot_id, submission_id, agree)
select (cast(:ballots as bigint[]))[1 + n % 10], n, n % 100
from generate_series(1000001, 1000000 + :rows) as n;
insert into vote (ballot_id, mark, submission_id, choice)
select (cast(:ballots as bigint[]))[1 + n % 10],
    decode(lpad(to_hex(n % 50), 32, '0'), 'hex'), n, 1
from generate_series(1000001, 1000000 + :rows) as n;
analyze submission, "case", likeness, tally, vote
"""

Ask = Callable[[AsyncSession, Person, Ballot], Awaitable[object]]
_BIG: Final = r"Seq Scan on (?:submission|\"case\"|likeness|tally|vote)\b"


@pytest.fixture
async def person(session: AsyncSession) -> Person:
    return await make_person(session)


@pytest.fixture
async def ballot(session: AsyncSession, person: Person) -> Ballot:
    """Fill ten communities; returns the ballot of the first."""
    served = [await make_community(session, code=code) for code in CODES]
    teams = [await make_group(session, each) for each in served]
    for role in (Role.MODERATOR, Role.SECRETARY):
        await make_staff(session, person, teams[0], role=role)
    await make_case(session, group=teams[0])
    voting = [await make_ballot(session, each) for each in served]
    values: dict[str, Any] = {
        "codes": CODES,
        "groups": [team.id for team in teams],
        "person": person.id,
        "ballots": [each.id for each in voting],
        "rows": ROWS,
    }
    for statement in FILL.split(";"):
        wanted = {key: values[key] for key in values if f":{key}" in statement}
        await session.execute(text(statement), wanted)
    return voting[0]


async def newest(session: AsyncSession, _person: Person, _ballot: Ballot) -> object:
    await listing.newest(session, CODES[:2], LATER)
    return await listing.newest(session, CODES[:2], Spot())


async def of_topic(session: AsyncSession, _person: Person, _ballot: Ballot) -> object:
    return await listing.of_topic(session, CODES[:2], LATER, "P01")


async def of_statuses(
    session: AsyncSession, _person: Person, _ballot: Ballot
) -> object:
    statuses = [Status.DONE, Status.PASSED]
    return await listing.of_statuses(session, CODES[:2], LATER, statuses)


async def upward(session: AsyncSession, _person: Person, _ballot: Ballot) -> object:
    spot = Spot(LATER.key, LATER.number, upward=True)
    return await listing.newest(session, CODES[:1], spot)


async def topics(session: AsyncSession, _person: Person, _ballot: Ballot) -> object:
    await listing.closed_topics(session, CODES[:1])
    return await listing.topics(session, CODES[:1])


async def one(session: AsyncSession, _person: Person, _ballot: Ballot) -> object:
    return await listing.find(session, CODES[:1], [1_000_010])


async def supported(session: AsyncSession, _person: Person, ballot: Ballot) -> object:
    everybody = support.Booth(ballot.id, CODES[0], None)
    voter = support.Booth(ballot.id, CODES[0], bytes(15) + b"\x0a")
    await support.most_supported(session, [voter], Spot(20, 1_001_000))
    return await support.most_supported(session, [everybody], Spot(20, 1_001_000))


async def drawn(session: AsyncSession, person: Person, ballot: Ballot) -> object:
    voter = Voter(ballot, bytes(15) + b"\x0a", await now(session))
    return await drawing.draw(session, [voter], person.id)


async def passed_over(session: AsyncSession, _person: Person, ballot: Ballot) -> object:
    voter = Voter(ballot, bytes(15) + b"\x0a", await now(session))
    return await drawing.again(session, [voter], left=1_000_010, since=1_000_020)


async def open_to_votes(
    session: AsyncSession, person: Person, _ballot: Ballot
) -> object:
    [group] = await groups.list_for(session, person.id, "case.lead")
    return await open_votes.gather(session, group.id)


async def joined(session: AsyncSession, _person: Person, ballot: Ballot) -> object:
    await joint.freeze(session, ballot.id)
    return await joint.shown_to(session, 1_000_010, CODES[0])


async def search(session: AsyncSession, _person: Person, _ballot: Ballot) -> object:
    return await searching.search(session, CODES[:1], "дах школи", 10)


async def mine(session: AsyncSession, person: Person, _ballot: Ballot) -> object:
    await proposals.mine(session, person, before=1_003_000)
    return await proposals.mine(session, person)


async def waiting(session: AsyncSession, person: Person, _ballot: Ballot) -> object:
    await queue.size(session, person.id)
    await queue.next_card(session, person.id, after=10)
    return await queue.next_card(session, person.id)


async def looked_for(session: AsyncSession, person: Person, _ballot: Ballot) -> object:
    return await case_search.search(session, person.id, Query(words="дах школи"))


async def board(session: AsyncSession, person: Person, _ballot: Ballot) -> object:
    [group] = await groups.list_for(session, person.id, "case.lead")
    await group_cases.counts(session, person.id, group.id)
    return await group_cases.page(
        session, person.id, group.id, Status.PASSED, after=1_000
    )


ASKS: Final[Sequence[Ask]] = (
    newest,
    of_topic,
    of_statuses,
    upward,
    topics,
    one,
    supported,
    drawn,
    passed_over,
    open_to_votes,
    joined,
    search,
    mine,
    waiting,
    looked_for,
    board,
)


async def test_no_list_reads_a_table_from_end_to_end(
    session: AsyncSession, person: Person, ballot: Ballot, heard: list[Statement]
) -> None:
    for ask in ASKS:
        heard.clear()
        await ask(session, person, ballot)
        plans = await explained(session, heard)
        found = [plan for plan in plans if re.search(_BIG, plan)]
        assert (ask.__name__, len(plans) > 0, found) == (ask.__name__, True, [])


async def explained(
    session: AsyncSession, statements: Sequence[Statement]
) -> list[str]:
    connection = await session.connection()
    plans = []
    for statement, parameters in list(statements):
        if statement.lstrip().lower().startswith(("select", "with")):
            rows = await connection.exec_driver_sql(f"explain {statement}", parameters)
            plans.append("\n".join(row[0] for row in rows))
    return plans
