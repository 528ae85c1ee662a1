"""A persona in the terminal: the profile, and the journeys it takes part in with their worst moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from journeymap.cli.terminal import feeling, heading, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from journeymap.model.base import FormatObject
    from journeymap.model.persona import Persona
    from journeymap.render.view import JourneyView

_CATEGORIES = ("demographic", "firmographic", "technographic", "psychographic", "behavioural")


def show_persona(console: Console, persona: Persona, views: tuple[JourneyView, ...]) -> None:
    """Prints a persona."""
    console.print(plain(persona.name, "bold"))
    facts = [persona.role or "", persona.kind.value if persona.kind else ""]
    console.print(plain(" · ".join(fact for fact in facts if fact), "bright_black"))
    if persona.summary:
        console.print(plain(persona.summary))
    for category in _CATEGORIES:
        traits = getattr(persona, category)
        if traits is not None:
            heading(console, category.capitalize())
            for label, values in _traits(traits):
                _item(console, f"{label}: ", "; ".join(values))
    for title, texts in (
        ("Jobs to be done", persona.jobs),
        ("Quotes", [f"“{quote.text}”" for quote in persona.quotes]),
    ):
        if texts:
            heading(console, title)
            for text in texts:
                _item(console, "", text)
    _show_journeys(console, views, persona.id)


def _traits(traits: FormatObject) -> Iterator[tuple[str, list[str]]]:
    """Each trait that is said, with its values; keys of the author's own among them."""
    for name in type(traits).model_fields:
        values = getattr(traits, name)
        if isinstance(values, tuple) and values:
            yield name.replace("_", " "), [str(value) for value in values]
    for name, value in (traits.model_extra or {}).items():
        yield name.removeprefix("x-"), [str(value)]


def _show_journeys(console: Console, views: tuple[JourneyView, ...], persona: str) -> None:
    if not views:
        return
    heading(console, "Journeys")
    for view in views:
        _item(console, "", view.name)
        moments = [
            point for curve in view.curves if _speaks(curve.kind, curve.persona, persona) for point in curve.points
        ]
        if moments:
            worst = min(moments, key=lambda point: point.emotion.score)
            console.print(Text("   worst: ", "bright_black") + feeling(worst.emotion) + plain(f" {worst.name}"))


def _speaks(kind: str, speaker: str, persona: str) -> bool:
    return kind != "base" and speaker in {"", persona}


def _item(console: Console, label: str, text: str) -> None:
    console.print(Padding(Text(label, "bright_black") + plain(text), (0, 0, 0, 1)))
