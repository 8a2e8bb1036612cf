"""A group with a case that waits, an address that is confirmed, and the post."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from bot.address import Address
from bot.db import Sessions
from bot.mail.postman import Postman
from bot.models import Case, Person, WorkingGroup
from bot.models.staff import Role
from bot.services.digest import digests
from bot.services.mail import addresses, joining
from tests.bot.mail import post
from tests.bot.mail.post import ADDRESS, Mailbox
from tests.conftest import Clock
from tests.factories import TEXT, make_bound_group, make_case, make_person, make_staff


@dataclass
class Office:
    """What the tests of mails begin with."""

    session: AsyncSession
    group: WorkingGroup
    secretary: Person
    case: Case
    address: int
    box: Mailbox
    postman: Postman

    async def digest(self) -> str:
        """Send the group's digest; gives the link of its page."""
        number = len(self.box.mails)
        await digests.ask(self.session, self.secretary.id, self.group.id, number)
        await self.session.commit()
        await self.postman.once()
        return post.links(self.box.mails[-1])[0]


@pytest.fixture
async def office(
    session: AsyncSession, sessions: Sessions, clock: Clock
) -> AsyncIterator[Office]:
    await clock.set("2026-11-23 10:00+02")
    group = await make_bound_group(session, Address(-100_500))
    secretary = await make_person(session)
    await make_staff(
        session, secretary, group, role=Role.SECRETARY, address=Address(77)
    )
    case = await make_case(
        session, group=group, status="passed", text=TEXT, passed_at=func.app_now()
    )
    address = await addresses.add(
        session, secretary.id, group.id, ADDRESS, sector="police", language="uk"
    )
    await session.commit()
    async with post.post_office(sessions) as (box, postman):
        await postman.once()
        await joining.confirm(session, address)
        await session.commit()
        yield Office(session, group, secretary, case, address, box, postman)
