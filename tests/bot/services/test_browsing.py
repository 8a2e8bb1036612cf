"""Lists of what is shown: their order, their pages, and whose counts they tell."""

from collections.abc import Sequence

import pytest
from sqlalchemy import func, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case, Community, Tally, Vote, WorkingGroup
from bot.models.case import Status
from bot.services.browsing import listing, searching, support
from bot.services.browsing.paging import Page, Spot
from bot.services.similar import indexing
from tests.factories import (
    make_ballot,
    make_case,
    make_community,
    make_group,
    make_published,
)

VOTER = 2001
MARK = b"m" * 16


@pytest.fixture
async def community(session: AsyncSession) -> Community:
    return await make_community(session)


@pytest.fixture
async def group(session: AsyncSession, community: Community) -> WorkingGroup:
    return await make_group(session, community)


async def shown(
    session: AsyncSession, community: Community, group: WorkingGroup, count: int = 1
) -> list[int]:
    """Show proposals, each a minute after the one before; the newest first."""
    numbers = []
    for number in range(count):
        minutes = func.make_interval(0, 0, 0, 0, 0, number)
        each = await make_published(
            session, community, group, published_at=func.app_now() + minutes
        )
        numbers.append(each.id)
    return numbers[::-1]


async def newest(
    session: AsyncSession, *kept: Community, spot: Spot | None = None
) -> Page:
    codes = [each.code for each in kept]
    return await listing.newest(session, codes, spot or Spot())


def numbers(page: Page) -> Sequence[int]:
    return [row.number for row in page.rows]


