"""The Jinja2 environment of all pages, and what is shipped beside the templates: styles, scripts and drawings."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from journeymap.render import markup
from journeymap.render.pages.compiled import compiled_templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FACE_EYES = (
    "<circle class='fb' cx='12' cy='12' r='11'/><circle class='fi' cx='8.6' cy='9.6' r='1.35'/>"
    "<circle class='fi' cx='15.4' cy='9.6' r='1.35'/>"
)

_CURVE_DEFS = (
    "<defs><linearGradient id='gradient' gradientUnits='userSpaceOnUse' x1='0' y1='0' x2='0' y2='100'>"
    "<stop class='g5' offset='0'/><stop class='g4' offset='.25'/><stop class='g3' offset='.5'/>"
    "<stop class='g2' offset='.75'/><stop class='g1' offset='1'/></linearGradient>"
    "<clipPath id='above'><path d='M0-5h100v55H0z'/></clipPath>"
    "<clipPath id='below'><path d='M0 50h100v55H0z'/></clipPath></defs>"
)
"""What curves of emotion are filled with: colour by height, in a drawing of 100 by 100."""


@cache
def asset(name: str) -> str:
    """A template, style sheet or script as it is shipped, without indentation."""
    text = (files("journeymap.render") / "templates" / name).read_text(encoding="utf-8")
    return re.sub(r"\n\s*", "\n", text)


@cache
def template(name: str) -> jinja2.Template:
    """A template, ready to be rendered; everything that goes into it is escaped, and an unknown name is an error."""
    return _environment().get_template(name)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(asset),
        bytecode_cache=compiled_templates(Path(__file__).parent.parent / "templates"),
        autoescape=True,
        finalize=markup.without_controls,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "block": markup.block,
        "inline": markup.inline,
        "folded": folded,
        "beside_head": lambda columns: len(columns) + 1,
        "below": lambda level: level + 1,
    }
    return environment


@dataclass(frozen=True)
class Folded:
    """The first items of a long list, and those that a reader unfolds; `more` counts them."""

    shown: Sequence[Any]
    rest: Sequence[Any]

    @property
    def more(self) -> int:
        """How many are folded away."""
        return len(self.rest)


def folded(items: Iterable[Any], shown: int) -> Folded:
    """A list of which only the first items are shown at once."""
    listed = list(items)
    return Folded(listed[:shown], listed[shown:])


def symbols(scenes: Iterable[str] = ()) -> Markup:
    """The drawings that pages use by `<use href="#…">`: icons `i-`, faces `f-`, and the scenes `s-` that are named."""
    parts = [
        _CURVE_DEFS,
        *(_symbol("i", name, "16 16", f"<g class='st'>{drawn}</g>") for name, drawn in _drawings("icons").items()),
        *(_symbol("f", name, "24 24", f"{_FACE_EYES}{drawn}") for name, drawn in _drawings("faces").items()),
        *(_symbol("s", name, "200 84", _drawings("scenes")[name]) for name in sorted(set(scenes))),
    ]
    return Markup("".join(parts))  # noqa: S704 the project's own drawings


@cache
def _drawings(name: str) -> dict[str, str]:
    drawings: dict[str, str] = json.loads(asset(f"{name}.json"))
    return drawings


def _symbol(group: str, name: str, size: str, drawn: str) -> str:
    return f"<symbol id='{group}-{name}' viewBox='0 0 {size}'>{drawn}</symbol>"
