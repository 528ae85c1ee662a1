"""Curves of emotion: one for all, or one for each persona where they feel differently; today's beside a future one.

Emotions are never averaged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from journeymap.render import curve
from journeymap.render.building.feelings import emotion, height
from journeymap.render.view import CurveView, PointView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Literal

    from journeymap.model.touchpoint import Touchpoint
    from journeymap.render.building.context import Context
    from journeymap.render.view import StageView
    from journeymap.render.view_parts import PersonaView

NEUTRAL = 50.0


@dataclass(frozen=True)
class _Place:
    """A place where a curve may have a point: a touchpoint, or a stage as a whole."""

    x: float
    touchpoint: str
    name: str


@dataclass(frozen=True)
class _Pen:
    """Whose curve it is, and how it is told from others."""

    kind: Literal["main", "persona", "base"]
    label: str
    persona: str = ""
    mark: str = ""
    dash: int = 0


def curves(context: Context, stages: Sequence[StageView], personas: Sequence[PersonaView]) -> tuple[CurveView, ...]:
    """All curves of the journey: today's first, so that it is drawn below the others."""
    places = _places(stages)
    touchpoints = {item.id: item for _, item in context.touchpoints}
    if _feel_differently(touchpoints.values()):
        own = _hide_shared(tuple(_of_persona(context, item, places, touchpoints, stages) for item in personas))
    else:
        scores = [_score(item, touchpoints, stages) for item in places]
        label = context.words("curve.future" if context.base else "curve.all")
        own = (_curve(context, _Pen("main", label), places, scores),)
    base = _base(context, stages)
    return tuple(item for item in (*((base,) if base else ()), *own) if item.points)


def _places(stages: Sequence[StageView]) -> list[_Place]:
    """Each touchpoint's place, and the middle of each stage that has none."""
    places = []
    for stage in stages:
        slot = stage.width / max(1, len(stage.cards))
        places += [_Place(stage.left + slot * (n + 0.5), item.id, item.name) for n, item in enumerate(stage.cards)]
        if not any(item.emotion or any(said.emotion for said in item.thoughts) for item in stage.cards):
            places.append(_Place(stage.left + stage.width / 2, "", stage.name))
    return sorted(_apart(places), key=lambda item: item.x)


def _apart(places: list[_Place]) -> list[_Place]:
    """Places without those of touchpoints that lie where a whole stage has its point."""
    whole = {round(item.x, 4) for item in places if not item.touchpoint}
    return [item for item in places if not item.touchpoint or round(item.x, 4) not in whole]


def _score(place: _Place, touchpoints: dict[str, Touchpoint], stages: Sequence[StageView]) -> float | None:
    if place.touchpoint:
        return touchpoints[place.touchpoint].emotion
    stage = next(item for item in stages if abs(item.left + item.width / 2 - place.x) < item.width / 2)
    return stage.emotion.score if stage.emotion else None


def _feel_differently(touchpoints: Iterable[Touchpoint]) -> bool:
    return any(
        voice.emotion is not None and voice.emotion != item.emotion for item in touchpoints for voice in item.voices
    )


def _of_persona(
    context: Context,
    persona: PersonaView,
    places: Sequence[_Place],
    touchpoints: dict[str, Touchpoint],
    stages: Sequence[StageView],
) -> CurveView:
    """A persona's own curve: their voice, else what holds for all, where they take part."""
    scores = []
    for place in places:
        touchpoint = touchpoints.get(place.touchpoint)
        if touchpoint is None:
            scores.append(_score(place, touchpoints, stages))
            continue
        voices = [item.emotion for item in touchpoint.voices if item.persona == persona.id]
        taking = touchpoint.personas or context.journey.personas
        present = not taking or persona.id in taking
        spoken = voices[0] if voices else None
        scores.append(spoken if spoken is not None else touchpoint.emotion if present or voices else None)
    pen = _Pen("persona", persona.name, persona.id, persona.mark, persona.dash)
    return _curve(context, pen, places, scores)


def _hide_shared(drawn: tuple[CurveView, ...]) -> tuple[CurveView, ...]:
    """Curves in which a mark that an earlier curve has at the same place is not shown again."""
    taken: set[tuple[float, float]] = set()
    result = []
    for item in drawn:
        points = tuple(replace(point, shown=(point.x, point.y) not in taken) for point in item.points)
        taken |= {(point.x, point.y) for point in points}
        result.append(replace(item, points=points))
    return tuple(result)


def _curve(context: Context, pen: _Pen, places: Sequence[_Place], scores: Sequence[float | None]) -> CurveView:
    """The curve through all known scores; it crosses unknown ones as a gap."""
    known = [n for n, score in enumerate(scores) if score is not None]
    points = tuple(_point(context, places[n], scores[n]) for n in known)
    drawn = curve.segments([(point.x, point.y) for point in points])
    whole = [after - before == 1 for before, after in pairwise(known)]
    return CurveView(
        kind=pen.kind,
        persona=pen.persona,
        label=pen.label,
        mark=pen.mark,
        dash=pen.dash,
        points=points,
        path=curve.path(part for part, closed in zip(drawn, whole, strict=True) if closed),
        gaps=curve.path(part for part, closed in zip(drawn, whole, strict=True) if not closed),
        area=curve.area(drawn, NEUTRAL),
    )


def _point(context: Context, place: _Place, score: float | None) -> PointView:
    felt = emotion(context.words, score)
    if felt is None:
        raise ValueError("a point of a curve has a score")
    number = context.numbers.get(place.touchpoint)
    return PointView(place.touchpoint, number, place.name, round(place.x, 3), height(felt.score), felt)


def _base(context: Context, stages: Sequence[StageView]) -> CurveView | None:
    """Today's curve at the places where its touchpoints went: kept under their id, or replaced; None without a base."""
    if context.base is None:
        return None
    before = {item.id: item for stage in context.base.stages for item in stage.touchpoints}
    found: list[tuple[_Place, float | None]] = []
    for stage in stages:
        slot = stage.width / max(1, len(stage.cards))
        for n, item in enumerate(stage.cards):
            ids = [one.id for one in item.replaces] or [item.id]
            went = [before[one] for one in ids if one in before]
            steps = enumerate(went, 1)
            left = stage.left + slot * n
            found += [(_base_place(one, left + slot * k / (len(went) + 1)), one.emotion) for k, one in steps]
    pen = _Pen("base", context.words("curve.base", name=context.base.name))
    drawn = _curve(context, pen, [place for place, _ in found], [score for _, score in found])
    return replace(drawn, points=tuple(replace(point, number=None, shown=False) for point in drawn.points))


def _base_place(touchpoint: Touchpoint, x: float) -> _Place:
    return _Place(x, touchpoint.id, touchpoint.name or touchpoint.id)
