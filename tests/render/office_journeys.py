"""Journeys for the tests of text and office formats: whole ones from the examples, with any text in their place."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any, TypeVar

from journeymap import api
from journeymap.render.view import JourneyView
from journeymap.render.view_parts import EvidenceView, ReviewView
from tests.conftest import EXAMPLES

T = TypeVar("T")
TEXTS = frozenset(
    [
        "name",
        "summary",
        "description",
        "scenario",
        "goal",
        "trigger",
        "text",
        "texts",
        "feelings",
        "actions",
        "quotes",
        "goals",
        "challenges",
        "values",
        "label",
        "message",
        "offer",
        "condition",
        "outcome",
        "root_cause",
        "criteria",
        "on_reject",
        "artifacts",
        "tags",
        "quote",
        "author",
        "title",
        "by",
        "role",
        "channel_switch",
        "title",
        "expectation",
        "target_name",
        "recycle_name",
        "fails",
        "facts",
        "function",
        "events",
    ]
)
"""The fields of the view in which people write what they like."""


@cache
def views() -> tuple[JourneyView, ...]:
    """The journeys of all examples."""
    found = [(workspace, name) for workspace in api.load(EXAMPLES) for name in workspace.catalogue.journeys]
    return tuple(api.journey_view(workspace, name) for workspace, name in found)


def example(name: str) -> JourneyView:
    """A journey of the examples, by its id."""
    return next(view for view in views() if view.id == name)


def spoken(value: T, text: str, *, field: str = "") -> T:
    """The same value, with a text wherever somebody has written one; emotions and links stay."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {item.name: spoken(getattr(value, item.name), text, field=item.name) for item in _open(value)}
        return dataclasses.replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(spoken(item, text, field=field) for item in value)  # type: ignore[return-value]
    return text if isinstance(value, str) and value and field in TEXTS else value  # type: ignore[return-value]


def _open(value: Any) -> list[dataclasses.Field[Any]]:
    kind = type(value).__name__
    return [] if kind in {"EmotionView", "Picture"} else list(dataclasses.fields(value))


def proven(view: JourneyView) -> JourneyView:
    """A small view with what every view has: evidence of nothing, a review that never was, and places of stages."""
    nothing, unseen = EvidenceView("", "assumption"), ReviewView("", "", "", overdue=False)
    width = 100 / max(1, len(view.stages))
    stages = tuple(
        dataclasses.replace(
            stage,
            left=at * width,
            width=width,
            cards=tuple(dataclasses.replace(card, evidence=nothing) for card in stage.cards),
        )
        for at, stage in enumerate(view.stages)
    )
    edges = tuple(dataclasses.replace(edge, evidence=nothing) for edge in view.edges)
    return dataclasses.replace(view, stages=stages, edges=edges, evidence=nothing, review=unseen)
