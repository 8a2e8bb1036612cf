"""The log of what teams did: shown to coordinators, changed by nobody."""

from typing import get_args

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.models import StaffAct
from bot.models.staff import Role
from bot.services.team import acts
from bot.services.team.acts import Act
from handlers.acts import ACTS
from tests.factories import make_group, make_person, make_staff
from tests.handlers.cast import agreed, coordinator, join, last, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World


async def test_coordinators_read_who_did_what_by_role(
    town: World, place: Place, language: str
) -> None:
    phone, chair = await coordinator(town, language), await agreed(town)
    await join(town, chair, place.group, Role.CHAIR)
    await says(town, chair, "/settings")
    await presses(town, chair, "Зберегти")
    await says(town, phone, "/team")
    await presses(town, phone, phone.sees()[-1].buttons[0])
    await presses(town, phone, "1", said(language, "Yes, withdraw"))
    await says(town, phone, "/log")
    newest, settings = last(phone).splitlines()[2:4]
    assert said(language, "withdrew a role or a link") in newest
    assert said(language, "Network coordinator") in newest
    assert said(language, "changed the settings") in settings
    assert said(language, "Chair") in settings


async def test_what_is_noted_is_the_role_that_may(
    session: AsyncSession,
) -> None:
    group, person = await make_group(session), await make_person(session)
    for role in (Role.OBSERVER, Role.SECRETARY):
        await make_staff(session, person, group, role=role)
    await acts.note(session, person.id, "ballot.close", group.id)
    assert await session.scalar(select(StaffAct.role)) == Role.SECRETARY


async def test_a_long_log_is_turned(town: World, session: AsyncSession) -> None:
    rows = [StaffAct(act="group.bind", role="chair", staff_id=1) for _ in range(16)]
    session.add_all(rows)
    await session.commit()
    phone = await coordinator(town, "en")
    await says(town, phone, "/log")
    await presses(town, phone, "Show more")
    assert last(phone).count("made a link for a chat") == 1


@pytest.mark.parametrize(
    "change", ["update staff_act set act = 'x'", "delete from staff_act"]
)
async def test_nobody_changes_the_log(session: AsyncSession, change: str) -> None:
    session.add(StaffAct(act="group.bind", role="chair", staff_id=1))
    await session.flush()
    with pytest.raises(DBAPIError, match="never changed"):
        await session.execute(text(change))


def test_every_act_has_words() -> None:
    assert set(ACTS) == set(get_args(Act))
