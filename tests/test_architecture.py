"""The rules of the house: kept by every file, and each able to find a fault."""

import ast
import tomllib
from pathlib import Path

import pytest

from bot.features import Feature
from bot.services.team import access
from handlers import FEATURES
from tools import house
from tools.house import File, Rule

ROOT = Path(__file__).parents[1]
FILES = house.every_file()
LONG_FUNCTION = "def f():\n" + "    pass\n" * house.LONGEST_FUNCTION
PLANTED = [
    (house.only_speakers_speak, "handlers/x.py", "await context.bot.send_message()"),
    (house.only_speakers_speak, "bot/services/x.py", "import aiohttp"),
    (house.only_speakers_speak, "bot/jobs/x.py", "from aiohttp import web"),
    (
        house.services_leave_transactions_alone,
        "bot/services/x.py",
        "await session.commit()",
    ),
    (
        house.services_leave_transactions_alone,
        "bot/services/x.py",
        "with session.begin_nested(): pass",
    ),
    (house.handlers_write_no_sql, "handlers/x.py", "from sqlalchemy import select"),
    (house.handlers_write_no_sql, "handlers/x.py", "context.session.execute(sql)"),
    (house.handlers_mark_what_they_say, "handlers/x.py", "context.say('Hello')"),
    (house.handlers_mark_what_they_say, "handlers/x.py", "context.alert(f'Hi {name}')"),
    (house.handlers_mark_what_they_say, "handlers/x.py", "Button('Back', data)"),
    (house.handlers_mark_what_they_say, "handlers/x.py", "Choice('yes', 'Yes')"),
    (
        house.handlers_mark_what_they_say,
        "handlers/x.py",
        "context.say(lines(_('a'), 'Hello' if new else ''))",
    ),
    (house.marked_texts_are_literals, "handlers/x.py", "_(f'Hello {name}')"),
    (house.marked_texts_are_literals, "bot/x.py", "ngettext('one', several, n=1)"),
    (house.files_are_short, "bot/x.py", "x = 1\n" * (house.LONGEST_FILE + 1)),
    (house.functions_are_short, "trials/x.py", LONG_FUNCTION),
    (house.tasks_belong_to_groups, "bot/x.py", "asyncio.create_task(work())"),
    (house.tasks_belong_to_groups, "bot/x.py", "loop.create_task(work())"),
]
INNOCENT = [
    (house.only_speakers_speak, "bot/outbox/x.py", "import aiohttp"),
    (house.handlers_write_no_sql, "handlers/x.py", "context.delete()"),
    (
        house.handlers_write_no_sql,
        "handlers/x.py",
        "from sqlalchemy.ext.asyncio import AsyncSession",
    ),
    (house.handlers_mark_what_they_say, "handlers/x.py", "context.say(_('Hello'))"),
    (house.handlers_mark_what_they_say, "handlers/x.py", "Button(label('A'), 'a.1:b')"),
    (
        house.tasks_belong_to_groups,
        "bot/x.py",
        "async def f():\n async with TaskGroup() as g: g.create_task(work())",
    ),
]
# A task that a group cannot hold, and why its errors are not lost.
EXCEPTED = {
    "bot/playground/courier.py": "the courier outlives calls; stop() awaits its round"
}


@pytest.mark.parametrize("rule", house.RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule) -> None:
    faults = [
        f"{file.path}: {fault}"
        for file in FILES
        if not (rule is house.tasks_belong_to_groups and file.path in EXCEPTED)
        for fault in rule(file)
    ]
    assert faults == []


@pytest.mark.parametrize(("rule", "path", "source"), PLANTED)
def test_a_planted_fault_is_found(rule: Rule, path: str, source: str) -> None:
    assert len(list(rule(File(path, source)))) == 1


@pytest.mark.parametrize(("rule", "path", "source"), INNOCENT)
def test_what_is_allowed_is_no_fault(rule: Rule, path: str, source: str) -> None:
    assert list(rule(File(path, source))) == []


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(house.RULES)


def features() -> list[File]:
    return [
        file
        for file in FILES
        if file.path.startswith("handlers/") and not file.path.endswith("__init__.py")
    ]


def test_every_file_of_handlers_exports_a_feature() -> None:
    assert [file.path for file in features() if "FEATURE" not in assigned(file)] == []


def assigned(file: File) -> set[str]:
    return {
        node.id
        for node in file.nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def test_every_feature_has_its_place_in_the_order() -> None:
    (listing,) = [file for file in FILES if file.path == "handlers/__init__.py"]
    listed = {
        node.value.id
        for node in listing.nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if node.attr == "FEATURE"
    }
    assert {f"handlers/{name}.py" for name in listed} == {
        file.path for file in features()
    }


def test_no_two_features_share_a_name() -> None:
    names = [feature.name for feature in FEATURES]
    assert sorted(names) == sorted(set(names))


def test_the_name_of_a_feature_bears_a_version() -> None:
    for feature in FEATURES:
        name, _, version = feature.name.partition(".")
        assert (name.isidentifier(), version.isdecimal()) == (True, True), name


def reached(feature: Feature) -> set[str]:
    names = (
        *feature.commands,
        *feature.group_commands,
        *feature.buttons,
        *feature.payloads,
        *feature.labels,
        *feature.said,
    )
    return {str(each) for each in names}


def test_every_command_and_button_has_a_rule() -> None:
    """Say in `needs` and `rights` of the feature who may; the table is access.py."""
    known = {*access.RIGHTS, *access.EVERYBODY}
    for feature in FEATURES:
        names = reached(feature)
        assert {each for each in names if feature.rule(each) not in known} == set()
        assert feature.rights.keys() - names == set()


def test_every_module_of_the_bot_stands_in_a_layer() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (layers, *_others) = contracts["tool"]["importlinter"]["contracts"]
    listed = {name for each in layers["layers"] for name in each.split(" | ")}
    files = [*(ROOT / "bot").glob("*.py"), *(ROOT / "bot").glob("*/__init__.py")]
    made = {
        ".".join(each.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for each in files
    }
    # The stand-in has a contract of its own.
    assert made - listed == {"bot", "bot.playground"}
