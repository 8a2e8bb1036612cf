"""What is found, and what is not."""

import pytest

from bot.services.search.hits import Tier
from tests.bot.services.search.conftest import Register


@pytest.mark.parametrize("nothing", ["", "громада", "%", "123", "Нарнія", "я"])
def test_what_names_no_place_finds_none(register: Register, nothing: str) -> None:
    assert register.hits(nothing) == []


@pytest.mark.parametrize("town", ["Севастополь", "Сімферополь", "Yalta", "Джанкой"])
def test_crimea_is_found_like_all_others(register: Register, town: str) -> None:
    place = register.hits(town)[0].place
    assert town in (place.centre_uk, place.centre_en)


def test_a_town_comes_before_the_rest_of_its_oblast(register: Register) -> None:
    found = register.hits("Kherson")
    assert (found[0].place.centre_uk, found[0].tier) == ("Херсон", Tier.NAME)
    assert {hit.tier for hit in found[1:]} == {Tier.AREA}
    assert len(found) == 49


def test_a_former_name_is_told(register: Register) -> None:
    hit = register.hits("Новомосковськ")[0]
    assert (hit.place.centre_uk, hit.former) == ("Самар", "Новомосковськ")


def test_the_name_of_today_comes_before_a_former_one(register: Register) -> None:
    found = register.hits("Станіслав")
    assert [hit.former for hit in found[:2]] == [None, "Станіслав"]


def test_an_area_beside_the_name_tells_namesakes_apart(register: Register) -> None:
    assert register.oblasts("Городок, Львівська область") == {"Львівська"}
    assert register.oblasts("Городок Хмельниччина") == {"Хмельницька"}


def test_two_areas_narrow_each_other(register: Register) -> None:
    found = register.hits("Житомирська область, Бердичівський район")
    assert {hit.place.raion_uk for hit in found} == {"Бердичівський"}


def test_the_type_asked_for_comes_first(register: Register) -> None:
    found = register.hits("Миколаївська селищна громада")
    assert found[0].place.type == "селищна"
    assert len(found) > 3


@pytest.mark.parametrize("raion", ["Новомосковський район", "Самарівський р-н"])
def test_a_raion_is_found_by_its_former_name_too(
    register: Register, raion: str
) -> None:
    assert {hit.place.raion_uk for hit in register.hits(raion)} == {"Самарівський"}


def test_a_raion_of_old_leads_to_the_community(register: Register) -> None:
    assert "Білозерка" in register.centres("Білозерський район")


@pytest.mark.parametrize(
    ("typed", "centre"),
    [
        ("Б. Церква", "Біла Церква"),
        ("Н.Каховка", "Нова Каховка"),
        ("Франково", "Івано-Франкове"),
        ("Корсунь", "Корсунь-Шевченківський"),
        ("Старе Село Рівненська", "Старе Село"),
        ("Херсон центр", "Херсон"),
    ],
)
def test_a_name_is_known_by_its_parts(
    register: Register, typed: str, centre: str
) -> None:
    assert register.centres(typed)[0] == centre


def test_half_a_name_is_completed(register: Register) -> None:
    assert register.centres("Кочубе") == ["Кочубеївка"]


def test_a_misspelled_area_is_guessed(register: Register) -> None:
    assert register.oblasts("Хирсонская облость") == {"Херсонська"}
