"""Posters for print (`/poster`): of communities that a group serves."""

from typing import Any

import pytest
from sqlalchemy import update

from bot import paper
from bot.i18n import translator
from bot.models import Case, Community, GroupCommunity
from bot.models.case import Status
from bot.models.staff import Role
from bot.paper import Poster
from tests.factories import TEXT, make_community, make_group, make_published
from tests.handlers.cast import agreed, join, last, presses, said, says
from tests.handlers.conftest import Place
from tests.world import World


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[Poster]:
    """Posters as they come to the printer."""
    found: list[Poster] = []
    print_poster: Any = paper.print_poster

    async def seen(poster: Poster) -> bytes:
        found.append(poster)
        return bytes(await print_poster(poster))

    monkeypatch.setattr(paper, "print_poster", seen)
    return found


async def test_a_secretary_prints_the_poster_of_a_community(
    town: World, place: Place, printed: list[Poster]
) -> None:
    secretary = await agreed(town)
    await join(town, secretary, place.group, Role.SECRETARY)
    await says(town, secretary, "/poster")  # there is one: nobody is asked which
    (call,) = town.telegram.calls_of("sendDocument")
    assert call.accepted
    assert call.params["document"].content.startswith(b"%PDF-")
    (poster,) = printed
    assert poster.link.endswith(f"?start=c_{place.community.code}")


async def test_a_secretary_prints_the_poster_of_a_proposal(
    town: World, place: Place, printed: list[Poster]
) -> None:
    secretary = await agreed(town)
    await join(town, secretary, place.group, Role.SECRETARY)
    async with town.sessions.begin() as session:
        shown = await make_published(session, place.community, place.group, text=TEXT)
        await session.execute(update(Case).values(translation="A bench."))
    await says(town, secretary, f"/poster {shown.id}")
    (call,) = town.telegram.calls_of("sendDocument")
    assert call.params["document"].content.startswith(b"%PDF-")
    (poster,) = printed
    assert poster.link.endswith(f"?start=p_{shown.id}")
    uk, en = [translator("uk").plain(title) for title in poster.titles]
    assert TEXT in uk
    assert "A bench." in en


@pytest.mark.parametrize(
    "changed",
    [
        {"published_at": None},
        {"group_id": None},
        {"status": Status.WITHDRAWN},
        {"occupied": True},
    ],
    ids=["hidden", "of others", "withdrawn", "occupied"],
)
async def test_there_is_no_poster_of_what_is_not_shown(
    town: World, place: Place, printed: list[Poster], changed: dict[str, Any]
) -> None:
    secretary = await agreed(town)
    await join(town, secretary, place.group, Role.SECRETARY)
    async with town.sessions.begin() as session:
        shown = await make_published(session, place.community, place.group)
        if "group_id" in changed:
            changed = {"group_id": (await make_group(session, place.community)).id}
        where = Community if "occupied" in changed else Case
        await session.execute(update(where).values(changed))
    await says(town, secretary, f"/poster {shown.id}")
    assert last(secretary) == said("uk", "There is no poster of this proposal.")
    assert printed == []


async def test_nobody_prints_one_of_an_occupied_community(
    town: World, place: Place, printed: list[Poster]
) -> None:
    secretary = await agreed(town, language="en")
    await join(town, secretary, place.group, Role.SECRETARY)
    async with town.sessions.begin() as session:
        other = await make_community(session)
        served = {"group_id": place.group.id, "community_code": other.code}
        session.add(GroupCommunity(**served))
    await says(town, secretary, "/poster")
    async with town.sessions.begin() as session:
        await session.execute(update(Community).values(occupied=True))
    await presses(town, secretary, secretary.sees()[-1].buttons[0])
    assert last(secretary) == said("en", "There is no poster of this community.")
    assert printed == []
