"""Which pages a report has and what they are called; nothing is drawn here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.render.drawing import VIEWS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

INDEX = "index"
HEALTH = "health"
FINDINGS = "findings"
MAP = "map"
MEASURED = "measured"
"""Maps against reality; there is such a page where a journey was measured."""
JOURNEY_VIEWS = (MAP, "flow", "blueprint", "storyboard")
"""The views of a journey that have a page, in the order of their tabs; the curve of emotion is part of the map."""

WORKSPACE_VIEWS = tuple(name for name, view in VIEWS.items() if view.scope == "workspace")
"""The views across the workspace; each is a page of its name."""


def journey_page(journey: str, view: str, journeys: Collection[str]) -> str:
    """The name of a page of a journey.

    Args:
        journey: Its id.
        view: One of `JOURNEY_VIEWS`.
        journeys: The ids of all journeys: where one is called as another's page would be, that page is written with two
            hyphens, which no id has.
    """
    if view == MAP:
        return f"journeys/{journey}"
    name = f"{journey}-{view}"
    return f"journeys/{journey}--{view}" if name in journeys else f"journeys/{name}"


def pages_of_journeys(journeys: Collection[str]) -> Iterator[str]:
    """The names of all pages of all journeys, journey by journey."""
    for journey in journeys:
        yield from (journey_page(journey, view, journeys) for view in JOURNEY_VIEWS)
