"""Copies of what is written in JSON, several times as fast as `deepcopy`."""

from bot.playground.answers import JSON


def copied(value: JSON) -> JSON:
    """Copy an object; what stands in it beside objects and lists never changes."""
    return {key: _copied(each) for key, each in value.items()}


def _copied(value: object) -> object:
    if isinstance(value, dict):
        return copied(value)
    if isinstance(value, list | tuple):
        return [_copied(each) for each in value]
    return value
