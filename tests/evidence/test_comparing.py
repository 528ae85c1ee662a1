"""Two sides of a measurement: differences with interval and test, and news only where it is more than noise."""

from __future__ import annotations

import datetime
import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.evidence.comparing import compare
from journeymap.evidence.intervals import Interval, of_mean, of_promoters, sample, share_difference
from journeymap.model.measurement import (
    Asked,
    Difference,
    Measurement,
    MetricMeasured,
    SentimentMeasured,
    StageMeasured,
    Totals,
    TouchpointMeasured,
)
from journeymap.model.proportion import wilson
from journeymap.model.settings import CaseKind

stats = pytest.importorskip("scipy.stats")
NAMES = ("2026-01", "2026-02")


def measurement(**fields: Any) -> Measurement:
    asked = Asked(cases=CaseKind.CUSTOMER, min_group=10)
    day = datetime.date(2026, 5, 1)
    return Measurement(journey="buy", map_digest="sha256:0", measured=day, asked=asked, **fields)


def seen(cases: int, there: int, left: int, reached: int, completed: int) -> Measurement:
    """A journey with one touchpoint in one stage."""
    touchpoint = TouchpointMeasured(
        id="pay",
        cases=there,
        reach=there / cases,
        drop_off=left / there,
        to_next=None,
        to_goal=reached / there,
    )
    return measurement(
        totals=Totals(cases=cases, customers=cases, events=cases, completed=completed, completion=completed / cases),
        touchpoints=(touchpoint,),
        stages=(StageMeasured(id="shop", cases=there, drop_off=left / there),),
    )


def by_what(before: Measurement, after: Measurement) -> dict[str, Difference]:
    return {item.what: item for item in compare(before, after, NAMES).differences}


def test_shares() -> None:
    """Reach, drop-off, conversion and completion have Newcombe's interval, and the p of the z test after Holm."""
    found = by_what(seen(1000, 400, 100, 200, 200), seen(1200, 500, 200, 210, 250))
    assert set(found) == {"reach", "drop-off", "to-goal", "completion", "stage-drop-off"}
    drop = found["drop-off"]
    assert (drop.before, drop.after, drop.n_before, drop.n_after, drop.at) == (0.25, 0.4, 400, 500, "pay")
    assert (drop.low, drop.high) == pytest.approx(share_difference(100, 400, 200, 500), abs=1e-6)
    tables = {
        "completion": [[200, 800], [250, 950]],
        "reach": [[400, 600], [500, 700]],
        "drop-off": [[100, 300], [200, 300]],
        "to-goal": [[200, 200], [210, 290]],
        "stage-drop-off": [[100, 300], [200, 300]],
    }
    raw = sorted((stats.chi2_contingency(table, correction=False).pvalue, what) for what, table in tables.items())
    worst = 0.0
    for place, (p, what) in enumerate(raw):
        worst = max(worst, min(1.0, p * (len(raw) - place)))
        assert found[what].p == pytest.approx(worst, abs=1e-6)
        assert found[what].news == (worst < 0.05)


def test_news_first() -> None:
    """What is news comes first, the surest before; names and method stand above."""
    found = compare(seen(1000, 400, 100, 200, 200), seen(1200, 500, 200, 210, 250), NAMES)
    assert (found.before, found.after) == NAMES
    assert "Holm" in found.method
    news = [item.news for item in found.differences]
    assert news == sorted(news, reverse=True)
    assert True in news
    assert False in news
    ps = [item.p for item in found.differences if item.p is not None]
    assert len(ps) == len(found.differences)
    assert ps == sorted(ps)


def answers(name: str, histogram: dict[float, int], **fields: Any) -> MetricMeasured:
    known = sample(histogram)
    ends = of_mean(known)
    return MetricMeasured(
        metric=name,
        value=known.mean,
        n=known.n,
        low=ends.low if ends else None,
        high=ends.high if ends else None,
        method=f"Mean of the answers on the scale 1-5; {Interval.MEAN if ends else Interval.NONE}",
        **fields,
    )


