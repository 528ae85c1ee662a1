"""The table of kinds: nothing of the format is left out of it, and every kind has the kind of the change back."""

from __future__ import annotations

from typing import Any

import pytest

from journeymap.diff import entities
from journeymap.diff.judging import _JUDGES
from journeymap.diff.table import FIELDS, OBJECTS, ORDERED, Compared, Good, row_for
from journeymap.diff.values import Category, Direction, Level, Verb
from journeymap.model.base import FormatObject
from journeymap.model.document import Document
from journeymap.model.outline import classes, outline

KINDS = {
    **{name: {kind} for name, kind in {
        "Journey": "journey", "Stage": "stage", "Touchpoint": "touchpoint", "PainPoint": "pain-point", "Gain": "gain",
        "Opportunity": "opportunity", "Transition": "way", "Handoff": "hand-off", "Voice": "voice", "MetricTarget": "measure",
        "ResearchReference": "evidence", "Persona": "persona", "Quote": "quote", "Decision": "decision", "Team": "team",
        "System": "system", "Channel": "channel", "Metric": "metric", "Research": "research", "Source": "source",
        "Columns": "columns", "Lifecycle": "lifecycle", "LifecycleStage": "lifecycle-stage", "Initiative": "initiative",
        "Rice": "rice", "Expectation": "expected-move", "Play": "play", "Demographic": "profile", "Firmographic": "profile",
        "Technographic": "profile", "Psychographic": "profile", "Behavioural": "profile",
    }.items()},
    "Work": {"frontstage", "backstage", "support"},
}  # fmt: skip
"""What objects of each class are called."""
WHOLE = {"EventBinding", "Comparison"}
"""Values that are compared as a whole: an event with its conditions."""
APART = {
    "Document": "its sections are compared",
    "Settings": "how the tools work, not what customers live through",
    "LintSettings": "settings", "DiffSettings": "settings", "ReportSettings": "settings", "MeasureSettings": "settings",
    "Moved": "says how to compare", "Accepted": "says what passes a gate",
}  # fmt: skip
"""Classes that are not compared, and why."""


def all_classes() -> list[type[FormatObject]]:
    return [model for model in classes(Document) if not model.__module__.endswith("custom_rule")]


@pytest.mark.parametrize("model", all_classes(), ids=lambda model: model.__name__)
def test_every_class_is_compared_or_says_why_not(model: type[FormatObject]):
    """A class that is added to the format has to say what its changes mean."""
    assert sum(model.__name__ in known for known in (KINDS, WHOLE, APART)) == 1


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (kind, key)
        for model in all_classes()
        for kind in sorted(KINDS.get(model.__name__, ()))
        for key in outline(model).fields
    ],
)
def test_every_field_has_a_row(kind: str, key: str):
    """A field is told by a row of its own, or holds objects that are compared by themselves."""
    if key == "id":
        return
    holds_objects = key in entities._WITH_ID or key in entities._SINGLE or (kind == "lifecycle" and key == "stages")
    inside = key in entities._INSIDE and not (key == "metrics" and kind == "play")
    if holds_objects or (inside and key != "next"):
        assert OBJECTS, "the objects in it are told by their own rows"
        return
    assert row_for(kind, key).noun


def test_confidential_is_compared():
    """What becomes public, or stops being so, is told."""
    assert {row_for(kind, "confidential").noun for kind in FIELDS} == {"confidential"}


def test_rows_know_only_what_can_be_judged():
    """Every way of judging is there, every order is one of the table, and items are never on a scale."""
    for rows in FIELDS.values():
        for row in rows.values():
            assert row.good in _JUDGES
            assert not row.scale or row.scale in ORDERED
            assert (row.compared is Compared.CHOICE) == bool(row.scale)
    assert set(Good) == set(_JUDGES)
    assert {row.category for row in OBJECTS.values()} <= set(Category)
    assert set(Level) == {Level.BREAKING, Level.NOTABLE, Level.MINOR}


@pytest.mark.parametrize("verb", list(Verb))
def test_every_verb_has_its_mirror(verb: Verb):
    """The change back has a verb, and that one leads here again."""
    assert verb.mirrored.mirrored is verb


@pytest.mark.parametrize("direction", list(Direction))
def test_every_direction_has_its_mirror(direction: Direction):
    """What gets better gets worse on the way back."""
    assert direction.mirrored.mirrored is direction


def test_kinds_are_told_apart():
    """A noun means one thing: wherever it stands, its words and its category agree with the kind of object it is at."""
    seen: dict[tuple[str, str], Any] = {}
    for kind, rows in FIELDS.items():
        for key, row in rows.items():
            assert seen.setdefault((kind, row.noun), (row.category, row.good)) == (row.category, row.good), (kind, key)
