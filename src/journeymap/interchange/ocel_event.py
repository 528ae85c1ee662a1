"""An event of a log around objects, whatever the file that it is from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Event:
    """An event.

    Attributes:
        id: Its id.
        type: What happened.
        time: When, as the file has it; None where it does not say.
        objects: The type and id of each object that it is about.
        attributes: Name and value of each attribute.
    """

    id: str
    type: str
    time: str | None
    objects: Sequence[tuple[str, str]]
    attributes: Sequence[tuple[str, object]]
