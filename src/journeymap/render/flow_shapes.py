"""What a picture is made of: shapes and texts with colours by name. Who writes them decides on the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]
Dash = Literal["", "dashed", "dotted", "sparse", "dashdot"]


@dataclass(frozen=True)
class Box:
    """A rectangle with round corners; `fill` and `stroke` are tones, empty for none."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    fill: str = ""
    stroke: str = ""
    pen: float = 1
    dash: Dash = ""


@dataclass(frozen=True)
class Shape:
    """A polygon."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True)
class Curve:
    """A line of cubic Beziers: one point, then three for each."""

    points: tuple[Point, ...]
    stroke: str
    pen: float = 1.4
    dash: Dash = ""
    fill: str = ""


@dataclass(frozen=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    pen: float = 1


@dataclass(frozen=True)
class Label:
    """A line of text: `y` is its middle, `x` the place of its `anchor` (as it is read), `room` the width it has."""

    x: float
    y: float
    text: str
    size: float
    tone: str
    room: float
    bold: bool = False
    anchor: Anchor = "start"


Part = Box | Shape | Curve | Disc | Label


@dataclass(frozen=True)
class Group:
    """Parts that belong together, such as a card; `title` says in a sentence what they show, `href` leads on."""

    title: str
    parts: tuple[Part, ...]
    href: str = ""


@dataclass(frozen=True)
class Picture:
    """A whole picture, in pixels from the upper left corner; `rtl` where it is read from the right."""

    width: float
    height: float
    title: str
    description: str
    language: str
    rtl: bool
    groups: tuple[Group, ...]