async def test_one_reads_on_and_back(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    made = await shown(session, community, group, 12)
    first = await newest(session, community)
    second = await newest(session, community, spot=first.after)
    third = await newest(session, community, spot=second.after)
    pages = [numbers(each) for each in (first, second, third)]
    assert pages == [made[:5], made[5:10], made[10:]]
    assert (first.before, third.after) == (None, None)
    back = await newest(session, community, spot=third.before)
    assert numbers(back) == made[5:10]
    assert numbers(await newest(session, community, spot=back.after)) == made[10:]
    top = await newest(session, community, spot=back.before)
    assert (numbers(top), top.before) == (made[:5], None)


async def test_a_page_stays_where_it_began_when_new_ones_come(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    await shown(session, community, group, 7)
    second = await newest(
        session, community, spot=(await newest(session, community)).after
    )
    await make_published(
        session,
        community,
        group,
        published_at=func.app_now() + text("interval '1 day'"),
    )
    again = await newest(session, community, spot=second.begins)
    assert numbers(again) == numbers(second)


async def test_going_up_to_a_short_page_gives_the_first_one(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    made = await shown(session, community, group, 7)
    page = await newest(session, community)
    key = page.rows[2].key
    up = await newest(session, community, spot=Spot(key, made[2], upward=True))
    assert numbers(up) == made[:5]


async def test_where_nothing_is_left_the_first_page_is_shown(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    made = await shown(session, community, group, 2)
    assert numbers(await newest(session, community, spot=Spot(1, 1))) == made


async def test_two_communities_are_one_list(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    other, third = await make_community(session), await make_community(session)
    [mine] = await shown(session, community, group)
    [theirs] = await shown(session, other, group)
    await shown(session, third, group)
    assert set(numbers(await newest(session, community, other))) == {mine, theirs}


@pytest.mark.parametrize(
    "gone",
    [
        {"published_at": None},
        {"text": None},
        {"status": "withdrawn"},
        {"status": "merged"},
        {"status": "closed_safety"},
    ],
)
async def test_what_is_hidden_withdrawn_or_erased_is_in_no_list(
    session: AsyncSession,
    community: Community,
    group: WorkingGroup,
    gone: dict[str, str | None],
) -> None:
    [number] = await shown(session, community, group)
    await session.execute(update(Case).values(**gone))
    codes, spot = [community.code], Spot()
    assert numbers(await newest(session, community)) == []
    assert numbers(await listing.of_topic(session, codes, spot, "P01")) == []
    assert await listing.topics(session, codes) == []
    assert await listing.find(session, codes, [number]) == []
    assert await searching.search(session, codes, "лавки", 10) == []


async def test_what_two_groups_show_stands_once(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    one = await make_published(session, community, group)
    await make_case(
        session,
        group=await make_group(session),
        submission=one,
        text="…",
        status="passed",
        published_at=func.app_now(),
    )
    assert numbers(await newest(session, community)) == [one.id]
    assert await listing.topics(session, [community.code]) == ["P01"]


async def test_statuses_tell_what_became_of_it(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    done = await make_published(session, community, group, status="done")
    await shown(session, community, group)
    page = await listing.of_statuses(
        session, [community.code], Spot(), [Status.DONE, Status.DOING]
    )
    assert numbers(page) == [done.id]


async def test_closed_topics_are_counted_and_not_listed(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    shelter = await make_published(session, community, group, published_at=None)
    shelter.topic = "P02"
    await session.flush()
    codes = [community.code]
    assert await listing.closed_topics(session, codes) == [("P02", 1)]
    assert numbers(await listing.of_topic(session, codes, Spot(), "P02")) == []


async def test_words_are_found_in_any_form_the_most_first(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    for said in ("Дах школи протікає.", "Дах клубу.", "Лавки в парку."):
        await make_published(session, community, group, text=said)
    await indexing.index_missed(session)
    found = await searching.search(session, [community.code], "школу, даху", 10)
    rows = await listing.find(session, [community.code], found)
    assert [row.text for row in rows] == ["Дах школи протікає.", "Дах клубу."]


async def test_slips_are_forgiven_when_nothing_has_the_words(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    await make_published(session, community, group, text="Полагодити амбулаторію.")
    await indexing.index_missed(session)
    found = await searching.search(session, [community.code], "амбулатопія", 10)
    assert len(found) == 1


async def test_words_that_say_nothing_find_nothing(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> None:
    await shown(session, community, group)
    for words in ("і", "112", "…"):
        assert await searching.search(session, [community.code], words, 10) == []


@pytest.fixture
async def counted(
    session: AsyncSession, community: Community, group: WorkingGroup
) -> list[int]:
    """Six proposals with a margin of 6 down to 1; the last has too few votes."""
    made = await shown(session, community, group, 6)
    ballot = await make_ballot(session, community)
    for margin, number in enumerate(made[::-1], start=1):
        session.add(
            Tally(
                ballot_id=ballot.id,
                submission_id=number,
                agree=margin,
                unsure=3 if margin == 1 else 5,
            )
        )
    await session.flush()
    return made


async def supported(session: AsyncSession, community: Community) -> Page:
    booths = await support.booths(session, [community.code], VOTER)
    return await support.most_supported(session, booths, Spot())


async def test_while_voting_is_open_only_own_votes_are_in_the_order(
    session: AsyncSession, community: Community, counted: list[int]
) -> None:
    assert (await supported(session, community)).rows == []
    [booth] = await support.booths(session, [community.code], VOTER)
    assert booth.mark is not None
    for number in (counted[3], counted[1], counted[5]):
        session.add(
            Vote(
                ballot_id=booth.ballot_id,
                mark=booth.mark,
                submission_id=number,
                choice=1,
            )
        )
    await session.flush()
    page = await supported(session, community)
    assert numbers(page) == [counted[1], counted[3]]
    assert [row.count.agree for row in page.rows if row.count] == [5, 3]


async def test_when_voting_is_over_everybody_sees_the_order(
    session: AsyncSession, community: Community, counted: list[int]
) -> None:
    await session.execute(text("update ballot set closed_at = app_now(), key = null"))
    assert numbers(await supported(session, community)) == counted[:5]


async def test_a_count_is_told_with_the_card_to_whom_may_see_it(
    session: AsyncSession, community: Community, counted: list[int]
) -> None:
    codes = [community.code]
    [card] = await listing.find(session, codes, counted[:1])
    booths = await support.booths(session, codes, VOTER)
    assert (await support.counted(session, booths, card)).count is None
    await session.execute(text("update ballot set closed_at = app_now(), key = null"))
    booths = await support.booths(session, codes, VOTER)
    count = (await support.counted(session, booths, card)).count
    assert count is not None
    assert count.agree == 6
