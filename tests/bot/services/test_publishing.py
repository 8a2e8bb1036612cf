"""What is shown to a community: by its own group, and gone when it is dangerous."""

from dataclasses import dataclass

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import now
from bot.errors import UserError
from bot.models import Case, Community, Likeness, Person
from bot.services.browsing import listing
from bot.services.browsing.paging import Spot
from bot.services.moderating import moderation
from bot.services.sending import proposals
from bot.services.sending.proposals import Proposal
from bot.services.similar import finding
from bot.services.team import people
from bot.services.voting import ballots, drawing, publishing
from bot.services.voting.votes import Voter
from tests.factories import (
    TEXT,
    make_ballot,
    make_case,
    make_community,
    make_group,
    make_person,
    make_staff,
    make_submission,
)


@dataclass
class Side:
    """A community, its group's moderator, and the case that the group reads."""

    community: Community
    moderator: Person
    case: Case


@pytest.fixture
async def sides(session: AsyncSession) -> list[Side]:
    """One proposal for two communities, each with a group of its own."""
    author = await make_person(session)
    communities = [await make_community(session) for _ in range(2)]
    moderators = []
    for community in communities:
        group, moderator = (
            await make_group(session, community),
            await make_person(session),
        )
        await make_staff(session, moderator, group)
        await people.keep_community(session, author, community.code)
        moderators.append(moderator)
    codes = [community.code for community in communities]
    proposal = Proposal(text=TEXT, topic="P06", communities=codes)
    await proposals.submit(session, author, proposal, Address(101))
    cases = (await session.scalars(select(Case).order_by(Case.group_id))).all()
    found = zip(communities, moderators, cases, strict=True)
    return [Side(*each) for each in found]


async def show(session: AsyncSession, side: Side) -> None:
    """Pass the text on, and show it."""
    await moderation.pass_on(session, side.moderator.id, side.case.id)
    await publishing.publish(session, side.moderator.id, side.case.id)


async def seen(session: AsyncSession, side: Side) -> tuple[bool, ...]:
    """Tell where the community finds it: drawn, in lists, by likeness."""
    code = side.community.code
    ballot = await make_ballot(session, side.community)
    voter = Voter(ballot, ballots.mark_of(session, ballot, 1), await now(session))
    drawn = await drawing.draw(session, [voter], 0)
    page = await listing.newest(session, [code], Spot())
    found = await finding.numbers(session, TEXT, [code])
    return drawn is not None, bool(page.rows), bool(found)


async def test_a_case_is_of_the_community_for_which_its_group_reads_it(
    sides: list[Side],
) -> None:
    codes = [side.case.community_code for side in sides]
    assert codes == [side.community.code for side in sides]


async def test_what_one_group_shows_its_community_sees_and_no_other(
    session: AsyncSession, sides: list[Side]
) -> None:
    await show(session, sides[1])
    views = [await seen(session, side) for side in sides]
    assert views == [(False,) * 3, (True,) * 3]


async def test_what_both_show_each_finds_as_its_own(
    session: AsyncSession, sides: list[Side]
) -> None:
    for side in sides:
        await show(session, side)
    number = sides[0].case.submission_id
    for side in sides:
        code = side.community.code
        shown = await publishing.find(session, number, [code])
        assert shown is not None
        assert shown.community_code == code
        assert await seen(session, side) == (True,) * 3


@pytest.mark.parametrize(
    ("kind", "topic", "text"),
    [
        ("concern", "P06", TEXT),
        ("proposal", "P02", TEXT),
        ("proposal", "P07", TEXT),
        ("proposal", "P06", "Відремонтувати дорогу до укриття біля школи."),
        ("proposal", "P09", "Поставити генератор біля амбулаторії."),
    ],
)
async def test_what_could_be_hit_is_not_shown_whatever_its_topic(
    session: AsyncSession, kind: str, topic: str, text: str
) -> None:
    case, moderator = await passed(session, text=text, kind=kind, topic=topic)
    with pytest.raises(UserError, match="not shown to the community"):
        await publishing.publish(session, moderator.id, case.id)


async def test_what_was_shown_before_can_be_hidden(session: AsyncSession) -> None:
    case, moderator = await passed(session, topic="P02")
    case.published_at = await now(session)
    await publishing.hide(session, moderator.id, case.id)
    assert case.published_at is None


async def test_a_moderator_of_another_group_shows_nothing(
    session: AsyncSession, sides: list[Side]
) -> None:
    first, second = sides
    await moderation.pass_on(session, first.moderator.id, first.case.id)
    for act in (publishing.publish, publishing.hide):
        with pytest.raises(UserError, match="Who may do this"):
            await act(session, second.moderator.id, first.case.id)


async def passed(
    session: AsyncSession, *, text: str = TEXT, **about: str
) -> tuple[Case, Person]:
    """Make a case that was passed on, and its group's moderator."""
    community, moderator = await make_community(session), await make_person(session)
    group = await make_group(session, community)
    await make_staff(session, moderator, group)
    submission = await make_submission(
        session,
        community=community,
        kind=about.get("kind", "proposal"),
        topic=about.get("topic", "P06"),
    )
    case = await make_case(
        session, group=group, submission=submission, status="passed", text=text
    )
    return case, moderator


async def test_closed_for_safety_by_one_it_is_hidden_by_all(
    session: AsyncSession, sides: list[Side]
) -> None:
    first, second = sides
    await show(session, first)
    await moderation.refuse(session, second.moderator.id, second.case.id, "M01")
    assert await publishing.find(session, first.case.submission_id) is None
    assert await session.scalar(select(func.count()).select_from(Likeness)) == 0
