"""Metrics that are counted from events: shares, counts and times of cases, of everybody and of each persona.

What they read is staged under `metric_log`: of the log of a journey, the events above and below the line of metrics,
each with the number of its side as `step`. What comes first is told by `turn`: of two events at the same time, the
earlier one in the source; an event that is on both sides does not come after itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeymap.evidence.intervals import Interval, median_ranks, of_mean, sample
from journeymap.evidence.scoring import UnsaidError, share_interval
from journeymap.evidence.statement import Statement, parse, whole
from journeymap.evidence.suppression import ALL
from journeymap.model.metric import MetricKind, MetricMethod
from journeymap.model.proportion import Ends, wilson

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeymap.evidence.engines import Engine
    from journeymap.model.metric import Metric

LOG = "metric_log"
_CASES = "metric_cases"

_SECONDS: Mapping[float, tuple[str, ...]] = {
    0.001: ("ms", "millisecond", "milliseconds"),
    1.0: ("s", "sec", "second", "seconds"),
    60.0: ("min", "mins", "minute", "minutes"),
    3_600.0: ("h", "hr", "hrs", "hour", "hours"),
    86_400.0: ("d", "day", "days"),
    604_800.0: ("w", "week", "weeks"),
    2_629_746.0: ("mo", "month", "months"),
    31_556_952.0: ("y", "year", "years"),
}
_UNITS = {word: size for size, words in _SECONDS.items() for word in words}
"""Seconds in a unit; a month and a year are the mean ones of the Gregorian calendar."""
_MICROSECONDS = 1e6


@dataclass(frozen=True, slots=True)
class Side:
    """The two sides of a metric, as the numbers of their steps; a count may have none below the line."""

    top: int
    bottom: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A value that was counted.

    Attributes:
        value: The value, in the metric's unit.
        n: What it rests on.
        people: How many customers it rests on.
        ends: Its interval.
        method: How it was reckoned.
        hits: Of a share, the cases above the line.
        later: Those of them whose event above the line came after one below it.
    """

    value: float
    n: int
    people: int
    ends: Ends | None
    method: str
    hits: int = 0
    later: int = 0


def check(metric: Metric) -> None:
    """Whether a metric can be counted from its events.

    Raises:
        UnsaidError: What it lacks.
    """
    if metric.kind is None:
        raise UnsaidError("it has no `kind`")
    if metric.kind not in _COUNTS:
        raise UnsaidError(f"its kind is {metric.kind}, which is not counted from events")
    if metric.kind is MetricKind.DURATION and (metric.unit or "").strip().lower() not in _UNITS:
        named = (
            "without a `unit`" if metric.unit is None else f"in `{metric.unit}`, which is no unit that is known here"
        )
        raise UnsaidError(f"it is a duration {named}: write `s`, `min`, `h`, `d`, `w`, `mo` or `y`")


def count(engine: Engine, metric: Metric, side: Side, case: str) -> Mapping[int, Counted]:
    """The value of a metric, by the number of the persona; that of everybody is under `ALL`.

    Args:
        engine: Where `metric_log` is staged.
        metric: The metric, which `check` found good.
        side: Its sides.
        case: What a case is called: customer or session.
    """
    assert metric.kind is not None
    return dict(_COUNTS[metric.kind](engine, metric, side, case))


def _ratio(engine: Engine, metric: Metric, side: Side, case: str) -> Iterator[tuple[int, Counted]]:
    engine.stage(_CASES, Statement(parse(_BOTH.format(log=LOG, top=side.top, bottom=side.bottom))))
    interval = share_interval(metric)
    times = 100 if interval is Interval.PERCENTAGE else 1
    follows = metric.method is MetricMethod.AFTER
    order = "have one above it after it" if follows else "also have one above it, before or after"
    how = f"Of the {case}s with an event below the line, those that {order}"
    for persona, cases, together, later, people in _parts(engine, _SHARES):
        n, hits = whole(cases), whole(later if follows else together)
        ends = wilson(hits, n)
        yield (
            whole(persona),
            Counted(
                value=times * hits / n,
                n=n,
                people=whole(people),
                ends=Ends(times * ends.low, times * ends.high),
                method=f"{how}; {interval}",
                hits=hits,
                later=whole(later),
            ),
        )


def _number(engine: Engine, _: Metric, side: Side, case: str) -> Iterator[tuple[int, Counted]]:
    if side.bottom is None:
        yield from _total(engine, side)
        return
    engine.stage(_CASES, Statement(parse(_EVENTS.format(log=LOG, top=side.top, bottom=side.bottom))))
    tallies: dict[int, Counter[float]] = defaultdict(Counter)
    for persona, events, cases in _parts(engine, _TALLIES):
        tallies[whole(persona)][float(whole(events))] += whole(cases)
    people = {whole(persona): whole(n) for persona, n in _parts(engine, _PEOPLE)}
    how = f"Mean number of events above the line in a {case} with one below it"
    for whose, tally in tallies.items():
        known = sample(tally)
        ends = of_mean(known)
        cut = None if ends is None else Ends(max(0.0, ends.low), ends.high)
        method = f"{how}; {Interval.MEAN if ends else Interval.NONE}"
        yield whose, Counted(known.mean, known.n, people[whose], cut, method)


