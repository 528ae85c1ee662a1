"""The interval of a share."""

from __future__ import annotations

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model.proportion import Z, wilson


def test_the_quantile_is_that_of_the_normal_distribution() -> None:
    """It is written down, so that whoever only lints need not load what reckons it."""
    assert NormalDist().inv_cdf(0.975) == pytest.approx(Z, rel=1e-15)


@given(st.floats(0, 1), st.integers(1, 10**7))
def test_an_interval_holds_its_share(share: float, n: int) -> None:
    """And stays between nought and one."""
    low, high = wilson(share * n, n)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(10, 32, 0.1797, 0.4857), (0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_intervals_are_the_published_ones(hits: int, n: int, low: float, high: float) -> None:
    """81 of 263 is the example of Newcombe, Statistics in Medicine 17 (1998), 857-872, table I."""
    assert wilson(hits, n) == pytest.approx((low, high), abs=2e-4)
