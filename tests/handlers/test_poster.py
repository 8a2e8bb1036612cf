"""Posters: the link of a community, and how few taps lead from it to a receipt."""

import pytest

from tests.factories import TEXT, make_community, make_group
from tests.handlers.cast import (
    coordinator,
    last,
    newcomer,
    payload,
    presses,
    said,
    says,
)
from tests.handlers.conftest import Place
from tests.world import World

THANKS = {"uk": "Дякуємо! Ваша пропозиція", "en": "Thank you! Your proposal"}


class Hand:
    """Counts what a newcomer presses, taps and types."""

    def __init__(self, town: World, language: str) -> None:
        self.town = town
        self.language = language
        self.phone = newcomer(town, language)
        self.count = 0

    async def starts(self, payload: str = "") -> None:
        self.phone.starts(payload)
        await self._did()

    async def presses(self, *labels: str) -> None:
        for each in labels:
            self.phone.presses(said(self.language, each))
            await self._did()

    async def taps(self, label: str) -> None:
        self.phone.taps(said(self.language, label))
        await self._did()

    async def says(self, words: str) -> None:
        self.phone.says(words)
        await self._did()

    async def proposes(self) -> None:
        await self.taps("Suggest an idea")
        await self.says(TEXT)
        await self.presses(self.phone.sees()[-1].buttons[0], "Send")

    async def _did(self) -> None:
        self.count += 1
        await self.town.settle()


async def test_seven_taps_lead_from_a_poster_to_a_receipt(
    town: World, place: Place, language: str
) -> None:
    hand = Hand(town, language)
    await hand.starts(f"c_{place.community.code}")
    await hand.presses("Next", "I agree, continue")
    await hand.proposes()
    assert THANKS[language] in last(hand.phone)
    assert hand.count <= 7


async def test_ten_taps_lead_to_a_receipt_without_a_poster(
    town: World, place: Place, language: str
) -> None:
    hand = Hand(town, language)
    await hand.starts()
    await hand.presses("Next", "I agree, continue")
    await hand.says(place.community.centre_uk)
    await hand.proposes()
    assert THANKS[language] in last(hand.phone)
    assert hand.count <= 10


@pytest.mark.usefixtures("place")
async def test_a_link_of_no_community_is_told_and_one_can_be_chosen(
    town: World, language: str
) -> None:
    phone = newcomer(town, language)
    phone.starts("c_UA00000000000000000")
    await town.settle()
    await presses(
        town, phone, said(language, "Next"), said(language, "I agree, continue")
    )
    told = "This link leads to no community. Please choose yours here."
    assert phone.sees()[-2].text == said(language, told)
    assert len(phone.sees()[-1].buttons) == 2


async def test_a_coordinator_gets_a_link_that_works(
    town: World, place: Place, language: str
) -> None:
    phone = await coordinator(town, language)
    await says(town, phone, "/network")
    name = place.group.name_en if language == "en" else place.group.name_uk
    await presses(town, phone, name, said(language, "Links for posters"))
    assert payload(phone) == f"c_{place.community.code}"


async def test_every_community_of_a_large_group_has_its_link(town: World) -> None:
    async with town.sessions.begin() as session:
        served = [await make_community(session) for _ in range(9)]
        await make_group(session, *served, name_en="Large")
    phone = await coordinator(town, "en")
    await says(town, phone, "/network")
    await presses(town, phone, "Large", "Links for posters")
    first = last(phone)
    await presses(town, phone, "Show more")
    assert all(each.code in first + last(phone) for each in served)


@pytest.mark.parametrize("payload", ["x_1", "nothing"])
async def test_a_link_to_nothing_only_greets(town: World, payload: str) -> None:
    phone = await coordinator(town, "en")
    phone.starts(payload)
    await town.settle()
    assert last(phone) == "Good to see you again."
