"""Check a call against the Bot API's description of its methods."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.playground.answers import JSON
from bot.playground.spec.generated import METHODS, REQUIRED, TYPES, UNIONS
from bot.playground.upload import Upload

ARRAY = "Array of "
SCALARS: dict[str, Callable[[Any], bool]] = {
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Float": lambda value: (
        isinstance(value, (int, float)) and not isinstance(value, bool)
    ),
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool),
    "InputFile": lambda value: isinstance(value, (str, Upload)),
}


def check(method: str, params: Mapping[str, Any]) -> list[str]:
    """Say what is wrong with the parameters of a call."""
    return read(method, params)[1]


def read(method: str, params: Mapping[str, Any]) -> tuple[JSON, list[str]]:
    """Turn parameters, JSON or text, into typed values; tell what is wrong."""
    fields = METHODS[method]
    values = {
        name: _parse(value, fields.get(name, []))
        for name, value in params.items()
        if name in fields or isinstance(value, Upload)
    }
    return values, list(_object_problems(method, fields, {**params, **values}))


def _parse(value: Any, kinds: list[str]) -> Any:
    """Read a value that came as text, unless text is what is wanted."""
    if not isinstance(value, str) or not _problems(value, kinds, ""):
        return _number(value) if "Integer" in kinds else value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _number(value: Any) -> Any:
    """Read "123" as a number where both numbers and names are welcome."""
    is_number = isinstance(value, str) and value.removeprefix("-").isdecimal()
    return int(value) if is_number else value


def _object_problems(
    name: str, fields: dict[str, list[str]], values: Mapping[str, Any]
) -> Iterable[str]:
    for key in REQUIRED.get(name, []):
        if key not in values:
            yield f'parameter "{key}" of {name} is required'
    for key, value in values.items():
        if key not in fields and isinstance(value, Upload):
            continue  # a file that another parameter names by attach://
        if key not in fields:
            yield f'parameter "{key}" of {name} is unknown'
        else:
            yield from _problems(value, fields[key], f'"{key}" of {name}')


def _problems(value: Any, kinds: Iterable[str], where: str) -> list[str]:
    """Give the problems under the kind that fits best."""
    found = [_problems_of(value, kind, where) for kind in kinds]
    return min(found, key=_badness, default=[])


def _badness(problems: list[str]) -> int:
    """Rank what is not of the kind at all behind what is nearly right."""
    wrong_kind = sum("must be" in problem for problem in problems)
    return len(problems) + 100 * wrong_kind


def _problems_of(value: Any, kind: str, where: str) -> list[str]:
    if kind.startswith(ARRAY):
        return _array_problems(value, kind.removeprefix(ARRAY), where)
    if kind in UNIONS:
        return _problems(value, UNIONS[kind], where)
    is_kind = SCALARS.get(kind, _is_object)
    if not is_kind(value):
        return [f"{where} must be {kind}"]
    return [] if kind in SCALARS else list(_object_problems(kind, TYPES[kind], value))


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _array_problems(value: Any, kind: str, where: str) -> list[str]:
    if not isinstance(value, (list, tuple)):
        return [f"{where} must be {ARRAY}{kind}"]
    return [problem for one in value for problem in _problems(one, [kind], where)]
