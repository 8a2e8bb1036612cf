"""Published proposals as a file, for who may take them out."""

import pytest

from bot.conversation import own_groups
from bot.models.staff import Role
from tests.factories import make_group, make_published
from tests.handlers.cast import agreed, coordinator, join, last, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World


def files(town: World) -> list[str]:
    """List the names of files that were sent."""
    calls = [each for each in town.telegram.calls if each.method == "sendDocument"]
    return [str(each.params["document"].name) for each in calls]


async def test_a_secretary_takes_out_what_their_group_shows(
    town: World, place: Place, language: str
) -> None:
    async with town.sessions.begin() as session:
        await make_published(session, place.community, place.group)
    phone = await agreed(town, language=language)
    await join(town, phone, place.group, Role.SECRETARY)
    await says(town, phone, "/export")
    assert last(phone).startswith(said(language, "Published proposals"))
    await presses(town, phone, "CSV", "XLSX", "JSON")
    kinds = [name.rsplit(".")[-1] for name in files(town)]
    assert kinds == ["csv", "csv", "xlsx", "json"]
    latin = place.community.name_en.lower()
    assert all(name.startswith(f"viche-{latin}-20") for name in files(town))


@pytest.mark.usefixtures("place")
async def test_who_has_too_many_groups_takes_the_whole_network(
    town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_groups, "MOST_BUTTONS", 0)
    boss = await coordinator(town)
    await says(town, boss, "/export")
    assert boss.sees()[-1].buttons == [said("uk", "Whole network")]


async def test_a_coordinator_chooses_a_group_or_all(town: World, place: Place) -> None:
    async with town.sessions.begin() as session:
        await make_published(session, place.community, place.group)
        await make_group(session)
    boss = await coordinator(town)
    await says(town, boss, "/export")
    await presses(town, boss, said("uk", "Whole network"))
    assert "Показано 1 пропозицію." in last(boss)
    await presses(town, boss, "JSON")
    await says(town, boss, "/log")
    assert said("uk", "took the published proposals out as a file") in last(boss)
