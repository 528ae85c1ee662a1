"""Somebody who wants the numbers that a measurement hides: what it shows, every sum that must hold, and exact algebra.

Nothing of the package is used here. Names of numbers are those of a measurement, with the part that they are of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

Name = Hashable
Equation = dict[Name, Fraction]
"""Numbers, each so many times, that add up to nothing; the number 1 is called by `ONE`."""

ONE = "one"
WHOLE = ("", "")


@dataclass(frozen=True)
class Known:
    """What is known of a map: the touchpoints of its stages, where it begins and ends, and which ones share events."""

    stages: dict[str, list[str]]
    starts: set[str]
    ends: set[str]
    goal: str
    overlapping: set[str]


def attacked(found: Any, known: Known, *, windowed: bool = False) -> dict[Name, Fraction]:
    """All numbers that can be reckoned from what is shown.

    Args:
        found: What was seen of a journey.
        known: Its map.
        windowed: Its funnels have a window.
    """
    parts = {WHOLE: found, **{(str(part.by), part.value): part for part in found.parts}}
    equations = []
    for of, part in parts.items():
        equations += [_equal(name, value) for name, value in _shown(of, part, known)]
        equations += [*_within(of, part, known), *_funnels(of, part, windowed=windowed)]
    names = {name for equation in equations for name in equation if name != ONE}
    return _solved([*equations, *_across(parts, names), *_elsewhere(found, known), *_channels(found)])


def _equal(name: Name, value: float) -> Equation:
    return {name: Fraction(1), **({ONE: Fraction(-round(value))} if round(value) else {})}


def _sum(total: Name, parts: Iterable[Name]) -> Equation:
    equation: Equation = defaultdict(Fraction, {total: Fraction(-1)})
    for part in parts:
        equation[part] += 1
    return {name: factor for name, factor in equation.items() if factor}


def _shown(of: tuple[str, str], part: Any, known: Known) -> Iterator[tuple[Name, float]]:
    """What is shown, and what shares of it tell."""
    totals = part.totals
    ids = [item.id for item in part.touchpoints]
    yield (of, "cases"), totals.cases
    yield from _known((of, "events"), totals.events)
    cases = {item.id: _first(item.cases, _times(item.reach, totals.cases)) for item in part.touchpoints}
    for item in part.touchpoints:
        here = cases[item.id]
        yield from _known((of, "at", item.id), here)
        yield from _known((of, "events", item.id), item.events)
        yield from _known((of, "entries", item.id), item.entries)
        yield from _known((of, "exits", item.id), _first(item.exits, _times(item.drop_off, here)))
        yield from _known((of, "again", item.id), item.again)
        yield from _known((of, "returns", item.id), item.returns)
        yield from _known((of, "then", item.id, known.goal), _times(item.to_goal, here))
        if item.to_next is not None:
            yield from _known((of, "then", item.id, ids[ids.index(item.id) + 1]), _times(item.to_next, here))
    yield from _shown_further(of, part, cases)


def _shown_further(of: tuple[str, str], part: Any, cases: dict[str, float | None]) -> Iterator[tuple[Name, float]]:
    """The same of stages, funnels and ways."""
    for stage in part.stages:
        here = _first(stage.cases, _times(stage.reach, part.totals.cases))
        yield from _known((of, "at", stage.id), here)
        yield from _known((of, "exits", stage.id), _first(stage.exits, _times(stage.drop_off, here)))
    for funnel in part.funnels:
        for step in funnel.steps:
            yield from _known((of, "at", step.id), step.open)
            yield from _known(
                (of, "closed", funnel.of, step.id), _first(step.closed, _times(step.of_all, part.totals.seen))
            )
        for before, step in pairwise(funnel.steps):
            yield from _known((of, "closed", funnel.of, step.id), _times(step.of_previous, before.closed))
            if step.after_previous is not None:
                yield (of, "closed", funnel.of, step.id), step.after_previous.n
    for way in part.ways:
        yield (of, "way", way.source, way.target), way.times
        if way.share:
            yield (of, "left", way.source), way.times / way.share
        if way.target is not None:
            yield from _known((of, "then", way.source, way.target), _times(way.later, cases[way.source]))


def _known(name: Name, value: float | None) -> Iterator[tuple[Name, float]]:
    if value is not None:
        yield name, value


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _times(share: float | None, of: float | None) -> float | None:
    return None if share is None or of is None else share * of


def _within(of: tuple[str, str], part: Any, known: Known) -> Iterator[Equation]:
    """The sums that hold in one part."""
    ids = [item.id for item in part.touchpoints]
    yield _sum((of, "cases"), [(of, "entries", one) for one in ids])
    yield _sum((of, "cases"), [(of, "exits", one) for one in ids])
    for one in ids:
        others = [other for other in ids if other != one]
        yield _sum((of, "exits", one), [(of, "way", one, None)])
        yield _sum((of, "left", one), [(of, "way", one, other) for other in (*others, None)])
        yield _sum((of, "left", one), [(of, "entries", one), *((of, "way", other, one) for other in others)])
        if one not in known.overlapping:
            yield _sum((of, "events", one), [(of, "left", one), (of, "again", one)])
    if not known.overlapping:
        yield _sum((of, "events"), [(of, "events", one) for one in ids])
    for empty in (item.id for item in part.touchpoints if item.cases == 0):
        for one in ids:
            yield from (_equal(name, 0) for name in ((of, "way", one, empty), (of, "way", empty, one)))
    for way in getattr(part, "not_taken", ()):
        yield _equal((of, "way", way.source, way.target), 0)
    for stage, steps in known.stages.items():
        yield _sum((of, "exits", stage), [(of, "exits", one) for one in steps])
        if len(steps) == 1:
            yield _sum((of, "at", stage), [(of, "at", steps[0])])


def _funnels(of: tuple[str, str], part: Any, *, windowed: bool) -> Iterator[Equation]:
    """The begin of a funnel is all who were there; without a window its second step is all who came there later."""
    for funnel in part.funnels:
        ids = [step.id for step in funnel.steps]
        yield _sum((of, "closed", funnel.of, ids[0]), [(of, "at", ids[0])])
        if funnel.of != "stages" and len(ids) > 1 and not windowed:
            yield _sum((of, "closed", funnel.of, ids[1]), [(of, "then", *ids[:2])])


def _elsewhere(found: Any, known: Known) -> Iterator[Equation]:
    """Cases that begin or end where the map does not are those that begin or end at the touchpoints of which it is so."""
    for name, what, there in (
        ("starting_elsewhere", "entries", known.starts),
        ("ending_elsewhere", "exits", known.ends),
    ):
        n = getattr(found.conformance, name) if found.conformance else None
        yield _sum((WHOLE, name), [(WHOLE, what, item.id) for item in found.touchpoints if item.id not in there])
        if n is not None:
            yield _equal((WHOLE, name), n)


def _across(parts: dict[tuple[str, str], Any], names: set[Any]) -> Iterator[Equation]:
    """What is counted of all is the sum over the parts of a dimension."""
    kinds = {name[1:] for name in names}
    for by in sorted({of[0] for of in parts if of != WHOLE}):
        values = [of for of in parts if of[0] == by]
        for kind in sorted(kinds, key=str):
            yield _sum((WHOLE, *kind), [(of, *kind) for of in values])


def _channels(found: Any) -> Iterator[Equation]:
    """Events of a touchpoint came through its channels: those that are told, and the others together."""
    for item in found.touchpoints:
        if item.channels:
            names = [(WHOLE, "channel", item.id, use.channel) for use in item.channels]
            yield _sum((WHOLE, "events", item.id), [*names, (WHOLE, "other channels", item.id)])
            for use, name in zip(item.channels, names, strict=True):
                yield _equal(name, use.events)
                if use.share:
                    yield _equal((WHOLE, "events", item.id), use.events / use.share)


def _solved(equations: list[Equation]) -> dict[Name, Fraction]:
    """The numbers that the equations allow one value only, by Gauss and Jordan."""
    rows: dict[Name, Equation] = {}
    for equation in equations:
        row = dict(equation)
        for name in list(row):
            if name in rows and name in row:
                _take(row, rows[name], row[name])
        pivot = next((name for name in row if name != ONE), None)
        if pivot is None:
            assert not row, "what is shown contradicts itself"
            continue
        row = {name: factor / row[pivot] for name, factor in row.items()}
        for other in rows.values():
            if pivot in other:
                _take(other, row, other[pivot])
        rows[pivot] = row
    return {name: -row.get(ONE, Fraction(0)) for name, row in rows.items() if set(row) <= {name, ONE}}


def _take(target: Equation, row: Equation, times: Fraction) -> None:
    for name, factor in row.items():
        left = target.get(name, Fraction(0)) - times * factor
        if left:
            target[name] = left
        else:
            target.pop(name, None)