def test_means() -> None:
    """Two means are tested by Welch, from their intervals alone."""
    a, b = {5: 20, 4: 30, 1: 12}, {5: 31, 3: 40, 1: 33}
    (found,) = compare(
        measurement(metrics=(answers("mood", a),)), measurement(metrics=(answers("mood", b),)), NAMES
    ).differences
    lists = [[value for value, times in histogram.items() for _ in range(times)] for histogram in (a, b)]
    theirs = stats.ttest_ind(lists[1], lists[0], equal_var=False)
    assert found.p == pytest.approx(theirs.pvalue, abs=1e-6)
    ends = theirs.confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high), abs=1e-5)
    assert (found.what, found.metric) == ("metric", "mood")


def test_a_mean_at_the_end_of_its_scale() -> None:
    """An interval that was cut off at the end of the scale gives the same test: its other end knows the spread."""
    a, b = answers("mood", {5: 20, 4: 2}), answers("mood", {5: 8, 4: 9})
    assert a.high is not None
    cut = a.model_copy(update={"high": a.high - 0.02})
    one = compare(measurement(metrics=(a,)), measurement(metrics=(b,)), NAMES)
    assert compare(measurement(metrics=(cut,)), measurement(metrics=(b,)), NAMES) == one


def promoters(up: int, down: int, n: int) -> MetricMeasured:
    ends = of_promoters(up, down, n)
    method = f"Share of answers 9 and 10 less share of answers 0 to 6, times 100; {Interval.PROMOTERS}"
    return MetricMeasured(metric="nps", value=100 * (up - down) / n, n=n, low=ends.low, high=ends.high, method=method)


def test_promoters() -> None:
    """Promoter scores are tested with the variance of promoters less detractors."""
    (found,) = compare(
        measurement(metrics=(promoters(60, 20, 120),)), measurement(metrics=(promoters(40, 50, 110),)), NAMES
    ).differences
    errors = []
    for up, down, n in ((60.75, 20.75, 123), (40.75, 50.75, 113)):
        errors.append(100 * math.sqrt(((up + down) / n - ((up - down) / n) ** 2) / n))
    difference = -1000 / 110 - 4000 / 120
    assert found.p == pytest.approx(2 * stats.norm.sf(abs(difference) / math.hypot(*errors)), abs=1e-6)
    assert found.low == pytest.approx(difference - 1.959964 * math.hypot(*errors), abs=1e-4)
    assert found.news


def share(hits: int, n: int, times: int = 1) -> MetricMeasured:
    ends = wilson(hits, n)
    interval = Interval.SHARE if times == 1 else Interval.PERCENTAGE
    return MetricMeasured(
        metric="csat",
        value=round(times * hits / n, 6),
        n=n,
        low=times * ends.low,
        high=times * ends.high,
        method=f"Share of answers 4 and 5 on the scale 1-5; {interval}",
    )


