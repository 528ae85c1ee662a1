"""Intervals and tests against published numbers, against scipy, and against what must always hold."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.evidence.intervals import (
    Interval,
    Sample,
    error_of_mean,
    error_of_promoters,
    mean_difference,
    median_ranks,
    of_mean,
    of_promoters,
    recovered,
    sample,
    share_difference,
    tidy,
)
from journeymap.evidence.significance import (
    excluded_p,
    fisher_p,
    holm,
    means_p,
    normal_p,
    shares_p,
)
from journeymap.evidence.student import quantile, two_sided
from journeymap.model.proportion import Ends, wilson

stats = pytest.importorskip("scipy.stats")


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_published(hits: int, n: int, low: float, high: float) -> None:
    """The four examples of Newcombe 1998 (the single proportion), method 3."""
    assert wilson(hits, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_difference_of_shares_as_published(a: tuple[int, int], b: tuple[int, int], low: float, high: float) -> None:
    """The eight examples of Newcombe 1998 (independent proportions), method 10."""
    assert share_difference(*b, *a) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000), st.data())
def test_wilson_agrees_with_scipy(n: int, data: st.DataObject) -> None:
    """Any share has the interval that scipy gives it, and lies in it."""
    hits = data.draw(st.integers(0, n))
    found = wilson(hits, n)
    theirs = stats.binomtest(hits, n).proportion_ci(method="wilson")
    assert found == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert 0 <= found.low <= hits / n <= found.high <= 1


@pytest.mark.parametrize("df", [1, 2, 3.7, 9, 29, 150, 1234.5, 1e5, 9e5])
def test_student_agrees_with_scipy(df: float) -> None:
    """Tails and quantiles of t, from one degree of freedom to a million."""
    for t in (0.01, 0.5, 1.0, 1.9, 2.5, 5.0, 12.0):
        assert two_sided(t, df) == pytest.approx(2 * stats.t.sf(t, df), rel=1e-8)
        assert two_sided(-t, df) == two_sided(t, df)
    for p in (0.6, 0.9, 0.975, 0.9995):
        assert quantile(p, df) == pytest.approx(stats.t.ppf(p, df), rel=1e-9)


def test_student_becomes_normal() -> None:
    """Far beyond a million degrees of freedom t is the normal distribution, and ends are ends."""
    assert quantile(0.975, 1e9) == pytest.approx(1.959964, abs=1e-6)
    assert two_sided(2.0, 1e9) == pytest.approx(normal_p(2.0))
    assert two_sided(math.inf, 5) == 0.0
    assert two_sided(0.0, 5) == 1.0


@given(st.dictionaries(st.floats(-100, 100).map(lambda value: round(value, 3)), st.integers(1, 50), min_size=1))
def test_sample_agrees_with_statistics(histogram: dict[float, int]) -> None:
    """Mean, deviation and interval of counted numbers are those of the numbers themselves."""
    import statistics

    numbers = [value for value, times in histogram.items() for _ in range(times)]
    known = sample(histogram)
    assert known.n == len(numbers)
    assert known.mean == pytest.approx(statistics.fmean(numbers), abs=1e-9)
    ends = of_mean(known)
    if len(set(numbers)) < 2:
        assert ends is None
        return
    error = statistics.stdev(numbers) / math.sqrt(len(numbers))
    theirs = stats.t.interval(0.95, len(numbers) - 1, loc=known.mean, scale=error)
    assert ends == pytest.approx(theirs, rel=1e-6, abs=1e-6)
    assert error_of_mean(ends, known.mean, known.n) == pytest.approx(error, rel=1e-6)


def test_promoters() -> None:
    """Of 36 answers, 18 promoters and 6 detractors: adjusted Wald by hand; the error is found again in the interval."""
    up, down, n = 18.75 / 39, 6.75 / 39, 39
    half = 1.959964 * math.sqrt((up + down - (up - down) ** 2) / n)
    ends = of_promoters(18, 6, 36)
    assert ends == pytest.approx((100 * (up - down - half), 100 * (up - down + half)), abs=1e-4)
    assert error_of_promoters(ends, 100 * 12 / 36, 36) == pytest.approx(100 * half / 1.959964, rel=1e-6)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_promoters_stay_on_their_scale(promoters: int, passives: int, detractors: int) -> None:
    """No interval of a promoter score leaves -100 to 100, has no width, or leaves out its score."""
    n = promoters + passives + detractors
    if not n:
        return
    ends = of_promoters(promoters, detractors, n)
    assert -100 <= ends.low < ends.high <= 100
    assert ends.low <= 100 * (promoters - detractors) / n <= ends.high
    error = error_of_promoters(ends, 100 * (promoters - detractors) / n, n)
    up, down = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    if min(abs(ends.low + 100), abs(ends.high - 100)) > 0:
        assert error == pytest.approx(100 * math.sqrt((up + down - (up - down) ** 2) / (n + 3)), rel=1e-9)


@pytest.mark.parametrize("n", [1, 5, 6, 10, 37, 999, 1000, 1001, 5000])
def test_median_ranks(n: int) -> None:
    """The ranks are symmetric and hold the median with at least 95 %, as the binomial distribution says."""
    ranks = median_ranks(n)
    if n < 6:
        assert ranks is None
        return
    assert ranks is not None
    low, high = ranks
    assert low + high == n + 1
    covered = 1 - 2 * stats.binom.cdf(low - 1, n, 0.5)
    assert 0.949 <= covered <= 0.99


def test_means_agree_with_scipy() -> None:
    """Welch's interval and p for two samples of unlike size and spread."""
    a, b = [2.1, 3.3, 2.8, 4.9, 3.0, 2.2], [3.9, 4.4, 4.1, 4.6]
    first, last = (sample(dict.fromkeys(numbers, 1)) for numbers in (a, b))
    sides = [(item.mean, item.deviation / math.sqrt(item.n), item.n) for item in (first, last)]
    theirs = stats.ttest_ind(b, a, equal_var=False)
    assert means_p(*sides[0], *sides[1]) == pytest.approx(theirs.pvalue, rel=1e-9)
    ends = theirs.confidence_interval(0.95)
    assert mean_difference(*sides[0], *sides[1]) == pytest.approx((ends.low, ends.high), rel=1e-9)


