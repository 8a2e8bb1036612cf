"""A network's own word lists: taken at the start, or the start ends with a name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import app
from bot.errors import StartError
from bot.services.checks import dangers
from bot.services.checks.dangers import Danger
from tests.world import settings


@pytest.fixture
def lists(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "lists.toml"
    dangers.use(dangers.LISTS)


def test_lists_of_the_network_take_the_place_of_ours(lists: Path) -> None:
    lists.write_text('[military]\nphrases = "кавун*"\n')
    app._go_by_lists(settings(word_lists=lists))
    assert dangers.find("Кавуни достигли, танк стоїть") == {Danger.MILITARY}
    assert dangers.find("За фермою стоїть танк") == frozenset()


@pytest.mark.parametrize(
    "written",
    ["[military", '[weather]\nphrases = "дощ"', '[military]\nphrases = "@nobody"'],
)
def test_a_fault_in_the_lists_ends_the_start(lists: Path, written: str) -> None:
    lists.write_text(written)
    with pytest.raises(StartError, match="WORD_LISTS"):
        app._go_by_lists(settings(word_lists=lists))


def test_a_fault_in_the_lists_changes_nothing(lists: Path) -> None:
    lists.write_text("[military")
    with pytest.raises(ValueError, match="Expected"):
        dangers.use(lists)
    assert dangers.find("За фермою стоїть танк") == {Danger.MILITARY}
