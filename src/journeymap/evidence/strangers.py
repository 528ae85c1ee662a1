"""Events that the map names and the data does not hold: most of them are misspelt."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlglot import exp

from journeymap.evidence.places import Places
from journeymap.evidence.reading import meant
from journeymap.evidence.statement import Statement, Values, parse
from journeymap.model.source import SourceKind
from journeymap.source.nearest import nearest
from journeymap.source.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeymap.evidence.data import Data, Staged
    from journeymap.evidence.engines import Engine
    from journeymap.evidence.plan import Segment
    from journeymap.model.conditions import EventBinding
    from journeymap.model.journey import Journey

_MOST = 200
"""So many names of events are looked through for the one that was meant, the most frequent first."""

_NAMES = """
SELECT event FROM (
    SELECT event, ROW_NUMBER() OVER (ORDER BY events DESC, BYTES(event)) AS place FROM (
        SELECT event, COUNT(*) AS events FROM {rows} GROUP BY event HAVING COUNT(DISTINCT customer) >= {least}
    ) AS counted
) AS ranked WHERE place <= {most} ORDER BY place
"""


def strangers(data: Data, journey: Journey, read: Sequence[str], min_group: int) -> Iterator[str]:
    """Says which events a journey's touchpoints and metrics name that no row of their source has, in sentences.

    Args:
        data: The workspace's sources, opened.
        journey: One of its journeys.
        read: The sources that were read for it; others are not looked at.
        min_group: A name that fewer customers have is never suggested.
    """
    for name in read:
        source = data.catalogue.sources[name]
        named = _named(data, journey, name) if source.kind is SourceKind.EVENTS else {}
        if not named:
            continue
        staged = data.staged(source)
        held = _held(data.engine, staged, tuple(named))
        missing = [event for event in named if event not in held]
        names = _names(data.engine, staged, min_group) if missing and staged.read.used else ()
        for event in missing if names else ():
            yield _told(event, name, named[event], names)


def unseen_segments(segments: Sequence[Segment], sources: Sequence[Staged]) -> Iterator[str]:
    """Says of which personas no event can be told to be, since no source has the columns of their segment.

    Args:
        segments: Those of the journey's personas.
        sources: The journey's sources of events, staged.
    """
    for segment in segments if sources else ():
        if not any({*segment.conditions} <= {*item.layout.extras} for item in sources):
            missing = [name for name in segment.conditions if not any(name in item.layout.extras for item in sources)]
            column = (missing or [*segment.conditions])[0]
            known = dict.fromkeys(name for item in sources for name in item.layout.relation.columns)
            near = meant(column, known)
            told = f"No event can be told to be of persona {shown(segment.persona)}: no source of these events has the"
            yield f"{told} column {shown(column)}{f'; did you mean {shown(near)}?' if near else '.'}"


def _named(data: Data, journey: Journey, source: str) -> Mapping[str, list[str]]:
    """The events of a source that a journey names, in the order of the map, and what names each."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, binding in _bindings(data, journey):
        if binding.source == source and name not in found[binding.event]:
            found[binding.event].append(name)
    return found


def _bindings(data: Data, journey: Journey) -> Iterator[tuple[str, EventBinding]]:
    for stage in journey.stages:
        for touchpoint in stage.touchpoints:
            yield from ((touchpoint.id, binding) for binding in touchpoint.events)
    metrics = dict.fromkeys(target.metric for place in Places(data.catalogue, journey).all for target in place.metrics)
    for name in metrics:
        metric = data.catalogue.metrics[name]
        for side in (metric.numerator, metric.denominator):
            yield from ((name, binding) for binding in (side if isinstance(side, tuple) else ()))


def _held(engine: Engine, staged: Staged, events: Sequence[str]) -> frozenset[str]:
    """Those of some events that a source has."""
    values = Values()
    wanted = exp.In(this=exp.column("event"), expressions=[values.bind(event) for event in events])
    query = exp.select("event").distinct().from_(staged.name).where(wanted)
    return frozenset(str(event) for (event,) in engine.rows(Statement(query, values.by_name)))


def _names(engine: Engine, staged: Staged, least: int) -> tuple[str, ...]:
    """The names of the events of a source, most frequent first."""
    query = _NAMES.format(rows=staged.name, least=int(least), most=_MOST)
    return tuple(str(event) for (event,) in engine.rows(Statement(parse(query))))


def _told(event: str, source: str, by: Sequence[str], names: Sequence[str]) -> str:
    same = next((name for name in names if name.casefold() == event.casefold()), None)
    near = same or nearest(event, names)
    bound = " and ".join([", ".join(shown(name) for name in by[:-1]), shown(by[-1])] if len(by) > 1 else [shown(by[0])])
    found = f"{bound} {'names' if len(by) == 1 else 'name'} the event {shown(event)}, which `{source}` does not have"
    return f"{found}; did you mean {shown(near)}?" if near else f"{found}."
