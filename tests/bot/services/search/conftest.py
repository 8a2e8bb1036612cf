"""The whole register as the search sees it, without a database."""

import pytest

from bot.services.places import communities
from bot.services.search.hits import Hit, ordered
from bot.services.search.index import Index
from bot.services.search.places import Place
from bot.services.search.searching import search


class Register:
    """The index of the shipped files, and short ways to ask it."""

    def __init__(self) -> None:
        rows = communities._read()
        places = [Place(*(row[name] for name in Place._fields)) for row in rows]
        self.index = Index(places)

    def hits(self, text: str) -> list[Hit]:
        return ordered(search(self.index, text), ())

    def centres(self, text: str) -> list[str]:
        return [hit.place.centre_uk for hit in self.hits(text)]

    def oblasts(self, text: str) -> set[str]:
        return {hit.place.oblast_uk for hit in self.hits(text)}


@pytest.fixture(scope="session")
def register() -> Register:
    return Register()
