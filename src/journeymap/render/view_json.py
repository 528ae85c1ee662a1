"""A view model as JSON: what a view is drawn from, for tools of one's own."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journeymap.render.options import Options


def draw_json(view: Any, options: Options) -> bytes:
    """Any view model, field by field."""
    del options  # nothing is laid out
    return (json.dumps(dataclasses.asdict(view), indent=2, ensure_ascii=False) + "\n").encode()
