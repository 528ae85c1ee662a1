"""The flow as SVG: the same bytes for the same journey, whatever fonts a machine has."""

from __future__ import annotations

from functools import singledispatch
from html import escape
from typing import TYPE_CHECKING

from journeymap.render.flow_palette import DARK, FONTS, LIGHT
from journeymap.render.flow_picture import flow_picture
from journeymap.render.flow_shapes import Box, Curve, Disc, Group, Label, Part, Picture, Shape
from journeymap.render.text_width import plain, reads_from_right

if TYPE_CHECKING:
    from journeymap.render.flow_shapes import Anchor
    from journeymap.render.options import Engine, Options
    from journeymap.render.view import JourneyView
    from journeymap.render.view_parts import Look

Tones = tuple[dict[str, str], dict[str, str]]
_DASHES = {
    "": "",
    "dashed": ' stroke-dasharray="6 4"',
    "dotted": ' stroke-dasharray="1.5 4" stroke-linecap="round"',
    "sparse": ' stroke-dasharray="3 7"',
    "dashdot": ' stroke-dasharray="9 3 2 3"',
}
# The middle of small letters lies this far above the line they stand on, in em: the baseline that most sans share.
_BASELINE = 0.36
_OTHER_SIDE: dict[Anchor, Anchor] = {"start": "end", "end": "start", "middle": "middle"}


def draw_svg(view: JourneyView, options: Options) -> bytes:
    """The flow as a file."""
    return flow_svg(view, options.engine).encode()


def flow_svg(view: JourneyView, engine: Engine = "embedded") -> str:
    """The flow of a journey as an SVG document, light and dark.

    Args:
        view: The journey, as `render.view` computes it.
        engine: What lays it out; see `graphviz_image`.

    Raises:
        EngineError: The engine is missing or could not lay the flow out.
    """
    return picture_svg(flow_picture(view, engine), look=view.look)


def picture_svg(
    picture: Picture,
    name: str = "flow",
    tones: Tones = (LIGHT, DARK),
    *,
    look: Look | None = None,
    styled: bool = True,
) -> str:
    """A picture as an SVG document.

    Args:
        picture: What is drawn.
        name: What the ids of its title and description begin with; no text of a user's.
        tones: Its colours by name, light and dark.
        look: The accent colour and the fonts of the workspace, where they are its own.
        styled: Whether it brings its colours; a page that it stands in may give them by the same classes.
    """
    size = f'width="{picture.width:g}" height="{picture.height:g}" viewBox="0 0 {picture.width:g} {picture.height:g}"'
    reading = f' lang="{_text(picture.language)}" direction="{"rtl" if picture.rtl else "ltr"}"'
    role = "group" if any(group.href for group in picture.groups) else "img"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="{role}" aria-labelledby="{name}-t {name}-d"{reading}>'
    rows = [
        head,
        f'<title id="{name}-t">{_text(picture.title)}</title>',
        f'<desc id="{name}-d">{_text(picture.description)}</desc>',
        *([f"<style>{_style(tones, look)}</style>"] if styled else ()),
        f'<rect class="f-page" width="{picture.width:g}" height="{picture.height:g}"/>',
        *(_group(group, picture.rtl) for group in picture.groups),
        "</svg>",
    ]
    return "\n".join(rows) + "\n"


def _style(tones: Tones, look: Look | None) -> str:
    """Rules with plain colours: many viewers of SVG know no custom properties."""
    light, dark = tones
    own: tuple[str, ...] = ()
    if look is not None:
        light, dark = ({**tone, "accent": accent} for tone, accent in zip(tones, look.accent, strict=True))
        own = tuple(f'"{font}"' for font in look.fonts)
    fonts = ",".join([*own, *(f'"{font}"' if " " in font else font for font in FONTS)])
    by_night = f"@media (prefers-color-scheme:dark){{{_rules(dark)}}}"
    return f"text{{font-family:{fonts}}}.b{{font-weight:600}}{_rules(light)}{by_night}"


def _rules(tones: dict[str, str]) -> str:
    return "".join(f".f-{tone}{{fill:{colour}}}.s-{tone}{{stroke:{colour}}}" for tone, colour in tones.items())


def _text(text: str) -> str:
    return escape(plain(text))


def _group(group: Group, rtl: bool) -> str:
    inner = "".join(_text_part(part, rtl) if isinstance(part, Label) else _part(part) for part in group.parts)
    title = f"<title>{_text(group.title)}</title>" if group.title else ""
    drawn = f"<g>{title}{inner}</g>"
    return f'<a href="{_text(group.href)}">{drawn}</a>' if group.href else drawn


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:g}"


def _paint(fill: str, stroke: str, pen: float, dash: str = "") -> str:
    classes = " ".join([*([f"f-{fill}"] if fill else ()), *([f"s-{stroke}"] if stroke else ())])
    rest = (' fill="none"' if not fill else "") + (f' stroke-width="{pen:g}"' if stroke else "")
    return f' class="{classes}"{rest}{_DASHES[dash]}'


@singledispatch
def _part(part: Part) -> str:
    raise TypeError(f"{type(part).__name__} is no part of a picture")


@_part.register
def _(part: Box) -> str:
    place = " ".join(
        f'{name}="{_number(value)}"'
        for name, value in (("x", part.x), ("y", part.y), ("width", part.width), ("height", part.height))
    )
    corner = f' rx="{_number(part.radius)}"' if part.radius else ""
    return f"<rect {place}{corner}{_paint(part.fill, part.stroke, part.pen, part.dash)}/>"


@_part.register
def _(part: Shape) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in part.points)
    return f'<polygon points="{points}" class="f-{part.fill}"/>'


@_part.register
def _(part: Curve) -> str:
    start, *rest = (f"{_number(x)},{_number(y)}" for x, y in part.points)
    return f'<path d="M{start}C{" ".join(rest)}"{_paint(part.fill, part.stroke, part.pen, part.dash)}/>'


@_part.register
def _(part: Disc) -> str:
    place = f'cx="{_number(part.x)}" cy="{_number(part.y)}" r="{_number(part.radius)}"'
    return f"<circle {place}{_paint(part.fill, part.stroke, part.pen)}/>"


def _text_part(part: Label, rtl: bool) -> str:
    """A text reads in its own direction, and stands where the direction of the picture puts it."""
    own = reads_from_right(part.text)
    anchor = part.anchor if own == rtl else _OTHER_SIDE[part.anchor]
    place = f'x="{_number(part.x)}" y="{_number(part.y + part.size * _BASELINE)}" font-size="{part.size:g}"'
    classes = f'class="f-{part.tone}{" b" if part.bold else ""}"'
    anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
    turned = "" if own == rtl else f' direction="{"rtl" if own else "ltr"}"'
    return f"<text {place} {classes}{anchored}{turned}>{_text(part.text)}</text>"
