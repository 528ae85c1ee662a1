"""A view model as JSON: what a view is drawn from, for tools of one's own.

Files are not in it: of a picture there is its path in the workspace, of a font its name, and both `data:` URIs, with
which a page carries the files, are empty. What was measured is in it where there is any.
"""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from journeymap.render.seen import json_visible

if TYPE_CHECKING:
    from journeymap.render.options import Options

_FILES = frozenset({"uri", "font_uri"})
"""The fields of `Picture` and `Look` that hold the content of a file."""
_MEASURED = "measured"
"""The field that is left out where nothing was measured: most maps have no data."""


def draw_json(view: Any, options: Options) -> bytes:
    """Any view model, field by field; what would be a file's content is an empty text."""
    del options  # nothing is laid out
    made = json.dumps(_without_files(dataclasses.asdict(view)), indent=2, ensure_ascii=False)
    return (json_visible(made) + "\n").encode()


def _without_files(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: "" if key in _FILES and isinstance(item, str) and item.startswith("data:") else _without_files(item)
            for key, item in value.items()
            if item or key != _MEASURED
        }
    if isinstance(value, list | tuple):
        return [_without_files(item) for item in value]
    return value
