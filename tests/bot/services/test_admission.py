"""What keeps somebody from beginning a proposal: one reason, asked for at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import db
from bot.errors import UserError
from bot.models import Ban, Community, Person, Phase, WorkingGroup
from bot.models.phase import PhaseKind
from bot.services.moderating import admission
from tests.factories import (
    make_case,
    make_community,
    make_group,
    make_person,
    make_submission,
)

OVER = date(2026, 1, 31)


class Author:
    """Somebody who has all reasons against them at once."""

    def __init__(self, session: AsyncSession, person: Person, place: Community) -> None:
        self.session, self.person, self.place = session, person, place

    async def why_not(self, *, a_day: int = 1) -> str:
        """Tell why they may not begin; nothing when they may."""
        moment = await db.now(self.session)
        try:
            await admission.check(
                self.session,
                self.person,
                [self.place.code],
                moment=moment,
                a_day=a_day,
            )
        except UserError as refusal:
            return refusal.text.msgid
        return ""


@pytest.fixture
async def author(session: AsyncSession) -> Author:
    place, person = await make_community(session), await make_person(session)
    group = await make_group(session, place, takes_proposals=False)
    submission = await make_submission(session, community=place, person=person)
    await make_case(session, submission=submission, group=group)
    days = {"first_day": OVER, "last_day": OVER}
    session.add(Phase(community_code=place.code, kind=PhaseKind.COLLECT, **days))
    until = func.app_now() + timedelta(days=7)
    of = {"person_id": person.id, "group_id": group.id}
    session.add(Ban(**of, submission_id=submission.id, reason="B01", until=until))
    await session.flush()
    return Author(session, person, place)


async def test_reasons_are_told_one_after_the_other(author: Author) -> None:
    session, told = author.session, [await author.why_not()]
    await session.execute(update(WorkingGroup).values(takes_proposals=True))
    told.append(await author.why_not())
    await session.execute(delete(Phase))
    told.append(await author.why_not())
    await session.execute(delete(Ban))
    told += [await author.why_not(), await author.why_not(a_day=2)]
    firsts = [each.partition(" ")[0] for each in told]
    assert firsts == ["The", "Collecting", "Until", "You", ""]


async def test_all_is_asked_in_one_question(author: Author, heard: list[Any]) -> None:
    await author.session.execute(update(WorkingGroup).values(takes_proposals=True))
    heard.clear()
    await author.why_not()
    assert sum("submission" in statement for statement, _ in heard) == 1
    assert sum("phase" in statement for statement, _ in heard) == 1
    assert len(heard) == 2  # the clock, and everything
