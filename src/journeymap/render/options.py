"""What the person who asks for a picture may choose beside the view and its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

Engine = Literal["embedded", "dot"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a picture is made.

    `engine` lays out graphs: `embedded`, or the `dot` program on PATH. `browser` is the Chromium or Chrome that makes
    PNG and PDF of pages; None means the one that is found.
    """

    engine: Engine = "embedded"
    browser: Path | None = None
