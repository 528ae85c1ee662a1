"""The curve goes through its points and never leaves the band between two neighbours."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.render import curve

HEIGHTS = st.lists(st.integers(0, 8).map(lambda n: n * 12.5), min_size=2, max_size=40)


@settings(deadline=None)
@given(HEIGHTS)
def test_never_overshoots(heights: list[float]) -> None:
    """Between two points the curve stays between their heights."""
    drawn = curve.segments([(float(n), y) for n, y in enumerate(heights)])
    for segment in drawn:
        low, high = sorted((segment.start[1], segment.end[1]))
        for step in range(21):
            assert low - 1e-6 <= segment.at(step / 20)[1] <= high + 1e-6


@settings(deadline=None)
@given(HEIGHTS)
def test_is_monotone_between_two_points(heights: list[float]) -> None:
    """A part that rises does not dip on its way."""
    for segment in curve.segments([(float(n), y) for n, y in enumerate(heights)]):
        ys = [segment.at(step / 20)[1] for step in range(21)]
        if segment.end[1] < segment.start[1]:
            ys.reverse()
        assert all(b >= a - 1e-6 for a, b in pairwise(ys))


def test_goes_through_every_point() -> None:
    """The ends of the segments are the points themselves."""
    points = [(0.0, 50.0), (10.0, 0.0), (30.0, 100.0)]
    drawn = curve.segments(points)
    assert [drawn[0].start, *(segment.end for segment in drawn)] == points


def test_refuses_points_that_go_back() -> None:
    """Two points at the same place cannot be joined."""
    with pytest.raises(ValueError, match="left to right"):
        curve.segments([(1.0, 0.0), (1.0, 5.0)])


def test_a_break_begins_a_new_path() -> None:
    """Segments that do not join are drawn apart; a single point gives no path."""
    first, _, third = curve.segments([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 1.0)])
    assert curve.path([first, third]).count("M") == 2
    assert curve.path(curve.segments([(0.0, 0.0)])) == ""
    assert curve.area((), 50) == ""
