"""The README: it names every setting and command, and what it names is there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from prometheus_client import Gauge

from bot import metrics
from bot.__main__ import command
from bot.settings import Settings
from handlers import FEATURES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", README, re.MULTILINE))
NAMED = re.findall(r"`([^`\n]+)`", README)


def commands(found: Any, *words: str) -> Iterator[tuple[str, ...]]:
    inner = getattr(found, "commands", {})
    for name, each in inner.items():
        yield from commands(each, *words, name)
    if not inner:
        yield words


COMMANDS = list(commands(typer.main.get_command(command)))


def test_every_setting_is_explained() -> None:
    explained = SECTIONS["Settings"]
    names = [name.upper() for name in Settings.model_fields]
    assert [name for name in names if f"`{name}`" not in explained] == []


def test_every_setting_that_is_explained_exists() -> None:
    first_cells = re.findall(r"^\|([^|]*)\|", SECTIONS["Settings"], re.MULTILINE)
    explained = re.findall(r"`([A-Z_]+)`", " ".join(first_cells))
    assert {name.lower() for name in explained} == set(Settings.model_fields)


def test_every_command_is_explained() -> None:
    assert [words for words in COMMANDS if not explained(words)] == []


def explained(words: tuple[str, ...]) -> bool:
    lines = [
        line
        for line in SECTIONS["Commands"].splitlines()
        if line.startswith(f"| `viche {words[0]}")
    ]
    return any(words[-1] in line.split(" | ")[0] for line in lines)


def test_every_command_of_the_chat_is_named() -> None:
    typed = {name for each in FEATURES for name in each.commands}
    assert [name for name in typed if not re.search(rf"`/{name}\b", README)] == []


def test_every_path_that_is_named_is_there() -> None:
    paths = {each for each in NAMED if re.fullmatch(r"[a-z]+/[\w/.]+(?<!x.py)", each)}
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"`?make ([a-z]+)`?", "\n".join(NAMED))))
)
def test_every_target_of_make_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_the_example_of_settings_holds_no_setting_that_nobody_reads() -> None:
    named = re.findall(
        r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE
    )
    assert {name.lower() for name in named} <= {
        *Settings.model_fields,
        "postgres_password",  # of compose.yaml
    }


def test_what_operators_are_told_to_use_is_there() -> None:
    told = (ROOT / "docs" / "operating.md").read_text()
    words = {" ".join(each) for each in COMMANDS}
    typed = re.findall(r"\bviche ([a-z-]+(?: list)?)\b(?!\.)", told)
    assert [each for each in typed if each not in words] == []
    figures = {gauge._name for gauge in vars(metrics).values() if is_gauge(gauge)}
    assert set(re.findall(r"`(viche_\w+)", told)) <= figures


def is_gauge(value: object) -> bool:
    return isinstance(value, Gauge)
