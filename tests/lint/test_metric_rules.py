"""Metrics and their targets: what is found, and above all what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journeymap import api
from tests.conftest import TODAY

Write = Callable[..., Path]


def said(write: Write, code: str, text: str) -> list[str]:
    """The messages of a rule on a document."""
    folder = write({"journeymap.yaml": "journeymap: 1\n" + text})
    report = api.lint([folder], select=["JM1", "JM201", code], on=TODAY)
    assert {finding.code for finding in report.findings} <= {code}, report.findings
    return [finding.message for finding in report.findings]


def measured(metric: str, *targets: str, keys: str = "") -> str:
    """A metric `m`, and a journey with a touchpoint for each of its targets."""
    points = ", ".join(f"{{id: t{i}, name: T, metrics: [{{metric: m{item}}}]}}" for i, item in enumerate(targets))
    return (
        f"metrics: [{{id: m, name: M, {metric}}}]\n"
        f"journeys: [{{id: j, name: J{keys}, stages: [{{id: s, name: S, touchpoints: [{points}]}}]}}]\n"
    )


FUTURE = "  - {id: k, name: K, state: future, based_on: j, stages: [{id: z, name: Z, touchpoints: [{id: t0, keep: true}]}]}\n"


def kept(text: str) -> str:
    """The same with a future journey that keeps the first touchpoint as it is."""
    head, _, one = text.partition("journeys: [")
    return f"{head}journeys:\n  - {one.strip().removesuffix(']')}\n{FUTURE}"


class TestMetricWithoutTarget:
    def test_a_metric_at_several_places_is_one_finding(self, write: Write) -> None:
        text = measured("kind: count", ", value: 3", ", warn: 2")
        assert said(write, "JM701", text) == ["`m` is measured in `j`, at 2 places, and has no target"]

    @pytest.mark.parametrize(
        "text",
        [
            measured("kind: count", ", value: 3", ", target: 2"),
            measured("kind: count", ", target: 0"),
            measured("kind: count", ", value: 3", keys=", status: retired"),
            "metrics: [{id: m, name: M, kind: count}]\n",
        ],
        ids=["at-another-place", "nought", "retired", "unused"],
    )
    def test_a_target_anywhere_in_the_journey_is_enough(self, text: str, write: Write) -> None:
        assert said(write, "JM701", text) == []

    def test_what_a_future_journey_keeps_is_told_once(self, write: Write) -> None:
        assert len(said(write, "JM701", kept(measured("kind: count", ", value: 3")))) == 1


SOURCES = "sources: [{id: log, kind: events, uri: log.csv}]\n"


class TestMetricWithoutSource:
    @pytest.mark.parametrize(
        "text",
        [
            "metrics: [{id: m, name: M, source: Ticketing}]",
            SOURCES + "metrics: [{id: m, name: M, source: log}]",
            SOURCES + "metrics: [{id: m, name: M, numerator: {source: log, event: paid}, denominator: all visits}]",
            "sources: [{id: log, kind: feedback, uri: log.csv, metric: m}]\nmetrics: [{id: m, name: M}]",
            "sources: [{id: log, kind: feedback, uri: log.csv, columns: {metric: q}}]\nmetrics: [{id: m, name: M, kind: nps}]",
        ],
        ids=["text", "id", "events", "source-names-it", "column-of-metrics"],
    )
    def test_whatever_says_where_it_is_from_counts(self, text: str, write: Write) -> None:
        assert said(write, "JM702", text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "metrics: [{id: m, name: M, formula: a by b}]",
            "metrics: [{id: m, name: M, numerator: paid, denominator: all}]",
            "sources: [{id: log, kind: feedback, uri: log.csv, columns: {metric: q}}]\nmetrics: [{id: m, name: M, kind: duration}]",
        ],
        ids=["formula", "words", "not-an-answer"],
    )
    def test_how_it_is_reckoned_is_not_where_it_is_from(self, text: str, write: Write) -> None:
        assert said(write, "JM702", text) == ["`m` does not say where its number comes from"]


POSSIBLE = [
    ("kind: nps", -100),
    ("kind: nps, scale: 0-10", 62),
    ("kind: ratio", 1),
    ('kind: ratio, unit: "%"', 95),
    ("kind: ratio, unit: per cent of orders", 95),
    ("kind: ratio, scale: 0-100", 95),
    ("kind: csat, method: top-box, scale: 1-5", 0.8),
    ('kind: csat, method: top-box, scale: 1-5, unit: "%"', 80),
    ("kind: csat, method: mean, scale: 1-5", 4.2),
    ("kind: csat, method: mean", 80),
    ("kind: csat, scale: 1-5", 0.8),
    ("kind: csat, scale: 1-5", 4.2),
    ('kind: csat, scale: 1-5, unit: "%"', 80),
    ("kind: ces, scale: 1-7, method: mean", 5.5),
    ("kind: ces, scale: 1-7, method: top-box", 0.7),
    ("kind: duration, unit: days", 4000),
    ("kind: currency, unit: EUR", -3500),
    ("kind: score, formula: a", 900),
    ("kind: score, scale: -50-50", -50),
    ("scale: 1-5", 5),
    ("unit: pieces", -1),
    ("kind: count", 100000),
]
IMPOSSIBLE = [
    ("kind: nps", 101, "-100 to 100"),
    ("kind: nps, scale: 0-10", -101, "-100 to 100"),
    ("kind: ratio", 1.01, "0 to 1"),
    ("kind: ratio", -0.1, "0 to 1"),
    ('kind: ratio, unit: "%"', 101, "0 to 100"),
    ("kind: csat, method: top-box, scale: 1-5", 4.2, "0 to 1"),
    ("kind: csat, method: mean, scale: 1-5", 0.8, "1 to 5"),
    ("kind: csat, scale: 1-5", 80, "0 to 1 and 1 to 5"),
    ("kind: ces, scale: 1-7", 0.7, "1 to 7"),
    ("kind: duration, unit: days", -1, "0 and more"),
    ("kind: score, scale: 0-100, formula: a", 101, "0 to 100"),
    ("scale: 1-5", 6, "1 to 5"),
]


class TestImpossibleTarget:
    @pytest.mark.parametrize(("metric", "number"), POSSIBLE)
    def test_a_number_that_can_be_is_let_pass(self, metric: str, number: float, write: Write) -> None:
        assert said(write, "JM703", measured(metric, f", target: {number}")) == []

    @pytest.mark.parametrize(("metric", "number", "bounds"), IMPOSSIBLE)
    def test_a_number_that_cannot_be_is_found(self, metric: str, number: float, bounds: str, write: Write) -> None:
        assert said(write, "JM703", measured(metric, f", target: {number}")) == [
            f"`target: {number:g}` of `m` lies outside {bounds}"
        ]

    def test_the_numbers_of_a_place_are_one_finding(self, write: Write) -> None:
        text = measured("kind: ratio", ", target: 95, warn: 80, value: 0.7")
        assert said(write, "JM703", text) == ["`target: 95`, `warn: 80` of `m` lie outside 0 to 1"]

    def test_a_share_in_per_cent_is_told_how_to_write_it(self, write: Write) -> None:
        folder = write({"journeymap.yaml": "journeymap: 1\n" + measured("kind: ratio", ", target: 95")})
        (finding,) = api.lint([folder], select=["JM703"], on=TODAY).findings
        assert finding.help == 'Write 95 per cent as 0.95, or give `m` the unit `"%"`.'

    def test_what_a_future_journey_keeps_is_told_once(self, write: Write) -> None:
        assert len(said(write, "JM703", kept(measured("kind: ratio", ", target: 95")))) == 1

    def test_a_retired_journey_is_silent(self, write: Write) -> None:
        assert said(write, "JM703", measured("kind: ratio", ", target: 95", keys=", status: retired")) == []


WEB = "sources: [{id: web, kind: events, uri: e.csv, columns: {customer: c, time: t, event: e}}]\n"
EVENTS = "numerator: {source: web, event: pay}, denominator: {source: web, event: cart}"


class TestUndefinedMethod:
    @pytest.mark.parametrize(
        ("metric", "missing"),
        [
            ("kind: csat", "a CSAT without `method` and `scale`"),
            ("kind: csat, method: mean", "a CSAT without `scale`"),
            ("kind: csat, scale: 1-5", "a CSAT without `method`"),
            ("kind: ces, scale: 1-7", "a CES without `polarity`"),
            ("kind: score, scale: 0-100", "a score without `formula`"),
            (f"kind: ratio, {EVENTS}", "a ratio of events without `method`"),
            (f"kind: ratio, method: mean, {EVENTS}", "a ratio of events without `method`"),
        ],
    )
    def test_what_is_left_open_is_named(self, metric: str, missing: str, write: Write) -> None:
        assert said(write, "JM704", f"{WEB}metrics: [{{id: m, name: M, {metric}}}]\n") == [f"`m` is {missing}"]

    @pytest.mark.parametrize(
        "metric",
        [
            "kind: csat, formula: Share of 4 and 5 on a scale of 1 to 5",
            "kind: score, numerator: weighted answers, denominator: all answers",
            "kind: nps",
            "kind: ratio",
            f"kind: ratio, method: after, {EVENTS}",
            f"kind: ratio, method: with, {EVENTS}",
            f"kind: ratio, {EVENTS.partition(', denominator')[0]}, denominator: All visits",
            f"kind: count, {EVENTS}",
            "kind: duration",
            "unit: pieces",
        ],
    )
    def test_what_is_said_in_words_or_goes_without_saying_is_enough(self, metric: str, write: Write) -> None:
        assert said(write, "JM704", f"{WEB}metrics: [{{id: m, name: M, {metric}}}]\n") == []


class TestTargetAgainstPolarity:
    @pytest.mark.parametrize(
        ("metric", "target"),
        [
            ("kind: nps", ", target: 20, warn: 40"),
            ("kind: csat", ", target: 0.7, warn: 0.8"),
            ("kind: duration, polarity: lower-is-better", ", target: 5, warn: 2"),
            ("kind: nps, polarity: lower-is-better", ", target: 40, warn: 20"),
            ("polarity: higher-is-better", ", target: -5, warn: 0"),
        ],
        ids=["nps", "csat", "lower", "written-goes-first", "nought"],
    )
    def test_a_warning_that_is_better_than_the_target_is_found(self, metric: str, target: str, write: Write) -> None:
        assert len(said(write, "JM705", measured(metric, target))) == 1

    @pytest.mark.parametrize(
        ("metric", "target"),
        [
            ("kind: duration", ", target: 5, warn: 2"),
            ("kind: ces, scale: 1-7", ", target: 5, warn: 6"),
            ("kind: ratio", ", target: 0.1, warn: 0.2"),
            ("kind: nps", ", target: 40, warn: 40"),
            ("kind: nps", ", target: 40"),
            ("kind: nps", ", warn: 40"),
        ],
        ids=["duration", "ces", "ratio", "equal", "no-warning", "no-target"],
    )
    def test_nothing_is_said_where_it_is_unknown_which_way_is_good(
        self, metric: str, target: str, write: Write
    ) -> None:
        assert said(write, "JM705", measured(metric, target)) == []

    def test_a_retired_journey_is_silent_and_a_kept_touchpoint_is_told_once(self, write: Write) -> None:
        wrong = ", target: 20, warn: 40"
        assert said(write, "JM705", measured("kind: nps", wrong, keys=", status: retired")) == []
        assert len(said(write, "JM705", kept(measured("kind: nps", wrong)))) == 1
