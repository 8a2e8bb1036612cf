"""What is like a text, and what it can be merged with."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import Case
from bot.services.moderating import alike, queue
from bot.services.similar import indexing
from tests.factories import (
    make_case,
    make_community,
    make_group,
    make_person,
    make_published,
    make_staff,
    make_submission,
)


async def test_a_text_is_merged_only_with_what_its_own_group_has(
    session: AsyncSession,
) -> None:
    community, moderator = await make_community(session), await make_person(session)
    groups = [await make_group(session, community) for _ in range(2)]
    shown = [str((await make_published(session, community, g)).id) for g in groups]
    for case_id in (await session.scalars(select(Case.id))).all():
        await indexing.index(session, case_id)
    await make_staff(session, moderator, groups[0])
    submission = await make_submission(session, community=community)
    case = await make_case(session, group=groups[0], submission=submission)
    card = await queue.get_card(session, moderator.id, case.id)
    found = await alike.find(session, moderator.id, card)
    assert {each.number for each in found.others} == set(shown)
    assert found.mergeable == shown[:1]
