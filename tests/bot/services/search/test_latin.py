"""The official Latin letters."""

from bot.services.search.latin import in_latin
from tests.bot.services.search.conftest import Register


def test_names_are_written_as_the_register_writes_them(register: Register) -> None:
    pairs = [
        (ours, latin)
        for place in register.index.places
        for ours, latin in (
            (place.name_uk, place.name_en),
            (place.centre_uk, place.centre_en),
            (place.oblast_uk, place.oblast_en),
        )
    ]
    assert [pair for pair in pairs if in_latin(pair[0]) != pair[1]] == []


def test_zh_and_zgh_are_kept_apart() -> None:
    assert in_latin("Згурівка, Жашків") == "Zghurivka, Zhashkiv"