@pytest.mark.parametrize("times", [1, 100])
def test_top_boxes(times: int) -> None:
    """Shares of answers are tested as shares, also where they are written in per cent; few ones by Fisher's test."""
    first, last = (measurement(metrics=(share(hits, n, times),)) for hits, n in ((3, 10), (9, 10)))
    (found,) = compare(first, last, NAMES).differences
    assert found.p == pytest.approx(stats.fisher_exact([[3, 7], [9, 1]]).pvalue, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((times * 0.1705, times * 0.8090), abs=times * 5e-5)


def test_what_cannot_be_compared() -> None:
    """What one side lacks is left out, and so is what was reckoned in another way; a count has no test."""
    count = MetricMeasured(metric="chats", value=9, n=9, method=f"Number of events above the line; {Interval.NONE}")
    more = count.model_copy(update={"value": 30.0, "n": 22})
    first = measurement(metrics=(answers("mood", {5: 3, 1: 4}), count, promoters(5, 5, 12)))
    other = answers("mood", {5: 3, 1: 4}).model_copy(update={"method": f"Share of answers; {Interval.SHARE}"})
    (found,) = compare(first, measurement(metrics=(other, more)), NAMES).differences
    assert (found.metric, found.before, found.after, found.p, found.news) == ("chats", 9, 30, None, False)


def test_medians() -> None:
    """Of two medians only the intervals are known: the difference has the interval that they leave it."""
    method = f"Median time; {Interval.MEDIAN}"
    one = MetricMeasured(metric="time", value=10, n=80, low=8, high=13, method=method)
    other = MetricMeasured(metric="time", value=20, n=80, low=16, high=24, method=method)
    (found,) = compare(measurement(metrics=(one,)), measurement(metrics=(other,)), NAMES).differences
    assert (found.low, found.high) == pytest.approx((10 - 5, 10 + math.hypot(4, 2)), abs=1e-6)
    assert found.p is not None
    assert found.p < 0.05


def texts(source: str, mean: float, persona: str | None = None) -> SentimentMeasured:
    method = f"Judged by VADER 3.3.2, times two; {Interval.MEAN}"
    ends = {"low": mean - 0.1, "high": mean + 0.1}
    return SentimentMeasured(
        source=source, persona=persona, n=90, mean=mean, positive=0.5, negative=0.5, method=method, **ends
    )


def test_sentiment() -> None:
    """Sentiment is a mean; where several sources have texts, each says which it is."""
    first = measurement(sentiment=(texts("survey", 0.1), texts("posts", 0.3)))
    last = measurement(sentiment=(texts("survey", 0.6), texts("posts", 0.3)))
    found = by_what(first, last)
    assert found["sentiment (survey)"].news
    assert not found["sentiment (posts)"].news
    assert found["sentiment (posts)"].p == 1.0
    assert set(by_what(measurement(sentiment=(texts("survey", 0.1),)), last)) == {"sentiment"}


def test_two_personas() -> None:
    """Two parts are compared by the numbers of their personas; where everybody's are there, those count."""
    new = measurement(metrics=(answers("mood", {5: 30, 1: 4}, persona="new"),))
    old = measurement(metrics=(answers("mood", {5: 3, 1: 40}, persona="old"),))
    (found,) = compare(new, old, ("new", "old")).differences
    assert found.news
    everybody = answers("mood", {5: 10, 1: 10})
    both = measurement(metrics=(everybody, answers("mood", {5: 30, 1: 4}, persona="new")))
    (found,) = compare(both, both, NAMES).differences
    assert (found.before, found.n_before) == (3.0, 20)


def ends(item: Difference) -> tuple[float, float]:
    assert item.low is not None
    assert item.high is not None
    return item.low, item.high


COUNTS = st.tuples(*[st.integers(1, 300)] * 2).map(lambda pair: (max(pair), min(pair)))


@given(COUNTS, COUNTS)
def test_turned_around(one: tuple[int, int], other: tuple[int, int]) -> None:
    """Swapping the sides turns the difference around and changes neither p nor what is news."""
    first, last = (seen(n, hits, hits // 2, hits // 3, hits // 4) for n, hits in (one, other))
    there, back = by_what(first, last), by_what(last, first)
    assert set(there) == set(back)
    for what, item in there.items():
        assert (item.p, item.news) == (back[what].p, back[what].news)
        low, high = ends(item)
        other_low, other_high = ends(back[what])
        assert (low, high) == pytest.approx((-other_high, -other_low), abs=2e-6)
        assert low - 1e-6 <= item.after - item.before <= high + 1e-6


def test_noise_is_no_news() -> None:
    """Of two hundred comparisons of samples of the same customers, at most one in twenty has any news."""
    chance = random.Random(11)

    def draw() -> Measurement:
        there = sum(chance.random() < 0.6 for _ in range(300))
        left = sum(chance.random() < 0.3 for _ in range(there))
        return seen(300, there, left, there - left, sum(chance.random() < 0.4 for _ in range(300)))

    alarms = sum(any(item.news for item in compare(draw(), draw(), NAMES).differences) for _ in range(200))
    assert alarms <= 10
