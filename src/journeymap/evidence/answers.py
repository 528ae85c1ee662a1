"""The answers and mentions of one source that are about a journey, counted: by metric, place and persona.

They are staged with a number for each: `metric` (-1: none that is known, -2: none is named), `place` (-1: none is
named), `persona` (-1: none whose segment matches), and `valid` (1: an answer that its metric allows).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.recognising import first_matching, number, within
from journeymap.evidence.statement import Statement, Values, parse, whole
from journeymap.evidence.suppression import ALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeymap.evidence.data import Data, Staged
    from journeymap.evidence.log import Scope
    from journeymap.evidence.plan import Segment
    from journeymap.evidence.scoring import Scoring
    from journeymap.evidence.suppression import Field

NONE = -1
"""The number of a place or persona that is not known."""
_UNNAMED = -2
_ELSEWHERE = -2
_HUGE = 1e300


@dataclass(frozen=True, slots=True)
class Named:
    """What the rows of a source name: a metric and a touchpoint as they are written; how many rows and people do."""

    metric: str | None
    touchpoint: str | None
    rows: int
    scores: int
    people: int


@dataclass(frozen=True)
class Reading:
    """How the rows of a source are read for one journey.

    Attributes:
        staged: The source.
        metrics: The metrics that its rows name, by id, and how they are scored, or why they cannot be.
        touchpoints: What rows may write for a touchpoint, and the number of its place.
        homes: The places of metrics that stand at one place only, for rows that name no touchpoint.
        named: The metrics that the journey asks for, for rows that name no touchpoint.
        metric: The metric of rows that name none.
        touchpoint: The touchpoint of rows that name none, as it is written.
        segments: The personas that rows can be told to be of.
    """

    staged: Staged
    metrics: Mapping[str, Scoring | str]
    touchpoints: Mapping[str, int]
    homes: Mapping[str, int]
    named: frozenset[str]
    metric: str | None
    touchpoint: str | None
    segments: Sequence[Segment]


@dataclass(frozen=True)
class Said:
    """What was answered to a metric, or written: by place and persona.

    Attributes:
        people: How many people there are in each field, sums among them.
        scores: How often each answer was given.
        texts: How often each text was written; in no sums.
        refused: Answers that the metric does not allow.
    """

    people: Mapping[Field, int]
    scores: Mapping[Field, Counter[float]] = field(default_factory=dict)
    texts: Mapping[Field, Counter[str]] = field(default_factory=dict)
    refused: int = 0


def names_in(data: Data, staged: Staged, scope: Scope) -> tuple[Named, ...]:
    """Which metrics and touchpoints the rows of a source name, in the period; a row of nobody is a person by itself."""
    values = Values()
    query = (
        exp.select(
            exp.column("metric"),
            exp.column("touchpoint"),
            exp.Count(this=exp.Star()),
            exp.Count(this=exp.column("score")),
            exp.Count(this=exp.Distinct(expressions=[exp.column("customer")])),
            exp.Count(this=exp.column("customer")),
        )
        .from_(staged.name)
        .where(*within(scope, values), _says_something())
        .group_by(exp.column("metric"), exp.column("touchpoint"))
    )
    found = data.engine.rows(Statement(query, values.by_name))
    return tuple(
        Named(
            None if metric is None else str(metric),
            None if touchpoint is None else str(touchpoint),
            whole(rows),
            whole(scores),
            whole(customers) + whole(rows) - whole(known),
        )
        for metric, touchpoint, rows, scores, customers, known in found
    )


def _says_something() -> exp.Expr:
    return exp.or_(*(exp.not_(exp.Is(this=exp.column(name), expression=exp.Null())) for name in ("score", "words")))


def stage(data: Data, reading: Reading, scope: Scope) -> str:
    """Stages what is about the journey, and returns the name under which it is staged."""
    name = f"said_{reading.staged.name}"
    values = Values()
    metric = _or_fixed("metric", reading.metric, values)
    touchpoint = _or_fixed("touchpoint", reading.touchpoint, values)
    plain = [exp.column(item) for item in ("score", "words", "customer")]
    named = (
        exp.select(
            _metric(metric, reading, values).as_("metric"),
            touchpoint.as_("touchpoint"),
            first_matching((item.conditions for item in reading.segments), reading.staged, values).as_("persona"),
            *plain,
        )
        .from_(reading.staged.name)
        .where(*within(scope, values), _says_something())
    )
    placed = exp.select(
        exp.column("metric"),
        _place(reading, values).as_("place"),
        _valid(reading, values).as_("valid"),
        exp.column("persona"),
        *(item.copy() for item in plain),
    ).from_(named.subquery("named"))
    kept = (
        exp.select(
            *(exp.column(item) for item in ("metric", "place", "valid", "persona", "score", "words", "customer"))
        )
        .from_(placed.subquery("placed"))
        .where(exp.GTE(this=exp.column("place"), expression=number(NONE)))
    )
    data.engine.stage(name, Statement(kept, values.by_name))
    return name


def _or_fixed(name: str, fixed: str | None, values: Values) -> exp.Expr:
    if fixed is None:
        return exp.column(name)
    return exp.Coalesce(this=exp.column(name), expressions=[values.bind(fixed)])


def _metric(metric: exp.Expr, reading: Reading, values: Values) -> exp.Expr:
    cases = exp.Case().when(exp.Is(this=metric.copy(), expression=exp.Null()), number(_UNNAMED))
    for order, name in enumerate(reading.metrics):
        cases = cases.when(exp.EQ(this=metric.copy(), expression=values.bind(name)), exp.Literal.number(order))
    return cases.else_(number(NONE))


def _place(reading: Reading, values: Values) -> exp.Expr:
    touchpoint, metric = exp.column("touchpoint"), exp.column("metric")
    cases = exp.Case()
    for name, place in reading.touchpoints.items():
        cases = cases.when(exp.EQ(this=touchpoint.copy(), expression=values.bind(name)), exp.Literal.number(place))
    cases = cases.when(
        exp.not_(exp.Is(this=touchpoint.copy(), expression=exp.Null())), exp.Neg(this=exp.Literal.number(2))
    )
    for order, name in enumerate(reading.metrics):
        if name in reading.named:
            home = number(reading.homes.get(name, NONE))
            cases = cases.when(exp.EQ(this=metric.copy(), expression=exp.Literal.number(order)), home)
    cases = cases.when(exp.EQ(this=metric.copy(), expression=number(_UNNAMED)), number(NONE))
    return cases.else_(number(_ELSEWHERE))


def _valid(reading: Reading, values: Values) -> exp.Expr:
    cases = exp.Case()
    for order, scoring in enumerate(reading.metrics.values()):
        if not isinstance(scoring, str):
            asked = exp.EQ(this=exp.column("metric"), expression=exp.Literal.number(order))
            cases = cases.when(exp.and_(asked, _allowed(scoring, values)), exp.Literal.number(1))
    return cases.else_(exp.Literal.number(0)) if cases.args.get("ifs") else exp.Literal.number(0)


def _allowed(scoring: Scoring, values: Values) -> exp.Expr:
    score = exp.column("score")
    if scoring.possible is not None:
        return score.isin(*(values.bind(answer) for answer in scoring.possible))
    low, high = scoring.scale or (-_HUGE, _HUGE)
    return exp.and_(
        exp.GTE(this=score.copy(), expression=values.bind(low)),
        exp.LTE(this=score.copy(), expression=values.bind(high)),
    )


def scores(data: Data, name: str) -> Mapping[int, Said]:
    """The answers of what is staged, by the number of their metric."""
    counts: dict[int, dict[Field, Counter[float]]] = defaultdict(lambda: defaultdict(Counter))
    refused: Counter[int] = Counter()
    for metric, place, persona, valid, score, answers in data.engine.rows(Statement(parse(_SCORES.format(name=name)))):
        if whole(valid):
            for at in sums((whole(place), whole(persona))):
                counts[whole(metric)][at][float(str(score))] += whole(answers)
        else:
            refused[whole(metric)] += whole(answers)
    people = _people(data, name, "valid = 1", "metric")
    return {
        metric: Said(people[metric], counts[metric], refused=refused[metric])
        for metric in sorted(set(counts) | set(refused))
    }


def texts(data: Data, name: str) -> Said:
    """The texts of what is staged."""
    counts: dict[Field, Counter[str]] = defaultdict(Counter)
    for place, persona, words, times in data.engine.rows(Statement(parse(_TEXTS.format(name=name)))):
        counts[whole(place), whole(persona)][str(words)] += whole(times)
    return Said(_people(data, name, "words IS NOT NULL", "0")[0], texts=counts)


def sums(at: Field) -> tuple[Field, ...]:
    """A field and the sums that it is part of."""
    place, persona = at
    return at, (place, ALL), (ALL, persona), (ALL, ALL)


def _people(data: Data, name: str, condition: str, metric: str) -> Mapping[int, Mapping[Field, int]]:
    """How many people are in each field: each customer once, and each row that names none."""
    whole_table = [
        _PEOPLE.format(name=name, condition=condition, metric=metric, place=place, persona=persona)
        for place in ("place", f"0 {ALL}")
        for persona in ("persona", f"0 {ALL}")
    ]
    found: dict[int, dict[Field, int]] = defaultdict(dict)
    for asked, place, persona, known, unknown in data.engine.rows(Statement(parse(" UNION ALL ".join(whole_table)))):
        found[whole(asked)][whole(place), whole(persona)] = whole(known) + whole(unknown)
    return found


_SCORES = """
SELECT metric, place, persona, valid, score, COUNT(*) AS answers FROM {name}
WHERE metric >= 0 AND score IS NOT NULL GROUP BY metric, place, persona, valid, score
"""
_TEXTS = """
SELECT place, persona, words, COUNT(*) AS times FROM {name}
WHERE words IS NOT NULL GROUP BY place, persona, words
"""
_PEOPLE = """
SELECT asked, at_place, of_persona, COUNT(DISTINCT customer) AS known,
    SUM(CASE WHEN customer IS NULL THEN 1 ELSE 0 END) AS unknown
FROM (
    SELECT {metric} AS asked, {place} AS at_place, {persona} AS of_persona, customer FROM {name} WHERE {condition}
) AS people GROUP BY asked, at_place, of_persona
"""
