"""What is late, as the team sees it: counts for all of it, numbers for who can help."""

from datetime import timedelta

import pytest
from sqlalchemy import func

from bot.models import Decision
from bot.models.staff import Role
from bot.playground.person import Person as Phone
from tests.conftest import Clock
from tests.factories import make_case, make_community, make_group
from tests.handlers.cast import agreed, coordinator, join, last, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World

UNREAD = "Not read by the promised day: {n}"
STEPS = "The next step is late: {n}"
UNTOLD = "Decided and not told in time: {n}"
LONG = "Without a final answer for 30 days: {n}"


@pytest.fixture
async def late(town: World, place: Place, clock: Clock) -> dict[str, str]:
    """One case late in each way, beside others that are in time."""
    await clock.set("2026-11-23 10:00+02")
    ago = func.app_now() - timedelta(hours=1)
    async with town.sessions.begin() as session:
        found = {
            status: await make_case(
                session, group=place.group, status=status, due_at=ago, **columns
            )
            for status, columns in (
                ("received", {}),
                ("doing", {"passed_at": func.app_now(), "text": "…"}),
                ("passed", {"created_at": func.app_now() - timedelta(days=31)}),
            )
        }
        found["passed"].due_at = None
        for status in ("received", "agenda", "done"):
            due = None if status == "done" else func.app_now() + timedelta(days=1)
            await make_case(session, group=place.group, status=status, due_at=due)
        long_ago = func.app_now() - timedelta(days=9)
        session.add(
            Decision(
                case_id=found["passed"].id, status="supported", decided_at=long_ago
            )
        )
        return {status: str(case.submission_id) for status, case in found.items()}


async def _sees(town: World, place: Place, role: Role, language: str) -> Phone:
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, role)
    await says(town, phone, "/overdue")
    return phone


@pytest.mark.parametrize(
    ("role", "listed"),
    [
        (Role.MODERATOR, "received"),
        (Role.SECRETARY, "doing"),
        (Role.CHAIR, "doing"),
    ],
)
async def test_each_sees_all_counts_and_what_they_can_see_to(
    town: World, place: Place, late: dict[str, str], *, role: Role, listed: str
) -> None:
    phone = await _sees(town, place, role, "uk")
    shown = last(phone)
    for count in (UNREAD, STEPS, UNTOLD, LONG):
        assert said("uk", count, n=1) in shown
    assert [n for n in late.values() if f"№\u00a0{n}:" in shown] == [late[listed]]
    button = {"received": "Open the queue", "doing": "No. {id}"}[listed]
    await presses(town, phone, said("uk", button, id=late[listed]))
    assert late[listed] in last(phone)


async def test_a_coordinator_sees_counts_of_each_group(
    town: World, place: Place, late: dict[str, str], language: str
) -> None:
    async with town.sessions.begin() as session:
        await make_group(session, await make_community(session))
    phone = await coordinator(town, language)
    await says(town, phone, "/overdue")
    assert said(language, "Nothing is late.") in last(phone)
    name = place.group.name_en if language == "en" else place.group.name_uk
    assert name in last(phone)
    await presses(town, phone, phone.sees()[-1].buttons[0])
    assert said(language, STEPS, n=1) in last(phone)
    named = [said(language, "No. {id}", id=n) for n in late.values()]
    assert not [each for each in named if each in last(phone)]


async def test_a_coordinator_of_many_groups_turns_pages(town: World) -> None:
    async with town.sessions.begin() as session:
        for number in range(14):
            name = f"Group {number:02}"
            await make_group(session, name_en=name, name_uk=name)
    phone = await coordinator(town, "en")
    await says(town, phone, "/overdue")
    assert "Group 13" not in last(phone)
    await presses(town, phone, "Show more")
    assert "Group 13" in last(phone)