@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_shares_agree_with_scipy(n_a: int, n_b: int, data: st.DataObject) -> None:
    """The z test is Pearson's without correction where enough is expected, else the test is Fisher's."""
    a, b = data.draw(st.integers(0, n_a)), data.draw(st.integers(0, n_b))
    table = [[a, n_a - a], [b, n_b - b]]
    if a + b in {0, n_a + n_b}:
        assert shares_p(a, n_a, b, n_b) == 1.0
        return
    expected = stats.contingency.expected_freq(table).min()
    theirs = (
        stats.fisher_exact(table).pvalue if expected < 5 else stats.chi2_contingency(table, correction=False).pvalue
    )
    assert shares_p(a, n_a, b, n_b) == pytest.approx(theirs, rel=1e-6, abs=1e-12)


def test_fisher_as_published() -> None:
    """Fisher's tea: three of four cups right is 0.486 on two sides, four of four 0.029."""
    assert fisher_p(3, 4, 1, 4) == pytest.approx(0.4857, abs=1e-4)
    assert fisher_p(4, 4, 0, 4) == pytest.approx(0.0286, abs=1e-4)


PUBLISHED = (
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459),
    *(0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
)


def test_corrections_as_published() -> None:
    """The 15 comparisons of Benjamini and Hochberg 1995, of which Holm's procedure finds the first three."""
    assert sum(p < 0.05 for p in holm(PUBLISHED)) == 3


@given(st.lists(st.floats(0, 1), max_size=30))
def test_corrections_keep_order(ps: list[float]) -> None:
    """A correction never makes p smaller, keeps the order, and is never stricter than Bonferroni's."""
    strict = holm(ps)
    mild = stats.false_discovery_control(ps) if ps else ps
    for p, more, less in zip(ps, strict, mild, strict=True):
        assert p <= more + 1e-12
        assert less <= more + 1e-12
        assert more <= min(1.0, p * len(ps)) + 1e-12
    by_p = sorted(range(len(ps)), key=lambda place: ps[place])
    assert [strict[place] for place in by_p] == sorted(strict)


@given(st.integers(1, 300), st.integers(1, 300), st.data())
def test_difference_is_the_other_way_round(n_a: int, n_b: int, data: st.DataObject) -> None:
    """Which side comes first turns the interval of a difference around, and changes no p."""
    a, b = data.draw(st.integers(0, n_a)), data.draw(st.integers(0, n_b))
    ends, turned = share_difference(a, n_a, b, n_b), share_difference(b, n_b, a, n_a)
    assert ends == pytest.approx((-turned.high, -turned.low), abs=1e-12)
    assert -1 <= ends.low <= b / n_b - a / n_a <= ends.high <= 1
    assert shares_p(a, n_a, b, n_b) == pytest.approx(shares_p(b, n_b, a, n_a), rel=1e-9)


@given(st.floats(-50, 50), st.floats(0.1, 9), st.floats(-50, 50), st.floats(0.1, 9))
def test_p_and_interval_say_the_same(a: float, half_a: float, b: float, half_b: float) -> None:
    """Where only intervals are known, p is below 0.05 just where the interval of the difference leaves out nothing."""
    ends = recovered(a, Ends(a - half_a, a + half_a), b, Ends(b - half_b, b + half_b))
    p = excluded_p(b - a, ends)
    assert (p < 0.05) == (ends.low > 1e-9 or ends.high < -1e-9) or min(abs(ends.low), abs(ends.high)) < 1e-6


def test_methods_end_in_their_interval() -> None:
    """Every sort of interval is found again at the end of a method, and none in a method of another origin."""
    for item in Interval:
        assert Interval.of(f"Mean of the answers; {item}") is item
    assert Interval.of("counted by hand") is None


def test_tidy() -> None:
    """Kept numbers have six decimals, and there is no negative zero."""
    assert tidy(1 / 3) == 0.333333
    assert str(tidy(-1e-9)) == "0.0"
    assert of_mean(Sample(1, 3.0, 0.0)) is None
