"""How many support what is considered together: each once, when voting ends."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db import now
from bot.i18n import translator
from bot.models import Ballot, Case, Community, Phase, Vote, WorkingGroup
from bot.models.phase import PhaseKind
from bot.services.days.deadlines import local_day
from bot.services.digest import digest_cases, digest_screen
from bot.services.voting import ballots, joint
from tests.conftest import Clock
from tests.factories import (
    make_ballot,
    make_community,
    make_group,
    make_published,
)

Scene = tuple[Ballot, Case, Case]


@pytest.fixture
async def community(session: AsyncSession) -> Community:
    """Make the place where people vote."""
    return await make_community(session)


@pytest.fixture
async def scene(session: AsyncSession, community: Community) -> Scene:
    """Make a ballot, a proposal, and another one that is considered with it."""
    group = await make_group(session, community)
    ballot = await make_ballot(session, community)
    main = await shown(session, community, group)
    other = await shown(session, community, group)
    other.status, other.merged_into = "merged", main.submission_id
    await session.flush()
    return ballot, main, other


async def shown(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> Case:
    sent = await make_published(session, community, group)
    found = await session.scalars(select(Case).where(Case.submission_id == sent.id))
    return found.one()


async def agree(
    session: AsyncSession, ballot: Ballot, case: Case, voters: Sequence[int]
) -> None:
    session.add_all(
        Vote(
            ballot_id=ballot.id,
            mark=each.to_bytes(16, "big"),
            submission_id=case.submission_id,
            choice=1,
        )
        for each in voters
    )
    await session.flush()


async def closed(session: AsyncSession) -> None:
    hour, moment = timedelta(hours=1), func.app_now()
    over = {"opens_at": moment - 2 * hour, "closes_at": moment - hour}
    await session.execute(update(Ballot).values(over))
    for each in await ballots.close_due(session):
        await joint.freeze(session, each)


async def test_who_agreed_with_both_counts_once(
    session: AsyncSession, scene: Scene
) -> None:
    ballot, main, other = scene
    await agree(session, ballot, main, range(15))
    await agree(session, ballot, other, range(10, 20))
    assert await joint.of(session, main.id) is None  # while voting is open
    await closed(session)
    assert await joint.of(session, main.id) == 20
    assert (await digest_cases.item(session, main.id)).supporters == 20
    code = main.community_code or ""
    assert await joint.shown_to(session, main.submission_id, code) == 20


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (range(2), range(2, 4)),
        (range(10), range(9, 20)),
        (range(10), range(12)),
    ],
    ids=["few", "few with both", "few with one"],
)
async def test_no_small_cell_can_be_computed(
    session: AsyncSession, scene: Scene, first: range, second: range
) -> None:
    ballot, main, other = scene
    await agree(session, ballot, main, first)
    await agree(session, ballot, other, second)
    await closed(session)
    assert await joint.of(session, main.id) is None


async def test_what_is_separated_again_has_no_common_count(
    session: AsyncSession, scene: Scene
) -> None:
    ballot, main, other = scene
    await agree(session, ballot, main, range(10))
    await agree(session, ballot, other, range(10, 20))
    await closed(session)
    other.status, other.merged_into = "passed", None
    await session.flush()
    assert await joint.of(session, main.id) is None


async def test_the_next_voting_hides_it(
    session: AsyncSession, scene: Scene, community: Community
) -> None:
    ballot, main, other = scene
    await agree(session, ballot, main, range(10))
    await agree(session, ballot, other, range(10, 20))
    await closed(session)
    await make_ballot(session, community)
    assert await joint.of(session, main.id) is None
    await closed(session)  # nobody voted
    assert await joint.of(session, main.id) is None


async def test_it_waits_for_the_day_of_results(
    session: AsyncSession, scene: Scene, community: Community, clock: Clock
) -> None:
    ballot, main, other = scene
    await agree(session, ballot, main, range(10))
    await agree(session, ballot, other, range(10, 20))
    await closed(session)
    day = local_day(await now(session)) + timedelta(days=3)
    planned = {"kind": PhaseKind.RESULTS, "first_day": day, "last_day": day}
    session.add(Phase(community_code=community.code, **planned))
    await session.flush()
    assert await joint.of(session, main.id) is None
    await clock.forward("3 days")
    assert await joint.of(session, main.id) == 20


async def test_marks_of_two_communities_are_not_compared(
    session: AsyncSession, scene: Scene
) -> None:
    ballot, main, other = scene
    other.community_code = (await make_community(session)).code
    await agree(session, ballot, main, range(10))
    await closed(session)
    assert await joint.of(session, main.id) is None


async def test_frozen_votes_are_not_counted(
    session: AsyncSession, scene: Scene
) -> None:
    ballot, main, other = scene
    await agree(session, ballot, main, range(10))
    await agree(session, ballot, other, range(10, 20))
    await session.execute(update(Vote).values(frozen=True))
    await closed(session)
    assert await joint.of(session, main.id) is None


@pytest.mark.parametrize(
    ("language", "told"), [("uk", "підтримують: 15"), ("en", "ones: 15")]
)
async def test_the_digest_tells_of_it(
    session: AsyncSession, scene: Scene, language: str, told: str
) -> None:
    ballot, main, other = scene
    await agree(session, ballot, main, range(10))
    await agree(session, ballot, other, range(5, 15))
    await closed(session)
    item = await digest_cases.item(session, main.id)
    assert told in translator(language).plain(digest_screen.whose(item))
