"""Who is in which stage of a lifecycle, told by the events that mark entry and exit.

A stage is open to a customer from an entry event until an exit event of the same stage; one that is both closes it.
Events count in their order: of two at the same time, the later one in the source. Who has several open stages is in the
furthest of them, so that a loyal customer who opens the home page is still loyal. Who has none has left, and it is
known which stage was the furthest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.errors import InputMissingError
from journeymap.evidence.recognising import first_matching, first_seen, month, number, seen, within
from journeymap.evidence.statement import Statement, Values, parse
from journeymap.model.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.evidence.data import Data, Staged
    from journeymap.evidence.log import Scope
    from journeymap.model.conditions import EventBinding
    from journeymap.model.journey import Journey
    from journeymap.model.lifecycle import Lifecycle
    from journeymap.model.persona import Persona
    from journeymap.model.source import Source
    from journeymap.workspace.catalogue import Catalogue


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
    """What data can see of a lifecycle, its sources staged.

    Raises:
        InputMissingError: No stage of it names events of a source of events.
        SettingError: A source cannot be read.
    """
    if not is_told(data.catalogue, lifecycle):
        raise InputMissingError(
            f"no stage of lifecycle `{lifecycle.id}` says which events mark its entry",
            "Write `entry_events` and `exit_events` at its stages, of a source of kind `events`.",
        )
    catalogue = data.catalogue
    return Course(
        lifecycle=lifecycle,
        touchpoints=tuple(_touchpoints(catalogue)),
        personas=tuple(item for item in catalogue.personas.values() if item.segment),
        sources=tuple(data.staged(source) for source in sources_of(catalogue, lifecycle)),
    )


def sources_of(catalogue: Catalogue, lifecycle: Lifecycle) -> tuple[Source, ...]:
    """The sources of events that are read for a lifecycle: its stages name them, or a touchpoint does."""
    named = {binding.source for _, events in _touchpoints(catalogue) for binding in events}
    named |= {item.source for stage in lifecycle.stages for item in (*stage.entry_events, *stage.exit_events)}
    return tuple(item for item in catalogue.sources.values() if item.id in named and item.kind is SourceKind.EVENTS)


def is_told(catalogue: Catalogue, lifecycle: Lifecycle) -> bool:
    """Whether events tell who is in a stage of a lifecycle."""
    entries = (item for stage in lifecycle.stages for item in stage.entry_events)
    known = (catalogue.sources.get(item.source) for item in entries)
    return any(source is not None and source.kind is SourceKind.EVENTS for source in known)


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

    Columns: `customer`, `moment`, `place` (which event of the customer it is, from 1), `month` (its place among the
    scope's), `persona`, `touch` (numbers; -1 for none), and `in0`, `out0`, `in1`, … : the event's own `place` where it
    marks the entry or exit of the stage, else null.
    """
    values = Values()
    parts = [_events(what, place, item, scope, values) for place, item in enumerate(what.sources)]
    events = exp.union(*parts, distinct=False) if len(parts) > 1 else parts[0]
    sides = [f"{side}{place}" for place in range(len(what.lifecycle.stages)) for side in ("in", "out")]
    in_order = all(item.layout.relation.ordered for item in what.sources)
    keys = ["moment", "source", "tie", "line", *([] if in_order else ["BYTES(event)", "touch", "persona", *sides])]
    told = ", ".join(f"CASE WHEN {side} = 1 THEN place END AS {side}" for side in sides)
    query = parse(
        f"""
    SELECT customer, moment, place, month, persona, touch, {told}
    FROM (
        SELECT customer, moment, month, persona, touch, {", ".join(sides)},
            CAST(ROW_NUMBER() OVER (PARTITION BY customer ORDER BY {", ".join(keys)}) AS INT) AS place
        FROM events
    ) AS placed
    """  # noqa: S608  # fixed names and numbers only
    )
    return Statement(query.with_("events", as_=events, copy=False), values.by_name)


def _events(what: Course, place: int, found: Staged, scope: Scope, values: Values) -> exp.Select:
    picked: list[exp.Expr] = [exp.column(name) for name in ("customer", "moment", "tie", "event")]
    picked.append(exp.column("place").as_("line"))
    picked.append(exp.Literal.number(place).as_("source"))
    picked.append(month(scope.months, values).as_("month"))
    picked.append(first_matching((item.segment for item in what.personas), found, values).as_("persona"))
    picked.append(first_seen((events for _, events in what.touchpoints), found, values).as_("touch"))
    for stage_place, stage in enumerate(what.lifecycle.stages):
        picked.append(_is_one(stage.entry_events, found, values).as_(f"in{stage_place}"))
        picked.append(_is_one(stage.exit_events, found, values).as_(f"out{stage_place}"))
    return exp.select(*picked).from_(found.name).where(*within(scope, values))


def _is_one(events: Sequence[EventBinding], found: Staged, values: Values) -> exp.Expr:
    """1 for a row that is one of some events, else 0."""
    condition = seen(events, found, values)
    return number(0) if condition is None else exp.Case().when(condition, number(1)).else_(number(0))
