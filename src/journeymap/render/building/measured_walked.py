"""Where customers went, as sections of the page: conformance, funnels, where they leave, ways, events, paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.building.measured_names import barred, cell
from journeymap.render.building.measured_told import span_told
from journeymap.render.details.sheet import Bit, Grid, Lines, Row, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeymap.model.measurement import (
        Conformance,
        Funnel,
        FunnelStep,
        PathMeasured,
        TouchpointMeasured,
        UnmappedEvent,
        WayMeasured,
    )
    from journeymap.render.building.measured_names import Told
    from journeymap.render.details.sheet import Cell, Tone
    from journeymap.render.view_measured import UseView

_FUNNELS = ("chosen", "stages", "touchpoints")
"""The funnels in the order in which they are told: the long one of all touchpoints last, and folded."""
_MOST = 15
"""Rows of a list that grows with the data."""


def sections(told: Told) -> Iterator[Section]:
    """All sections about where customers went; those with nothing to tell are left out."""
    found = told.found
    if found.touchpoints:
        yield _leaving(told)
    yield from _funnels(told)
    if found.conformance is not None:
        yield _conformance(told, found.conformance)
    lacking = [way for way in found.ways if not way.mapped and way.target in told.cards and way.source in told.cards]
    if lacking:
        yield _lacking(told, lacking)
    if told.view.measured and told.view.measured.unused:
        lines = tuple((Bit(text),) for text in told.view.measured.unused)
        yield _section(told, "unused", Lines(lines))
    if found.unmapped:
        yield _events(told)
    if found.paths:
        yield _paths(told)


def _section(told: Told, key: str, *blocks: Grid | Lines, note: str = "") -> Section:
    words = told.words
    return Section(f"{told.view.id}-{key}", Bit(words(f"measured.{key}.title")), note, blocks)


def _columns(told: Told, *keys: str) -> tuple[str, ...]:
    return tuple(told.words(f"measured.column.{key}") for key in keys)


def _leaving(told: Told) -> Section:
    """Where cases end, most first; those places last at which who ends is not lost."""
    words = told.words
    views = told.view.measured.uses if told.view.measured else ()
    ends = {use.id: use.is_goal for use in views if use.is_end}
    shown = [item for item in told.found.touchpoints if item.id in told.cards]
    ranked = sorted(shown, key=lambda item: (item.id in ends, ends.get(item.id, False), -(item.exits or 0)))
    total = told.found.totals.cases if told.found.totals else 0
    rows = tuple(Row(tuple(_left(told, item, total))) for item in ranked)
    grid = Grid(
        words("measured.leaving.title"), _columns(told, "touchpoint", "cases", "left", "of_there", "told"), rows, "bars"
    )
    few = any(item.cases is None for item in shown)
    hint = words("measured.few.hint", n=words.number(told.found.asked.min_group)) if few else ""
    return _section(
        told, "leaving", grid, note=" ".join(text for text in (words("measured.leaving.note"), hint) if text)
    )


def _left(told: Told, item: TouchpointMeasured, total: int) -> Iterator[Cell]:
    words = told.words
    use = next((one for one in told.view.measured.uses if one.id == item.id), None) if told.view.measured else None
    is_end, much = bool(use and use.is_end), bool(use and (use.worst or use.bad))
    tone: Tone = "good" if use and use.is_goal else "bad" if much else ""
    yield (told.place(item.id), *((_end(told, use),) if use and is_end else ()))
    yield barred(words, (told.count(item.cases), told.percent(item.reach)), item.reach)
    exits = None if item.cases is None else item.exits
    share = exits / total if exits is not None and total else None
    nobody = is_end and exits == 0
    yield () if nobody else barred(words, (told.count(exits),), share, tone)
    yield () if nobody else cell(told.percent(item.drop_off), tone=tone)
    yield _explained(told, item.id, unexplained=bool(use and use.unexplained))


def _end(told: Told, use: UseView) -> Bit:
    """What a place is at which who ends is not lost: the goal, one after it, or an end of the map."""
    if use.is_goal:
        return Bit(told.words("measured.goal"), form="tag", tone="good")
    goal = told.cards.get(told.found.asked.goal or "")
    is_after = goal is not None and (use.number or 0) > goal.number
    return Bit(told.words("measured.after_goal" if is_after else "measured.end"), form="tag")


def _explained(told: Told, name: str, *, unexplained: bool) -> Cell:
    """What the map says of why they end here: its pain points and its ends; that it says nothing where many leave."""
    card, words = told.cards[name], told.words
    page = f"journeys/{told.view.id}"
    if card.pains:
        return tuple(Bit(pain.summary, page, f"pain-{pain.id}", form="text") for pain in card.pains)
    if unexplained:
        return (Bit(words("measured.unexplained"), tone="bad"),)
    outcomes = [edge.outcome for edge in card.ways if not edge.target and not edge.is_retry]
    drawn = [words("measured.drawn.outcome", outcome=text) if text else words("measured.drawn") for text in outcomes]
    return cell(*dict.fromkeys(drawn or [words("measured.drawn")] if card.ends else drawn), tone="soft")


def _funnels(told: Told) -> Iterator[Section]:
    for funnel in sorted(told.found.funnels, key=lambda funnel: _FUNNELS.index(funnel.of)):
        rows = tuple(Row(tuple(_step(told, step, funnel))) for step in funnel.steps if told.is_there(step.id))
        keys = ("step", "closed", "of_previous", "open", "since")
        fold = told.words.count("measured.fold", len(rows)) if funnel.of == "touchpoints" else ""
        grid = Grid(told.words(f"measured.funnel.{funnel.of}.title"), _columns(told, *keys), rows, "bars", fold)
        yield _section(told, f"funnel.{funnel.of}", grid, note=told.words("measured.funnel.note"))


def _step(told: Told, step: FunnelStep, funnel: Funnel) -> Iterator[Cell]:
    most = max((one.open or 0 for one in funnel.steps), default=0)
    took = span_told(told.words, step.after_previous) if step.after_previous else None
    yield (told.place(step.id),)
    yield barred(told.words, (told.count(step.closed), told.percent(step.of_all)), _part(step.closed, most))
    yield cell(told.percent(step.of_previous))
    yield barred(told.words, (told.count(step.open),), _part(step.open, most))
    within = told.words("measured.within", p90=took.p90_text) if took else ""
    yield (Bit(took.text), Bit(within, tone="soft")) if took else ()


def _part(number: int | None, most: int) -> float | None:
    return None if number is None or not most else number / most


def _conformance(told: Told, found: Conformance) -> Section:
    words = told.words
    keys = (
        "explained",
        "complete",
        "with_unmapped_way",
        "with_unmapped_event",
        "starting_elsewhere",
        "ending_elsewhere",
    )
    numbers = [(key, getattr(found, key)) for key in keys]
    rows = tuple(
        Row((cell(words(f"measured.conformance.{key}")), _of_cases(told, number, found.cases, good=key in keys[:2])))
        for key, number in numbers
    )
    grid = Grid(words("measured.conformance.title"), _columns(told, "what", "cases"), rows, "bars")
    paths = words.count("measured.conformance.paths", found.distinct_paths)
    return _section(told, "conformance", grid, note=f"{words('measured.conformance.note')} {paths}")


def _of_cases(told: Told, number: int | None, cases: int, *, good: bool) -> Cell:
    share = _part(number, cases)
    of = told.words("measured.of_all", share=told.percent(share), cases=told.cases(cases)) if share is not None else ""
    return barred(told.words, (told.count(number), of), share, "good" if good else "")


def _lacking(told: Told, ways: Sequence[WayMeasured]) -> Section:
    rows = tuple(Row(tuple(_way(told, way))) for way in ways[:_MOST])
    grid = Grid(
        told.words("measured.lacking.title"), _columns(told, "from", "to", "times", "share", "took"), rows, "bars"
    )
    rest = len(ways) - _MOST
    more = told.words.count("measured.lacking.more", rest) if rest > 0 else ""
    return _section(told, "lacking", grid, note=" ".join(filter(None, (told.words("measured.lacking.note"), more))))


def _way(told: Told, way: WayMeasured) -> Iterator[Cell]:
    took = span_told(told.words, way.took) if way.took else None
    yield (told.place(way.source),)
    yield (told.place(way.target), *((Bit(told.words("measured.back"), form="tag"),) if way.back else ()))
    yield cell(told.words.count("measured.times", way.times)) + cell(told.cases(way.cases), tone="soft")
    yield barred(told.words, (told.percent(way.share),), way.share)
    yield cell(took.text if took else "")


def _events(told: Told) -> Section:
    keys = ("event", "events", "cases", "after")
    rows = tuple(Row(tuple(_event(told, item))) for item in told.found.unmapped[:_MOST])
    grid = Grid(told.words("measured.events.title"), _columns(told, *keys), rows, "bars")
    return _section(told, "events", grid, note=told.words("measured.events.note"))


def _event(told: Told, item: UnmappedEvent) -> Iterator[Cell]:
    yield cell(item.event) + cell(item.source, tone="soft")
    yield cell(told.count(item.events))
    yield barred(told.words, (told.count(item.cases), told.percent(item.share)), item.share)
    yield (told.place(item.after),) if item.after in told.cards else ()


def _paths(told: Told) -> Section:
    shown = [path for path in told.found.paths if all(name in told.cards for name in path.touchpoints)]
    rows = tuple(Row(tuple(_path(told, path))) for path in shown[:_MOST])
    fold = told.words.count("measured.fold", len(rows))
    grid = Grid(told.words("measured.paths.title"), _columns(told, "path", "cases", "in_map"), rows, "bars", fold)
    return _section(told, "paths", grid, note=told.words("measured.paths.note"))


def _path(told: Told, path: PathMeasured) -> Iterator[Cell]:
    words = told.words
    yield cell(words("measured.then").join(told.place(name).text for name in path.touchpoints))
    yield barred(words, (told.count(path.cases), told.percent(path.share)), path.share)
    key = "measured.yes" if path.explained else "measured.no"
    yield (Bit(words(key), form="tag", tone="good" if path.explained else "warn"),)
