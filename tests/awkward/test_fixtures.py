"""The awkward workspaces are what they say they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from journeymap.api import validate
from journeymap.model.base import FormatObject
from journeymap.model.custom_path import Subject
from journeymap.model.document import Document
from journeymap.model.outline import classes, outline
from journeymap.model.settings import (
    CaseKind,
    DiffSettings,
    LintSettings,
    MeasureSettings,
    ReportSettings,
    Settings,
    Theme,
)
from journeymap.model.values import Choice
from tests.awkward.workspaces import FOLDER, NAMES, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_OF_THEM = {CaseKind, Theme, Subject}
"""Choices that a workspace makes once, or that nothing drawn depends on."""


def objects(value: Any) -> Iterator[FormatObject]:
    """An object and all objects in it."""
    if isinstance(value, FormatObject):
        yield value
        for name in type(value).model_fields:
            yield from objects(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from objects(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from objects(item)


def choices(value: Any) -> Iterator[Choice]:
    """The words of choices that are written in an object itself."""
    if isinstance(value, Choice):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from choices(item)


def in_workspace(name: str) -> list[FormatObject]:
    """Every object of every document of a workspace."""
    documents = [one.content for one in workspace(FOLDER / name).documents]
    return [found for document in documents for found in objects(document)]


@pytest.mark.parametrize("name", NAMES)
def test_valid(name: str) -> None:
    """Each is valid, without a warning: what is awkward about it is allowed."""
    assert [(found.code, found.message) for found in validate([FOLDER / name]).findings] == []


def test_full_uses_every_field() -> None:
    """The workspace `full` writes every field of every class of the format."""
    written = {(type(found).__name__, name) for found in in_workspace("full") for name in found.model_fields_set}
    fields = {
        (model.__name__, name) for model in classes(Document) for name in model.model_fields if name != "confidential"
    }
    assert sorted(fields - written) == []


def test_full_uses_every_word_of_every_choice() -> None:
    """The workspace `full` uses every member of every choice, so that each icon and each word is drawn."""
    written = {
        (type(word), str(word))
        for found in in_workspace("full")
        for name in found.model_fields_set
        for word in choices(getattr(found, name))
    }
    known = {field.choice for model in classes(Document) for field in outline(model).fields.values() if field.choice}
    missing = {(choice, str(word)) for choice in known - ONE_OF_THEM for word in choice} - written
    assert sorted((choice.__name__, word) for choice, word in missing) == []


PLAIN = {"Document", "Comparison", "EventBinding", "Columns", "Rice", "Expectation"}
"""Classes of which no reader sees an object of its own."""


def test_confidential_has_something_of_every_kind() -> None:
    """The workspace `confidential` hides an object of every class that a reader could see."""
    hidden = {type(found).__name__ for found in in_workspace("confidential") if found.confidential}
    settings = {*classes(Settings), DiffSettings, LintSettings, MeasureSettings, ReportSettings}
    seen = {model.__name__ for model in classes(Document) if model not in settings} - PLAIN
    assert sorted(seen - hidden) == []
