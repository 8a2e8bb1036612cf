"""`/delete`, killed half-way and begun again: all is gone, and before that nothing."""

from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.address import Address
from bot.crypto import Vault
from bot.db import Sessions, make_sessions, now, vault
from bot.forgotten import Erased, of
from bot.intake.store import payload_cell
from bot.models import Community, Inbox, Person, PersonMove
from bot.models.outbox import MessageClass
from bot.playground.person import Person as Phone
from bot.playground.telegram import Telegram
from bot.services.cases import supports
from bot.services.letters import post
from bot.services.steps import steps
from bot.services.team import people
from bot.services.voting import ballots, votes
from bot.services.voting.votes import Choice, Voter
from handlers import FEATURES
from tests import databases, world
from tests.conftest import SECRET
from tests.factories import (
    TEXT,
    make_ballot,
    make_case,
    make_community,
    make_group,
    make_published,
    make_submission,
)
from tests.handlers.cast import agreed, join, says
from tests.world import World

# The database dies at the last statement of the erasure, after all the others.
DIE: Sequence[TextClause] = [
    text("""
        create function die() returns trigger language plpgsql as $$
        begin
            perform pg_terminate_backend(pg_backend_pid());
            return old;
        end $$
    """),
    text("create trigger die before delete on person execute function die()"),
]
SENT = (
    ("proposal", "received"),
    ("proposal", "needs_info"),
    ("concern", "received"),
    ("concern", "passed"),
    ("proposal", "passed"),
)
LIVE = text("drop function die cascade")
LATER = text("update outbox set not_before = app_now() + interval '1 hour'")
QUEUED = text("select count(*) from outbox")
AGREED = text("select sum(agree) from tally")
OF_THEM = text("""
    select (select count(*) from person)
         + (select count(*) from person_community)
         + (select count(*) from person_move)
         + (select count(*) from support)
         + (select count(*) from staff)
         + (select count(*) from conversation)
         + (select count(*) from outbox)
         + (select count(*) from remembered)
         + (select count(*) from notice where recipient = 'staff')
         + (select count(*) from inbox where payload is not null or account is not null)
         + (select count(*) from submission where person_id is not null
              or address is not null or draft is not null)
""")


@pytest.fixture
async def engine(database_url: str, template: str) -> AsyncIterator[AsyncEngine]:
    """A database of its own: what is killed must have been able to commit."""
    async with databases.made(database_url, "erasure", template=template) as url:
        engine = databases.connect(url)
        yield engine
        await engine.dispose()


@pytest.fixture
async def town(engine: AsyncEngine) -> AsyncIterator[World]:
    town = World(
        make_sessions(engine, Vault(SECRET)), Telegram(token=world.TOKEN), FEATURES
    )
    await town.start()
    yield town
    await town.close()


@pytest.fixture
async def phone(town: World) -> Phone:
    """Somebody of whom there is a row in every table and queue."""
    phone = await agreed(town, language="en")
    async with town.sessions.begin() as session:
        community = await make_community(session)
        group = await make_group(session, community)
        await _leave_traces(session, phone, community)
    await join(town, phone, group)
    await says(town, phone, "/idea", TEXT)
    return phone


async def _leave_traces(
    session: AsyncSession, phone: Phone, community: Community
) -> None:
    keys, chat = vault(session), Address(phone.id)
    person = await people.find(session, keys.accounts(phone.id))
    assert isinstance(person, Person)
    await people.keep_community(session, person, community.code)
    session.add(PersonMove(person_id=person.id))
    for kind, status in SENT:
        submission = await make_submission(
            session,
            community=community,
            person=person,
            address=chat,
            text=TEXT,
            kind=kind,
        )
        case = await make_case(session, submission=submission, status=status)
    await _vote(session, phone, community)
    await steps.tell(session, "case.day30", case, 1)
    await post.owe(session, chat, {"text": TEXT}, message_class=MessageClass.NOTICE)
    dead = {"bot_id": 42, "update_id": 1, "lane": chat.key(keys), "state": "dead"}
    account = keys.accounts(phone.id)[0]
    payload = keys.seal(TEXT, payload_cell(1))
    session.add(Inbox(**dead, account=account, payload=payload))
    await session.execute(LATER)


async def _vote(session: AsyncSession, phone: Phone, community: Community) -> None:
    ballot = await make_ballot(session, community)
    shown = await make_published(session, community, await make_group(session))
    mark = ballots.mark_of(session, ballot, phone.id)
    voter = Voter(ballot, mark, await now(session))
    await votes.cast(session, voter, shown.id, Choice.AGREE)
    await supports.follow(
        session, Address(phone.id), shown.id, Choice.AGREE, language="en"
    )


async def count(sessions: Sessions, of: TextClause = OF_THEM) -> int:
    async with sessions() as session:
        return int((await session.execute(of)).scalar_one())


async def run(engine: AsyncEngine, *statements: TextClause) -> None:
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(statement)


async def test_killed_half_way_and_begun_again_it_leaves_nothing(
    town: World, engine: AsyncEngine, phone: Phone
) -> None:
    await says(town, phone, "/delete")
    before, tally = await count(town.sessions), await count(town.sessions, AGREED)
    assert await count(town.sessions, QUEUED) == 2
    await run(engine, *DIE)
    phone.presses("Yes, delete my data")
    with pytest.raises(Exception, match=r"terminat|closed"):
        await town.settle()
    # The press waits in the inbox; nothing else has changed.
    assert await count(town.sessions) == before + 1
    await run(engine, LIVE)
    await town.settle()
    assert await count(town.sessions) == 0
    assert (tally, await count(town.sessions, AGREED)) == (1, 1)
    assert "Your data is deleted" in phone.sees()[-1].text
    account = Vault(SECRET).accounts(phone.id)[0]
    written = [each for each in of(world.DATA_DIR).read() if isinstance(each, Erased)]
    assert account in [each.account for each in written]
