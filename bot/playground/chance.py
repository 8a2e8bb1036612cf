"""Chance that repeats: everything random here comes from a seed."""

from random import Random


def dice(seed: int) -> Random:
    """Make a source of chance that repeats with its seed."""
    return Random(seed)  # noqa: S311 - faults must repeat with their seed
