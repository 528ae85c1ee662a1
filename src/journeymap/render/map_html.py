"""The map as one HTML file: view in, page out. The page is whole without its script, and asks nothing of a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeymap.render import map_lanes, map_layout, map_marks, map_measured, map_places, map_ways
from journeymap.render.building.feelings import HIGHEST
from journeymap.render.pages.addresses import Alone
from journeymap.render.pages.environment import template
from journeymap.render.pages.shell import Page, document
from journeymap.render.wording import Words, words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.render.options import Options
    from journeymap.render.pages.addresses import Addresses
    from journeymap.render.view import JourneyView, PointView
    from journeymap.render.view_parts import ChannelView, PersonaView, TeamView

_EDGE = 16


@dataclass(frozen=True)
class Call:
    """Words at the worst or the best point of the curve."""

    kind: str
    side: str
    place: int
    rung: int
    text: str


@dataclass(frozen=True)
class Choice:
    """A filter: its name in the address, what it is called, and what can be chosen."""

    name: str
    label: str
    all: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Step:
    """A step of the emotion scale on its axis."""

    y: int
    text: str
    word: str


def draw_html(view: JourneyView, options: Options) -> bytes:
    """The journey map as a self-contained HTML page."""
    del options  # no graph is laid out
    return document(map_page(view, Alone(), alone=True)).encode()


def map_page(view: JourneyView, on: Addresses, *, alone: bool = False) -> Page:
    """The journey map as a page.

    Args:
        view: The journey.
        on: How the page names its elements and reaches other pages.
        alone: The page is a document by itself, and brings a way past its head.
    """
    words = words_for(view.language)
    shown = map_lanes.lanes(view)
    return Page(
        name=f"journeys/{view.id}",
        title=words("map.title", name=view.name),
        language=view.language,
        direction=view.direction,
        look=view.look,
        body=Markup(_body(view, on, words, shown, alone=alone)),  # noqa: S704 made by an escaping template
        styles=("map.css", "map_measured.css") if view.measured else ("map.css",),
        rules=map_layout.rules(view, shown),
        scripts=("theme.js", "map.js"),
        scenes=frozenset(stage.scene for stage in view.stages if stage.picture is None),
    )


def _body(view: JourneyView, on: Addresses, words: Words, shown: tuple[map_lanes.Lane, ...], *, alone: bool) -> str:
    places = map_places.classes(view)
    return template("map.html.j2").render(
        view=view,
        w=words,
        on=on,
        alone=alone,
        lanes=shown,
        long=len(view.cards) > map_lanes.LONG,
        brief=len(view.cards) > map_lanes.DETAILED,
        has_lower=any(lane.lower for lane in shown),
        points=map_marks.marks(view),
        waits=map_marks.waits(view),
        ways=map_ways.ways(view),
        numbers={number: places[x] for number, x in map_places.of_cards(view).items()},
        calls=_calls(view, words, places),
        choices=tuple(choice for choice in _choices(view, words) if len(choice.options) > 1),
        axis=_axis(words),
        lowest=words.signed(-HIGHEST),
        highest=words.signed(HIGHEST),
        pictured=any(stage.picture or stage.scene != "path" for stage in view.stages),
        gaps=any(curve.gaps for curve in view.curves),
        marks={persona.id: persona for persona in view.personas},
        marked=any(curve.kind == "persona" for curve in view.curves),
        felt_key=map_measured.key(view, words),
    )


def _axis(words: Words) -> tuple[Step, ...]:
    scores = range(HIGHEST, -HIGHEST - 1, -1)
    return tuple(Step(2 * n, words.signed(score), words(f"emotion.{score}")) for n, score in enumerate(scores))


def _calls(view: JourneyView, words: Words, places: dict[float, int]) -> tuple[Call, ...]:
    """The worst and the best point in words, where there is one curve and they differ."""
    points = [point for curve in view.curves if curve.kind == "main" for point in curve.points]
    if not points:
        return ()
    worst, best = max(points, key=lambda point: point.y), min(points, key=lambda point: point.y)
    if worst.y == best.y:
        return ()
    return _call("worst", worst, words, places), _call("best", best, words, places)


def _call(kind: str, point: PointView, words: Words, places: dict[float, int]) -> Call:
    side = "start" if point.x < _EDGE else "end" if point.x > 100 - _EDGE else "mid"
    return Call(kind, side, places[point.x], map_marks.rung(point.y), words(f"curve.{kind}", name=point.name))


def _choices(view: JourneyView, words: Words) -> Iterable[Choice]:
    severities = {item.severity for stage in view.stages for item in stage.all_pains}
    levels = [level for level in ("medium", "high", "critical") if level in severities]
    yield _choice(words, "severity", [(level, words(f"tools.severity.{level}")) for level in levels])
    yield _choice(words, "persona", _pairs(view.personas))
    yield _choice(words, "team", _pairs(view.teams))
    yield _choice(words, "channel", _pairs(view.channels))


def _pairs(items: Iterable[PersonaView | TeamView | ChannelView]) -> list[tuple[str, str]]:
    return [(item.id, item.name) for item in items]


def _choice(words: Words, name: str, options: list[tuple[str, str]]) -> Choice:
    return Choice(name, words(f"tools.{name}"), words(f"tools.{name}.all"), tuple(options))
