"""The map as one HTML file: view in, page out. The page is whole without its script, and asks nothing of a network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from journeymap.render import map_layout, markup
from journeymap.render.building.feelings import HIGHEST
from journeymap.render.wording import Words, signed, words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeymap.render.view import JourneyView, PointView
    from journeymap.render.view_parts import ChannelView, PersonaView, TeamView

_RUNG = 12.5
"""Per cent of the drawing between two half steps of emotion."""
_EDGE = 16
_FACE_EYES = (
    "<circle class='fb' cx='12' cy='12' r='11'/><circle class='fi' cx='8.6' cy='9.6' r='1.35'/>"
    "<circle class='fi' cx='15.4' cy='9.6' r='1.35'/>"
)


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


def render_map(view: JourneyView) -> str:
    """The journey map as a self-contained HTML page."""
    words = words_for(view.language)
    shown = map_layout.lanes(view)
    style, script = _asset("map.css") + map_layout.rules(view, shown), _asset("map.js")
    places = {x: n for n, x in enumerate(map_layout.places(view))}
    return _template().render(
        view=view,
        w=words,
        lanes=shown,
        opened=len(view.cards) <= map_layout.LONG,
        has_lower=any(lane.lower for lane in shown),
        style=Markup(style),  # noqa: S704 the project's own, with numbers and a checked colour
        script=Markup(script),  # noqa: S704 the project's own
        policy=policy(style, script),
        symbols=_symbols(view),
        place=places,
        rung=_rung,
        anchor=lambda touchpoint: f"touchpoint-{touchpoint}",
        calls=_calls(view, words, places),
        choices=tuple(choice for choice in _choices(view, words) if len(choice.options) > 1),
        axis=_axis(words),
        lowest=signed(-HIGHEST),
        highest=signed(HIGHEST),
        gaps=any(curve.gaps for curve in view.curves),
        marks={persona.id: persona for persona in view.personas},
        marked=any(curve.kind == "persona" for curve in view.curves),
    )


def policy(style: str, script: str) -> str:
    """The page's Content-Security-Policy: its own style and script by their hashes, embedded pictures, nothing else."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    text = (files("journeymap.render") / "templates" / name).read_text(encoding="utf-8")
    return re.sub(r"\n\s*", "\n", text)


@cache
def _drawings(name: str) -> dict[str, str]:
    drawings: dict[str, str] = json.loads(_asset(f"{name}.json"))
    return drawings


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_asset),
        autoescape=True,
        finalize=markup.without_controls,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"block": markup.block, "inline": markup.inline}
    return environment.get_template("map.html.j2")


def _symbols(view: JourneyView) -> Markup:
    """The drawings that the page uses: icons, faces, and the scenes of stages without a picture."""
    scenes = sorted({stage.scene for stage in view.stages if stage.picture is None})
    parts = [
        *(_symbol("i", name, "16 16", f"<g class='st'>{drawn}</g>") for name, drawn in _drawings("icons").items()),
        *(_symbol("f", name, "24 24", f"{_FACE_EYES}{drawn}") for name, drawn in _drawings("faces").items()),
        *(_symbol("s", name, "200 84", _drawings("scenes")[name]) for name in scenes),
    ]
    return Markup("".join(parts))  # noqa: S704 the project's own drawings


def _symbol(group: str, name: str, size: str, drawn: str) -> str:
    return f"<symbol id='{group}-{name}' viewBox='0 0 {size}'>{drawn}</symbol>"


def _rung(y: float) -> int:
    """The class of a height: half steps from the top."""
    return round(y / _RUNG)


def _axis(words: Words) -> tuple[Step, ...]:
    scores = range(HIGHEST, -HIGHEST - 1, -1)
    return tuple(Step(2 * n, signed(score), words(f"emotion.{score}")) for n, score in enumerate(scores))


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
    return Call(kind, side, places[point.x], _rung(point.y), words(f"curve.{kind}", name=point.name))


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