def _total(engine: Engine, side: Side) -> Iterator[tuple[int, Counted]]:
    engine.stage(_CASES, Statement(parse(_TIMES.format(log=LOG, top=side.top))))
    method = f"Number of events above the line; {Interval.NONE}"
    for persona, events, cases, people in _parts(engine, _TOTALS):
        yield whole(persona), Counted(float(whole(events)), whole(cases), whole(people), None, method)


def _duration(engine: Engine, metric: Metric, side: Side, case: str) -> Iterator[tuple[int, Counted]]:
    engine.stage(_CASES, Statement(parse(_TOOK.format(log=LOG, top=side.top, bottom=side.bottom))))
    unit = (metric.unit or "").strip().lower()
    size = _UNITS[unit] * _MICROSECONDS
    how = f"Median time from the first event below the line to the next one above it, of the {case}s with both"
    for persona, cases, people in _parts(engine, _SIZES):
        n = whole(cases)
        ranks = median_ranks(n)
        middle = ((n + 1) // 2, n // 2 + 1)
        at = _at_ranks(engine, whole(persona), (*middle, *(ranks or ())))
        value = (at[middle[0]] + at[middle[1]]) / 2 / size
        ends = None if ranks is None else Ends(at[ranks[0]] / size, at[ranks[1]] / size)
        method = f"{how}; {Interval.MEDIAN if ends else Interval.NONE}"
        yield whole(persona), Counted(value, n, whole(people), ends, method)


def _at_ranks(engine: Engine, persona: int, ranks: tuple[int, ...]) -> Mapping[int, int]:
    wanted = ", ".join(str(rank) for rank in dict.fromkeys(ranks))
    condition = "" if persona == ALL else f"WHERE persona = {_literal(persona)}"
    rows = engine.rows(Statement(parse(_RANKED.format(cases=_CASES, condition=condition, ranks=wanted))))
    return {whole(place): whole(took) for place, took in rows}


def _parts(engine: Engine, question: str) -> list[tuple[object, ...]]:
    """The rows of a question on the staged cases, for each persona and for all together, in order."""
    asked = " UNION ALL ".join(question.format(cases=_CASES, whose=whose) for whose in ("persona", _literal(ALL)))
    return sorted(engine.rows(Statement(parse(asked))), key=lambda row: [float(str(value)) for value in row])


def _literal(number: int) -> str:
    return str(number) if number >= 0 else f"0 - {-number}"


_COUNTS = {MetricKind.RATIO: _ratio, MetricKind.COUNT: _number, MetricKind.DURATION: _duration}

_BOTH = """
SELECT case_id, customer, persona,
    MIN(CASE WHEN step = {bottom} THEN turn END) AS begun, MAX(CASE WHEN step = {top} THEN turn END) AS latest
FROM {log} WHERE step IN ({top}, {bottom}) GROUP BY case_id, customer, persona
HAVING SUM(CASE WHEN step = {bottom} THEN 1 ELSE 0 END) > 0
"""
_SHARES = """
SELECT whose, COUNT(*) AS cases, COUNT(latest) AS together,
    SUM(CASE WHEN latest > begun THEN 1 ELSE 0 END) AS later_ones, COUNT(DISTINCT customer) AS people
FROM (SELECT {whose} AS whose, customer, begun, latest FROM {cases}) AS asked GROUP BY whose
"""
_EVENTS = """
SELECT case_id, customer, persona, SUM(CASE WHEN step = {top} THEN 1 ELSE 0 END) AS times
FROM {log} WHERE step IN ({top}, {bottom}) GROUP BY case_id, customer, persona
HAVING SUM(CASE WHEN step = {bottom} THEN 1 ELSE 0 END) > 0
"""
_TALLIES = """
SELECT whose, times, COUNT(*) AS cases
FROM (SELECT {whose} AS whose, times FROM {cases}) AS asked GROUP BY whose, times
"""
_PEOPLE = """
SELECT whose, COUNT(DISTINCT customer) AS people
FROM (SELECT {whose} AS whose, customer FROM {cases}) AS asked GROUP BY whose
"""
_TIMES = """
SELECT case_id, customer, persona, COUNT(*) AS times FROM {log} WHERE step = {top} GROUP BY case_id, customer, persona
"""
_TOTALS = """
SELECT whose, SUM(times) AS events, COUNT(*) AS cases, COUNT(DISTINCT customer) AS people
FROM (SELECT {whose} AS whose, times, customer FROM {cases}) AS asked GROUP BY whose
"""
_TOOK = """
WITH base AS (
    SELECT case_id, customer, persona, MIN(moment) AS begun, MIN(turn) AS at_turn FROM {log} WHERE step = {bottom}
    GROUP BY case_id, customer, persona
), hit AS (
    SELECT case_id, moment, turn FROM {log} WHERE step = {top}
)
SELECT base.customer, base.persona, MIN(hit.moment - base.begun) AS took
FROM base JOIN hit ON hit.case_id = base.case_id AND hit.turn > base.at_turn
GROUP BY base.case_id, base.customer, base.persona
"""
_SIZES = """
SELECT whose, COUNT(*) AS cases, COUNT(DISTINCT customer) AS people
FROM (SELECT {whose} AS whose, customer FROM {cases}) AS asked GROUP BY whose
"""
_RANKED = """
SELECT place, took FROM (
    SELECT took, ROW_NUMBER() OVER (ORDER BY took) AS place FROM {cases} {condition}
) AS ranked WHERE place IN ({ranks})
"""
