"""Write the tables of generated.py: python -m bot.playground.spec.generate."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.playground.answers import JSON

SOURCE = Path(__file__).parents[3] / "botapi" / "api.json"
TARGET = Path(__file__).with_name("generated.py")
HEADER = '''"""The methods of {version} and the types that they take.

Made from botapi/api.json by `python -m bot.playground.spec.generate`: do not edit.
"""

from typing import Final, TypeAlias

Fields: TypeAlias = dict[str, list[str]]
'''


def main() -> None:
    """Write the file anew."""
    TARGET.write_text(render(json.loads(SOURCE.read_text())))


def render(api: JSON) -> str:
    """Write the module's text."""
    reached = _reached(api)
    types = {name: api["types"][name] for name in reached}
    objects = {name: one for name, one in types.items() if "subtypes" not in one}
    unions = {name: one["subtypes"] for name, one in types.items() if "subtypes" in one}
    methods = dict(sorted(api["methods"].items()))
    lines = [
        *_table("METHODS", "Fields", _fields(methods)),
        *_table("TYPES", "Fields", _fields(objects)),
        *_table("REQUIRED", "list[str]", _required({**methods, **objects})),
        *_table("UNIONS", "list[str]", unions),
    ]
    return HEADER.format(version=api["version"]) + "\n".join(lines) + "\n"


def _reached(api: JSON) -> list[str]:
    """List the types that methods take, directly or within one another."""
    found: set[str] = set()
    queue = [name for one in api["methods"].values() for name in _names(one)]
    while queue:
        name = queue.pop()
        if name in api["types"] and name not in found:
            found.add(name)
            queue += _names(api["types"][name])
    return sorted(found)


def _names(described: JSON) -> list[str]:
    kinds = [kind for field in described.get("fields", []) for kind in field["types"]]
    return [
        kind.rpartition("Array of ")[2]
        for kind in kinds + described.get("subtypes", [])
    ]


def _fields(described: JSON) -> JSON:
    return {
        name: {field["name"]: field["types"] for field in one.get("fields", [])}
        for name, one in described.items()
    }


def _required(described: JSON) -> JSON:
    found = {
        name: [field["name"] for field in one.get("fields", []) if field["required"]]
        for name, one in described.items()
    }
    return {name: fields for name, fields in found.items() if fields}


def _table(name: str, kind: str, table: JSON) -> Iterator[str]:
    yield f"\n{name}: Final[dict[str, {kind}]] = {{"
    yield from _items(table, 1)
    yield "}"


def _items(table: JSON, depth: int) -> Iterator[str]:
    for key, value in table.items():
        yield from _item(key, value, depth)


def _item(key: str, value: JSON | list[str], depth: int) -> Iterator[str]:
    pad = "    " * depth
    if not value:
        yield f'{pad}"{key}": {value},'
        return
    is_table = isinstance(value, dict)
    yield f'{pad}"{key}": ' + ("{" if is_table else "[")
    if isinstance(value, dict):
        yield from _items(value, depth + 1)
    else:
        yield from (f'{pad}    "{name}",' for name in value)
    yield pad + ("}," if is_table else "],")


if __name__ == "__main__":
    main()
