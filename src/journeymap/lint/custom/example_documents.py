"""Examples of a team's rules as documents: an object alone is put into the least document that can hold it."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any

from journeymap.model.custom_path import CLASSES, Subject
from journeymap.model.document import Document
from journeymap.model.outline import outline
from journeymap.source import read

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOLDERS: Mapping[Subject, tuple[Subject, str]] = {
    Subject.STAGE: (Subject.JOURNEY, "stages"),
    Subject.TOUCHPOINT: (Subject.STAGE, "touchpoints"),
    Subject.VOICE: (Subject.TOUCHPOINT, "voices"),
    Subject.WORK: (Subject.TOUCHPOINT, "frontstage"),
    Subject.PAIN_POINT: (Subject.TOUCHPOINT, "pain_points"),
    Subject.GAIN: (Subject.TOUCHPOINT, "gains"),
    Subject.OPPORTUNITY: (Subject.TOUCHPOINT, "opportunities"),
    Subject.METRIC_TARGET: (Subject.TOUCHPOINT, "metrics"),
    Subject.TRANSITION: (Subject.TOUCHPOINT, "next"),
    Subject.HANDOFF: (Subject.TRANSITION, "handoff"),
    Subject.DECISION: (Subject.JOURNEY, "decisions"),
    Subject.LIFECYCLE_STAGE: (Subject.LIFECYCLE, "stages"),
    Subject.EXPECTATION: (Subject.INITIATIVE, "expects"),
}
_LEAST: Mapping[str, Any] = {
    "name": "Example",
    "title": "Example",
    "summary": "Example",
    "text": "Example",
    "do": "Example",
    "to": "end",
}
"""What stands in for the keys that an object must have and an example does not say."""


def document_of(text: str, subject: Subject) -> str:
    """The document that an example is: itself, or the least one around its object.

    Args:
        text: A document, or one object, as YAML.
        subject: What the object is.
    """
    plain = inspect.cleandoc(text) + "\n"
    example = read("example", plain.encode())
    if not example.readable or "journeymap" in example.data:
        return plain
    return json.dumps(_around(example.data, subject), ensure_ascii=False, indent=1)


def _around(found: Mapping[str, Any], subject: Subject) -> dict[str, Any]:
    value = _completed(found, subject)
    while subject in _HOLDERS:
        subject, key = _HOLDERS[subject]
        value = _completed({key: value if key == "handoff" else [value]}, subject)
    sections = outline(Document).fields
    section = next(key for key, field in sections.items() if field.model is CLASSES[subject])
    return {"journeymap": 1, section: [value]}


def _completed(found: Mapping[str, Any], subject: Subject) -> dict[str, Any]:
    """An object with the keys that it must have."""
    fields = outline(CLASSES[subject]).fields
    needed = [key for key, field in fields.items() if field.required or (key == "name" and "keep" not in found)]
    least = {**_LEAST, "id": f"example-{subject}"}
    value = {**{key: least[key] for key in needed if key in least}, **found}
    if subject in {Subject.JOURNEY, Subject.LIFECYCLE}:
        value.setdefault("stages", [{"id": "example-stage", "name": "Example"}])
    return value
