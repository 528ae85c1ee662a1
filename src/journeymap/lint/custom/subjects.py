"""The objects of a kind in a workspace, each with its place and with what it lies in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from journeymap.diagnostics import Pointer
from journeymap.model.base import FormatObject
from journeymap.model.document import Document
from journeymap.model.journey import Journey
from journeymap.model.outline import classes, outline
from journeymap.model.touchpoint import Touchpoint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeymap.workspace.loader import Workspace

_TOUCHPOINT_DEPTH = 6
"""Parts of the pointer of a touchpoint: journeys, 0, stages, 0, touchpoints, 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """An object, and what it lies in from the outermost on."""

    value: FormatObject
    path: str
    pointer: Pointer
    above: tuple[FormatObject, ...]

    @property
    def origin(self) -> tuple[str, str, Pointer] | None:
        """What a part of a kept touchpoint is in the current journey: journey, touchpoint, place in it."""
        journey, touchpoint = self._home()
        if journey is None or touchpoint is None or not touchpoint.keep or journey.based_on is None:
            return None
        return journey.based_on, touchpoint.id, self._tail

    @property
    def identity(self) -> tuple[str, str, Pointer] | None:
        """Journey, touchpoint, and the place in it; None for what lies in no touchpoint."""
        journey, touchpoint = self._home()
        return None if journey is None or touchpoint is None else (journey.id, touchpoint.id, self._tail)

    @property
    def _tail(self) -> Pointer:
        return Pointer(self.pointer[_TOUCHPOINT_DEPTH:])

    def _home(self) -> tuple[Journey | None, Touchpoint | None]:
        chain = (*self.above, self.value)
        journey = next((item for item in chain if isinstance(item, Journey)), None)
        return journey, next((item for item in chain if isinstance(item, Touchpoint)), None)


def held(workspace: Workspace, model: type[FormatObject]) -> Iterator[Held]:
    """The valid objects of a class, journeys' in their effective form, in the order of files and lists."""
    for section in _ways(Document, model):
        for placed in workspace.survey.journeys if section == "journeys" else workspace.survey.section(section):
            yield from _within(placed.value, placed.path, placed.pointer, (), model)


def _within(
    value: FormatObject, path: str, pointer: Pointer, above: tuple[FormatObject, ...], model: type[FormatObject]
) -> Iterator[Held]:
    if isinstance(value, model):
        yield Held(value, path, pointer, above)
        return
    for key in _ways(type(value), model):
        found: Any = getattr(value, key)
        if isinstance(found, FormatObject):
            yield from _within(found, path, pointer / key, (*above, value), model)
        elif isinstance(found, tuple):
            for position, item in enumerate(found):
                yield from _within(item, path, pointer / key / position, (*above, value), model)


@cache
def _ways(holder: type[FormatObject], model: type[FormatObject]) -> tuple[str, ...]:
    """The fields of a class behind which objects of another class lie; their keys are their names."""
    return tuple(
        key
        for key, field in outline(holder).fields.items()
        if field.model is not None and not field.mapping and model in classes(field.model) and key != "workspace"
    )
