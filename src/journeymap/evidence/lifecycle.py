"""Who is in which stage of a lifecycle, told by the events that mark entry and exit.

A stage is open to a customer from an entry event until an exit event of the same stage; one that is both closes it. Who
has several open stages is in the furthest of them, so that a loyal customer who opens the home page is still
loyal. Who has none has left, and it is known which stage was the last one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.conditions import matches
from journeymap.evidence.statement import Statement, Values
from journeymap.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeymap.evidence.data import Data, Staged
    from journeymap.evidence.log import Scope
    from journeymap.model.conditions import EventBinding
    from journeymap.model.journey import Journey
    from journeymap.model.lifecycle import Lifecycle
    from journeymap.model.persona import Persona
    from journeymap.workspace.catalogue import Catalogue

NOBODY = -1
"""No persona, no stage, no touchpoint."""


@dataclass(frozen=True)
class Course:
    """A lifecycle as data can see it.

    Attributes:
        lifecycle: The lifecycle.
        touchpoints: All touchpoints that are bound to events, as journey/touchpoint, with their events.
        personas: The personas that data can recognise; a row is of the first that matches.
        sources: The sources of events that any of these name, staged.
    """

    lifecycle: Lifecycle
    touchpoints: tuple[tuple[str, tuple[EventBinding, ...]], ...]
    personas: tuple[Persona, ...]
    sources: tuple[Staged, ...]


def course(data: Data, lifecycle: Lifecycle) -> Course:
    """What data can see of a lifecycle, its sources staged."""
    catalogue = data.catalogue
    touchpoints = tuple(_touchpoints(catalogue))
    named = {binding.source for _, events in touchpoints for binding in events}
    named |= {item.source for stage in lifecycle.stages for item in (*stage.entry_events, *stage.exit_events)}
    sources = (item for item in catalogue.sources.values() if item.id in named and item.kind is SourceKind.EVENTS)
    return Course(
        lifecycle=lifecycle,
        touchpoints=touchpoints,
        personas=tuple(item for item in catalogue.personas.values() if item.segment),
        sources=tuple(data.staged(source) for source in sources),
    )


def _touchpoints(catalogue: Catalogue) -> Iterator[tuple[str, tuple[EventBinding, ...]]]:
    for journey in catalogue.journeys.values():
        if _is_current(journey):
            for stage in journey.stages:
                for item in stage.touchpoints:
                    if item.events:
                        yield f"{journey.id}/{item.id}", item.events


def _is_current(journey: Journey) -> bool:
    return journey.state.value == "current" and (journey.status is None or journey.status.value != "retired")


def marks(what: Course, scope: Scope) -> Statement:
    """The events of all customers, with what each says of them.

    Columns: `customer`, `moment`, `source`, `tie`, `month` (its place among the scope's), `persona`, `touch` (numbers;
    -1 for none), and `in0`, `out0`, `in1`, … : the moment where the event marks the entry or exit of the stage, else
    null.
    """
    values = Values()
    parts = [_marks(what, number, item, scope, values) for number, item in enumerate(what.sources)]
    query: exp.Query = exp.union(*parts, distinct=False) if len(parts) > 1 else parts[0]
    return Statement(query, values.by_name)


def _marks(what: Course, number: int, found: Staged, scope: Scope, values: Values) -> exp.Select:
    picked: list[exp.Expr] = [exp.column(name) for name in ("customer", "moment", "tie")]
    picked.append(exp.Literal.number(number).as_("source"))
    picked.append(_month(scope, values).as_("month"))
    picked.append(_first(((item.segment or {}, place) for place, item in enumerate(what.personas)), found, values))
    picked.append(_touch(what, found, values))
    for place, stage in enumerate(what.lifecycle.stages):
        picked.append(_moment_of(stage.entry_events, found, values).as_(f"in{place}"))
        picked.append(_moment_of(stage.exit_events, found, values).as_(f"out{place}"))
    return exp.select(*picked).from_(found.name).where(*_counting(scope, values))


def _counting(scope: Scope, values: Values) -> Iterator[exp.Expr]:
    for name in ("customer", "moment", "event"):
        yield exp.not_(exp.Is(this=exp.column(name), expression=exp.Null()))
    if scope.since is not None:
        yield exp.GTE(this=exp.column("moment"), expression=values.bind(scope.since))
    if scope.until is not None:
        yield exp.LT(this=exp.column("moment"), expression=values.bind(scope.until))


def _month(scope: Scope, values: Values) -> exp.Expr:
    cases = exp.Case()
    for place, (begin, _) in enumerate(scope.months[1:]):
        cases = cases.when(exp.LT(this=exp.column("moment"), expression=values.bind(begin)), exp.Literal.number(place))
    last = exp.Literal.number(max(len(scope.months) - 1, 0))
    return cases.else_(last) if len(scope.months) > 1 else last


def _first(segments: Iterable[tuple[object, int]], found: Staged, values: Values) -> exp.Expr:
    cases, any_seen = exp.Case(), False
    for conditions, place in segments:
        assert isinstance(conditions, dict)
        if conditions and all(name in found.layout.extras for name in conditions):
            cases = cases.when(matches(conditions, found.layout.extra, values), exp.Literal.number(place))
            any_seen = True
    none = exp.Neg(this=exp.Literal.number(1))
    return (cases.else_(none) if any_seen else none).as_("persona")


def _touch(what: Course, found: Staged, values: Values) -> exp.Expr:
    cases, any_seen = exp.Case(), False
    for place, (_, events) in enumerate(what.touchpoints):
        condition = _seen(events, found, values)
        if condition is not None:
            cases = cases.when(condition, exp.Literal.number(place))
            any_seen = True
    none = exp.Neg(this=exp.Literal.number(1))
    return (cases.else_(none) if any_seen else none).as_("touch")


def _moment_of(events: Sequence[EventBinding], found: Staged, values: Values) -> exp.Expr:
    condition = _seen(events, found, values)
    if condition is None:
        return exp.cast(exp.Null(), "bigint")
    return exp.Case().when(condition, exp.column("moment"))


def _seen(events: Sequence[EventBinding], found: Staged, values: Values) -> exp.Expr | None:
    conditions = []
    for item in events:
        if item.source == found.source.id:
            named: exp.Expr = exp.EQ(this=exp.column("event"), expression=values.bind(item.event))
            more = [matches(item.where, found.layout.extra, values)] if item.where else []
            conditions.append(exp.paren(exp.and_(named, *more)))
    return exp.or_(*conditions) if conditions else None
