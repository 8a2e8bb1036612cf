"""The points at which trials kill are places of the product as it stands."""

import inspect

import pytest

from trials.cases import points
from trials.traps import POINTS, Point


@pytest.mark.parametrize("point", POINTS.values(), ids=list(POINTS))
def test_every_point_is_a_function_of_its_owner(point: Point) -> None:
    assert inspect.isroutine(getattr(point.owner, point.name))


def test_every_point_is_tried() -> None:
    tried = {way.point for way in (*points.POLLED, *points.BROUGHT, *points.SENT)}
    assert tried == POINTS.keys()
