"""Answers become emotions in one way: never down when the answer gets better, never beyond -2 and 2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.model.measurement import MetricMeasured
from journeymap.model.metric import Metric
from journeymap.workspace.felt import emotion_of, measured_emotion, measured_interval


def metric(**keys: str) -> Metric:
    """A metric with some keys."""
    return Metric.model_validate({"id": "m", "name": "M", **keys})


def measured(value: float, low: float | None = None, high: float | None = None) -> MetricMeasured:
    """What was measured of it."""
    return MetricMeasured(metric="m", value=value, n=100, low=low, high=high, method="mean")


NPS = metric(kind="nps")
CSAT = metric(kind="csat", method="mean", scale="1-5")
EASE = metric(kind="ces", scale="1-7", polarity="higher-is-better")
EFFORT = metric(kind="ces", scale="1-7", polarity="lower-is-better")
ODD = metric(kind="csat", method="mean", scale="-50-50")


@pytest.mark.parametrize(
    ("asked", "value", "emotion"),
    [
        (NPS, -100, -2),
        (NPS, 0, 0),
        (NPS, 37, 0.74),
        (NPS, 100, 2),
        (CSAT, 1, -2),
        (CSAT, 3, 0),
        (CSAT, 4.5, 1.5),
        (CSAT, 80, 2),
        (EASE, 7, 2),
        (EFFORT, 7, -2),
        (EFFORT, 4, 0),
        (ODD, -25, -1),
    ],
)
def test_the_ends_of_a_scale_are_the_ends_of_feeling_and_its_middle_is_neutral(
    asked: Metric, value: float, emotion: float
) -> None:
    """Also where the scale begins below nought, is turned round, or the value lies beyond it."""
    assert emotion_of(asked, value) == pytest.approx(emotion)
    assert measured_emotion(asked, measured(value)) == pytest.approx(emotion)


@pytest.mark.parametrize(
    "asked",
    [
        metric(kind="csat", method="top-box", scale="1-5"),
        metric(kind="csat", scale="1-5"),
        metric(kind="csat", method="mean"),
        metric(kind="csat", method="mean", scale="5-5"),
        metric(kind="ces", scale="1-7"),
        metric(kind="ces", scale="1-7", method="top-box", polarity="higher-is-better"),
        metric(kind="ratio", polarity="higher-is-better"),
        metric(kind="score", scale="0-100", polarity="higher-is-better"),
        metric(kind="duration"),
        metric(scale="1-5"),
    ],
    ids=lambda item: f"{item.kind}-{item.method}-{item.scale}",
)
def test_what_tells_no_feeling_has_no_emotion(asked: Metric) -> None:
    """A top box, a metric whose method or polarity is unknown, and numbers that nobody felt."""
    assert emotion_of(asked, 3) is None
    assert measured_interval(asked, measured(3, 2, 4)) is None


NUMBERS = st.floats(-200, 200)


@given(st.sampled_from([NPS, CSAT, EASE, EFFORT, ODD]), NUMBERS, NUMBERS)
def test_a_better_answer_never_feels_worse(asked: Metric, one: float, other: float) -> None:
    """For all metrics that tell a feeling, and values on the scale and beyond."""
    worse, better = sorted((one, other), reverse=asked is EFFORT)
    first, second = emotion_of(asked, worse), emotion_of(asked, better)
    assert first is not None
    assert second is not None
    assert -2 <= first <= second <= 2


def test_an_interval_begins_with_its_lower_end_and_is_none_where_there_is_none() -> None:
    """Also where lower is better, so that the upper end of the answers is the lower one of the emotion."""
    assert measured_interval(EFFORT, measured(6, 5.5, 6.5)) == pytest.approx((-5 / 3, -1))
    assert measured_interval(CSAT, measured(2, 1.8, 2.2)) == pytest.approx((-1.2, -0.8))
    assert measured_interval(CSAT, measured(2)) is None
