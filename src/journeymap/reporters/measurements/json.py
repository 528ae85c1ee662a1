"""Measurements for programs: the layout of `measurements/<journey>.json`, in one list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from pydantic import Field

from journeymap.model.measurement import FORMAT_VERSION, Measurement
from journeymap.render.seen import json_visible
from journeymap.reporters.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeymap.evidence.kept import Measured


class Measurements(Shape):
    """All journeys of a run."""

    format_version: int = Field(description="The version of this layout.")
    measurements: tuple[Measurement, ...] = Field(description="A measurement a journey.")


def write(found: Sequence[Measured], stream: TextIO, *, colour: bool = False) -> None:  # noqa: ARG001  # as every reporter
    """Writes one object; what has its default is left out, as in the files."""
    plain = [one.measurement.model_dump(mode="json", by_alias=True, exclude_defaults=True) for one in found]
    full = [{"format_version": FORMAT_VERSION, **item} for item in plain]
    made = {"format_version": FORMAT_VERSION, "measurements": full}
    stream.write(json_visible(json.dumps(made, ensure_ascii=False, indent=1)) + "\n")
